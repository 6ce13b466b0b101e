package import AIServices
import Bytes

/// An entry of one of the policy's lists.
package enum Entry: Sendable {
  case approval(Approval)
  case toleration(Toleration)
  case prohibition(Prohibition)

  package var reach: Reach {
    switch self {
    case .approval(let approval): approval.reach
    case .toleration(let toleration): toleration.reach
    case .prohibition(let prohibition): prohibition.reach
    }
  }

  /// The service to use instead, where the entry names one.
  package var alternative: ServiceIndex? {
    switch self {
    case .approval: nil
    case .toleration(let toleration): toleration.alternative
    case .prohibition(let prohibition): prohibition.alternative
    }
  }
}
