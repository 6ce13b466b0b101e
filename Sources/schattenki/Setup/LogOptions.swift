import Agent
import ArgumentParser
import Bytes
import Foundation
import Inputs
import LogFormats
import Usage

/// How logs are read.
struct LogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The logs' format, if it should not be detected.",
      discussion: "One of \(allFormats.map(\.name).joined(separator: ", ")).", valueName: "name"))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "Log formats of your own.",
      discussion: "Default: \(CompanyOptions.systemFolder)/formats.yaml, if it exists.",
      valueName: "file"))
  var formats: String?

  @OptionGroup var calendar: CalendarOptions

  @Option(
    help: ArgumentHelp(
      "Write what could not be read to this file: log, line number, reason and the line's shape.",
      discussion: "Letters are written as x and digits as 9, so that it can be passed on.",
      valueName: "file"))
  var rejects: String?

  /// Nil when nobody asked for it.
  func openRejects() throws -> RejectsFile? { try rejects.map { try RejectsFile(path: $0) } }

  /// - Parameter folder: the folder with the company's files, in which formats.yaml may stand.
  func settings(folder: String? = nil) throws -> SourceReader.Settings {
    let known = try CompanyOptions.formats(formats, folder: folder)
    let given = format.flatMap { name in known.first { $0.name == name } }
    if let format, given == nil {
      throw ValidationError(
        "Unknown format '\(format)'. `schattenki formats` lists those that are read.")
    }
    return SourceReader.Settings(
      format: given, formats: known, zone: calendar.zone, now: CurrentTime.now)
  }
}

extension SourceSummary {
  /// A failure when most lines of the log at `path` were not understood: its report means little.
  func failureOfMostLines(path: String) -> CommandFailure? {
    guard rejects.count > lines / 2 else { return nil }
    return CommandFailure(
      .data,
      "\(path): \(rejects.count) of \(lines) lines were not understood as \(format)"
        + (isFormatGiven
          ? "; is it another format? Leave --format out to have it detected"
          : ". \(SourceReader.Failure.howToAsk)"))
  }
}

extension SourceReader.Failure {
  /// What is wrong with the log at `path` and what to do.
  func commandFailure(path: String) -> CommandFailure {
    let name = path == "-" ? "standard input" : path
    switch self {
    case .input(.missing):
      return CommandFailure(.noInput, "\(name): there is no such file")
    case .input(.notPermitted):
      return CommandFailure(.noInput, "\(name): not readable for this user; try sudo")
    case .input(.isDirectory):
      return CommandFailure(.noInput, "\(name): is a folder; name the log files in it")
    case .input(.system(let reason)):
      return CommandFailure(.inputOutput, "\(name): cannot be read: \(reason)")
    case .input(.truncated(let compression)):
      return CommandFailure(
        .data, "\(name): the \(compression.rawValue) data ends early; what came before was read")
    case .input(.corrupt(let compression)):
      return CommandFailure(
        .data, "\(name): the \(compression.rawValue) data is damaged; what came before was read")
    case .capture(let error):
      return CommandFailure(.data, "\(name): \(error.words)")
    case .empty:
      return CommandFailure(.data, "\(name): is empty")
    case .unknownFormat(_, isBinary: true):
      return CommandFailure(.data, "\(name): is not a text log: it holds NUL bytes")
    case .unknownFormat(let lines, isBinary: false):
      return CommandFailure(
        .data,
        "\(name): unknown format: none reads most of the first \(lines) lines. If it is one that "
          + "`schattenki formats` lists, name it with --format. \(Self.howToAsk)")
    }
  }

  /// What helps to make a log readable that is not.
  static let howToAsk =
    "To ask for help, run it again with --rejects FILE and send that file with the product's name and "
    + "version: it holds the shape of the lines, letters as x and digits as 9"
}
