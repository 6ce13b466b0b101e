import Foundation

/// What a script prints when Debian's own Python runs it, for which `make test` installs validators.
///
/// - Returns: output and error output together, and the exit status.
package func runPython(
  _ script: String, _ arguments: [String]
) throws -> (text: String, status: Int32) {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/python3")
  process.arguments = ["-c", script] + arguments
  let output = Pipe()
  process.standardOutput = output
  process.standardError = output
  try process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return (text, process.terminationStatus)
}
