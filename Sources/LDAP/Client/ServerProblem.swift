package import Secrets

/// Why a server could not be read, or not to its end. No name of a person and no password is in it: what
/// servers write of their own accord is left out.
package enum ServerProblem: Error, Equatable, Sendable {
  package enum Step: Sendable { case connecting, startingTLS, login, reading }
  package enum Limit: Sendable { case accounts, groups, memberships }

  case passwordFile(PrivateFileProblem)
  case emptyPassword
  /// The file of certificates cannot be used.
  case authoritiesFile(String)
  case unreachable(String)
  /// No connection that is safe, in the words of the library for TLS.
  case tls(String)
  case startTLSRefused
  /// What Active Directory says of it, in words, if it does.
  case loginRefused(String?)
  case notPermitted
  case strongerLoginRequired
  case noSuchBase
  case filter
  case timeOut(Step)
  /// The connection ended while accounts were read.
  case interrupted
  case sizeLimit
  case serverTimeLimit
  /// A part of the directory lies on another server.
  case referral
  case tooMany(Limit, most: Int)
  case noAccounts
  /// An answer that is against the protocol.
  case malformed
  /// A result code of RFC 4511, appendix A, or one below zero of the library.
  case refused(code: Int, name: String)
  case cancelled
}

extension ServerProblem {
  /// Whether another server may do better. A wrong password is not tried elsewhere: it would be counted
  /// against the account.
  var isOfThisServer: Bool {
    switch self {
    case .unreachable, .tls, .startTLSRefused, .timeOut, .interrupted, .serverTimeLimit, .malformed:
      true
    // LDAP_BUSY and LDAP_UNAVAILABLE
    case .refused(let code, _): code == 51 || code == 52
    default: false
    }
  }
}

extension ServerProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .passwordFile(let problem): "the file with the password: \(problem)"
    case .emptyPassword:
      "the file with the password is empty; write the password into its first line"
    case .authoritiesFile(let path):
      "no certificates can be read from \(path); it must hold those of the authority in PEM"
    case .unreachable(let words): "no connection (\(words)); is the server on, and the port open?"
    case .tls(let words):
      "no safe connection (\(words)); the certificate must be signed by a trusted authority and name "
        + "the server as its address here does"
    case .startTLSRefused:
      "the server does not offer StartTLS, and the password is not sent without; use ldaps://"
    case .loginRefused(let words):
      "the account or its password was refused\(words.map { " (\($0))" } ?? ""); the next try waits, "
        + "so that the account is not locked"
    case .notPermitted: "the account may not read the directory; give it the right to"
    case .strongerLoginRequired:
      "the server wants a safer connection for this login; use ldaps:// or StartTLS"
    case .noSuchBase: "the base does not exist on this server, or the account may not see it"
    case .filter: "the server does not understand one of the filters"
    case .timeOut(let step): "no answer in time \(step.words)"
    case .interrupted: "the connection broke while accounts were read; nothing of it is used"
    case .sizeLimit:
      "the server stopped at its limit of entries; a part is not used. Raise the limit for the account "
        + "(OpenLDAP: size.prtotal=unlimited), or choose narrower filters"
    case .serverTimeLimit: "the server stopped at its limit of time; a part is not used"
    case .referral:
      "a part of the directory lies on another server; a part is not used. Name that server, or a base "
        + "that does not reach beyond this one"
    case .tooMany(let limit, let most):
      "more than \(most) \(limit.words); choose a narrower base or filters"
    case .noAccounts:
      "not one account was found; are base and filters right, and may the account read them?"
    case .malformed: "an answer that is no LDAP"
    case .refused(let code, let name): "the server refused (\(code): \(name))"
    case .cancelled: "stopped on request"
    }
  }
}

extension ServerProblem.Step {
  fileprivate var words: String {
    switch self {
    case .connecting: "to the connection"
    case .startingTLS: "to StartTLS"
    case .login: "to the login"
    case .reading: "to a search; a part is not used"
    }
  }
}

extension ServerProblem.Limit {
  fileprivate var words: String {
    switch self {
    case .accounts: "accounts"
    case .groups: "groups"
    case .memberships: "memberships in groups"
    }
  }
}
