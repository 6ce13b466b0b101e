import ArgumentParser
import Configuration
import Foundation

/// Where departments and policy come from.
struct CompanyOptions: ParsableArguments {
  static let systemFolder = "/etc/schattenki"

  @Option(
    help: ArgumentHelp(
      "The folder with departments.yaml and policy.yaml.",
      discussion: "Default: \(systemFolder), if it exists.", valueName: "folder"))
  var config: String?

  @Option(help: ArgumentHelp("Who belongs to which department.", valueName: "file"))
  var departments: String?

  @Option(help: ArgumentHelp("Which services are approved or prohibited.", valueName: "file"))
  var policy: String?

  /// The files that are named, or that stand in the folder.
  func files() throws -> CompanyFiles {
    CompanyFiles(
      departments: try file(named: departments, "departments.yaml"),
      policy: try file(named: policy, "policy.yaml"))
  }

  private func file(named name: String?, _ standard: String) throws -> String? {
    if let name { return name }
    if let config, (try? FileManager.default.contentsOfDirectory(atPath: config)) == nil {
      throw CommandFailure(.configuration, "\(config): is not a folder that can be read")
    }
    let path = "\(config ?? Self.systemFolder)/\(standard)"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
