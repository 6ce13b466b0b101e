import Foundation
import Glibc
import Reports

/// Standard output and standard error, and what is known of the terminal behind them.
enum Console {
  static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  static let errorIsTerminal = isatty(STDERR_FILENO) == 1

  /// The terminal's width in characters; nil when standard output is none.
  static var width: Int? {
    guard outputIsTerminal else { return nil }
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }

  /// Colour only on a terminal, and not where NO_COLOR (https://no-color.org) asks for none.
  static var usesColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return outputIsTerminal && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }

  static func print(_ data: Data) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
      throw CommandFailure(.inputOutput, "cannot write to standard output: \(error)")
    }
  }

  /// Writes a line to standard error, with the program's name and without control characters,
  /// which names of files may hold.
  static func warn(_ message: String) {
    try? FileHandle.standardError.write(contentsOf: Data("schattenki: \(message.printable)\n".utf8))
  }
}
