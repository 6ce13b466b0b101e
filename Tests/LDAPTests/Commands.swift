import Foundation

/// Runs a program of the system to its end.
///
/// - Returns: what it printed, and its exit status.
@discardableResult
func run(_ arguments: String...) throws -> (text: String, status: Int32) {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = arguments
  var environment = ProcessInfo.processInfo.environment
  environment["PATH"] = "\(environment["PATH"] ?? ""):/usr/sbin:/sbin"
  process.environment = environment
  let output = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return (text, process.terminationStatus)
}

struct CommandFailed: Error { let command: String }

func fixturePath(_ name: String) -> String {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
}

/// A server that ends when this process does, or says so: the shell around it waits for the end of its
/// input, which nobody else holds open.
final class Service: Sendable {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// - Parameters:
  ///   - command: of the shell, in one line, without redirections of the input.
  ///   - folder: removed at the end.
  init(_ command: String, folder: String) throws {
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c",
      """
      PATH=$PATH:/usr/sbin; \(command) </dev/null & server=$!; read end
      kill -9 $server; rm -r '\(folder)'
      """,
    ]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit { stop() }

  func stop() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Waits for the next line that it prints.
  func line() -> String {
    var line: [UInt8] = []
    while let byte = try? output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// All that it prints from here to its end.
  func rest() -> String {
    stop()
    return String(
      decoding: (try? output.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
  }
}
