package import AIServices
import Company
package import Policies
package import Privacy

/// The files in which a company describes itself, each of which may be missing.
package struct CompanyFiles: Sendable {
  package var departments: String?
  package var policy: String?
  package var privacy: String?

  package init(departments: String?, policy: String?, privacy: String?) {
    self.departments = departments
    self.policy = policy
    self.privacy = privacy
  }

  /// What the files say, nil for those that are missing.
  package struct Contents: Sendable {
    package let departments: DepartmentsFile?
    package let policy: Policy?
    package let privacy: PrivacySettings?
  }

  /// Reads all files.
  ///
  /// - Throws: everything that is wrong in any of them.
  package func read(_ catalogue: Catalogue) throws(ConfigurationProblems) -> Contents {
    var problems: [ConfigurationProblem] = []
    func read<Value>(
      _ file: String?, _ reader: (String) throws(ConfigurationProblems) -> Value
    ) -> Value? {
      guard let file else { return nil }
      do throws(ConfigurationProblems) { return try reader(file) } catch {
        problems += error.all
        return nil
      }
    }
    let departments = read(self.departments, DepartmentsFile.read)
    // Wrong departments are no reason to call every department of the policy unknown.
    let names = departments.map(\.rules.names) ?? (self.departments == nil ? [] : nil)
    let policy = read(self.policy) { file throws(ConfigurationProblems) in
      try PolicyFile.read(file, catalogue: catalogue, departments: names)
    }
    let privacy = read(self.privacy, PrivacyFile.read)
    guard problems.isEmpty else { throw ConfigurationProblems(all: problems) }
    return Contents(departments: departments, policy: policy, privacy: privacy)
  }
}
