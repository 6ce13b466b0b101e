import Company
import Configuration
import Policies
import TestSupport
import Testing

@Suite struct CompanyFilesTests {
  private let departments = "departments:\n  - {name: Sales, users: [anna]}\n"
  private let policy = """
    approved:
      - {service: claude, departments: [Sales], data: [public], owner: IT, from: 2026-01-01}

    """

  private func files(
    in folder: TemporaryFolder, departments: Bool = true, policy: Bool = true
  ) -> CompanyFiles {
    CompanyFiles(
      departments: departments ? "\(folder.path)/departments.yaml" : nil,
      policy: policy ? "\(folder.path)/policy.yaml" : nil, privacy: nil)
  }

  @Test func bothAreRead() throws {
    let folder = try TemporaryFolder(["departments.yaml": departments, "policy.yaml": policy])
    let read = try files(in: folder).read(sampleCatalogue())
    #expect(read.departments?.rules.names == ["Sales"])
    #expect(read.policy?.approvals.count == 1)
  }

  @Test func eitherMayBeMissing() throws {
    let folder = try TemporaryFolder(["departments.yaml": departments])
    let some = try files(in: folder, policy: false).read(sampleCatalogue())
    #expect(some.departments != nil)
    #expect(some.policy == nil)
    let none = try files(in: folder, departments: false, policy: false).read(sampleCatalogue())
    #expect(none.departments == nil)
  }

  @Test func aPolicyThatNamesDepartmentsNeedsTheirFile() throws {
    let folder = try TemporaryFolder(["policy.yaml": policy])
    let found = problems(in: folder) {
      _ = try files(in: folder, departments: false).read(sampleCatalogue())
    }
    #expect(
      found == ["policy.yaml:2:37: department 'Sales' is unknown: no departments.yaml was given"])
  }

  @Test func wrongDepartmentsDoNotMakeThePolicysUnknown() throws {
    let folder = try TemporaryFolder([
      "departments.yaml": "departments:\n  - {name: Sales, user: [anna]}\n", "policy.yaml": policy,
    ])
    let found = problems(in: folder) { _ = try files(in: folder).read(sampleCatalogue()) }
    #expect(
      found == [
        "departments.yaml:2:19: unknown key 'user'; did you mean 'users'?",
        "departments.yaml:2:5: department 'Sales' has none of users, groups, directory_departments, hosts, mac_addresses, networks, vlans: nobody is in it",
      ])
  }

  @Test func theProblemsOfBothAreFoundInOnePass() throws {
    let folder = try TemporaryFolder([
      "departments.yaml": "departments: 1\n", "policy.yaml": "approvd: []\n",
    ])
    let found = problems(in: folder) { _ = try files(in: folder).read(sampleCatalogue()) }
    #expect(
      found == [
        "departments.yaml:1:14: expected a list",
        "policy.yaml:1:1: unknown key 'approvd'; did you mean 'approved'?",
      ])
  }
}
