import Foundation
import Testing

/// The built program, run as a user would run it.
struct Program {
  struct Result {
    let output: String
    let errors: String
    let status: Int32

    /// The output as a JSON object.
    func json() throws -> [String: Any] {
      let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return try #require(object as? [String: Any])
    }

    /// The output as one JSON object a line.
    func jsonLines() throws -> [[String: Any]] {
      try output.split(separator: "\n").map { line in
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
        return try #require(object as? [String: Any])
      }
    }
  }

  /// The repository's root.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Beside the test bundle, whose path is how this process was started.
  static let executable = URL(filePath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "schattenki")

  /// Runs the program in the repository's root, in English, without the machine's configuration.
  static func run(_ arguments: [String], input: Data = Data()) throws -> Result {
    let process = start(arguments)
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    let errors = Collector(stderr)
    let writer = Thread {
      try? stdin.fileHandleForWriting.write(contentsOf: input)
      try? stdin.fileHandleForWriting.close()
    }
    writer.start()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      output: String(decoding: output, as: UTF8.self), errors: errors.text,
      status: process.terminationStatus)
  }

  static func start(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = root
    process.environment = [
      "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC",
      // 2026-11-23: what is said of the catalogue's age is said of this day.
      "SOURCE_DATE_EPOCH": "1795392000",
    ]
    return process
  }

  /// Reads a pipe to its end beside the reader of another.
  private final class Collector: @unchecked Sendable {
    private var data = Data()
    private let done = DispatchSemaphore(value: 0)

    init(_ pipe: Pipe) {
      Thread.detachNewThread { [self] in
        data = pipe.fileHandleForReading.readDataToEndOfFile()
        done.signal()
      }
    }

    var text: String {
      done.wait()
      defer { done.signal() }
      return String(decoding: data, as: UTF8.self)
    }
  }
}
