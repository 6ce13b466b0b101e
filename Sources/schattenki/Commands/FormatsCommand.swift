import ArgumentParser
import Foundation
import LogFormats

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List the log formats that are read, and what each carries beside time and host.",
    discussion: """
      One format a line, its name and its fields between a tab. Paths and user agents help to tell \
      services apart; they are never stored or shown.
      """)

  @Option(
    help: ArgumentHelp(
      "Log formats of your own.",
      discussion: "Default: \(CompanyOptions.systemFolder)/formats.yaml, if it exists.",
      valueName: "file"))
  var formats: String?

  func run() throws {
    let lines = try CompanyOptions.formats(formats, folder: nil).map {
      "\($0.name)\t\($0.fields.names.joined(separator: ", "))"
    }
    try Console.print(Data((lines.joined(separator: "\n") + "\n").utf8))
  }
}
