package import AIServices
import Company
package import Policies

/// The files in which a company describes itself, each of which may be missing.
package struct CompanyFiles: Sendable {
  package var departments: String?
  package var policy: String?

  package init(departments: String?, policy: String?) {
    self.departments = departments
    self.policy = policy
  }

  /// Reads both files.
  ///
  /// - Throws: everything that is wrong in either.
  package func read(
    _ catalogue: Catalogue
  ) throws(ConfigurationProblems) -> (departments: DepartmentsFile?, policy: Policy?) {
    var problems: [ConfigurationProblem] = []
    var description: DepartmentsFile?
    var policy: Policy?
    // Wrong departments are no reason to call every department of the policy unknown.
    var names: [String]? = []
    do throws(ConfigurationProblems) {
      if let departments {
        description = try DepartmentsFile.read(departments)
        names = description?.rules.names
      }
    } catch {
      problems += error.all
      names = nil
    }
    do throws(ConfigurationProblems) {
      if let file = self.policy {
        policy = try PolicyFile.read(file, catalogue: catalogue, departments: names)
      }
    } catch {
      problems += error.all
    }
    guard problems.isEmpty else { throw ConfigurationProblems(all: problems) }
    return (description, policy)
  }
}
