import AIServices
import Company
import Configuration
import Policies

/// The company's policy, for commands that mean nothing without one.
struct RequiredPolicy {
  let file: String
  let policy: Policy
  /// Empty when none are configured.
  let departments: [String]

  /// - Throws: everything that is wrong in the company's files, or that there is no policy.
  init(_ company: CompanyOptions, _ catalogue: Catalogue) throws {
    let files = try company.files()
    let contents = try files.read(catalogue)
    guard let file = files.policy, let policy = contents.policy else {
      throw CommandFailure(
        .configuration, "there is no policy.yaml; write one, or name it with --policy or --config")
    }
    self.file = file
    self.policy = policy
    departments = contents.departments?.rules.names ?? []
  }
}

extension Policy {
  /// How much it holds, in one line.
  var census: String {
    "Policy: \(approvals.count) approvals, \(tolerations.count) tolerations, "
      + "\(prohibitions.count) prohibitions."
  }
}
