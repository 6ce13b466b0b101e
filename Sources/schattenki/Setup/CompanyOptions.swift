import ArgumentParser
import Configuration
import Foundation
import LogFormats

/// Where departments and policy come from.
struct CompanyOptions: ParsableArguments {
  static let systemFolder = "/etc/schattenki"

  @Option(
    help: ArgumentHelp(
      "The folder with departments.yaml, policy.yaml, privacy.yaml and formats.yaml.",
      discussion: "Default: \(systemFolder), if it exists.", valueName: "folder"))
  var config: String?

  @Option(help: ArgumentHelp("Who belongs to which department.", valueName: "file"))
  var departments: String?

  @Option(
    help: ArgumentHelp("Which services are approved, tolerated or prohibited.", valueName: "file"))
  var policy: String?

  /// The files that are named, or that stand in the folder.
  func files() throws -> CompanyFiles {
    CompanyFiles(
      departments: try file(named: departments, "departments.yaml"),
      policy: try file(named: policy, "policy.yaml"),
      privacy: try file(named: nil, "privacy.yaml"))
  }

  /// The file with log formats of the company's own; nil when there is none.
  func formatsFile() throws -> String? { try file(named: nil, "formats.yaml") }

  /// All log formats, the company's own before the built-in ones.
  ///
  /// - Parameters:
  ///   - file: named by the user.
  ///   - folder: where formats.yaml may stand otherwise.
  static func formats(_ file: String?, folder: String?) throws -> [any LogFormat] {
    let standard = "\(folder ?? systemFolder)/formats.yaml"
    let hasStandard = FileManager.default.fileExists(atPath: standard)
    guard let file = file ?? (hasStandard ? standard : nil) else { return allFormats }
    return try FormatsFile.read(file) + allFormats
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
