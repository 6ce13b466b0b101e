import Foundation

/// `bytes` through a program of the system, such as `gzip -c`.
package func filtered(_ bytes: [UInt8], through command: String) throws -> [UInt8] {
  try withTemporaryFile(bytes) { path in
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\(command) < '\(path)'"]
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(data)
  }
}

package func withTemporaryFile<Result>(
  _ bytes: [UInt8], _ body: (_ path: String) throws -> Result
) throws -> Result {
  let file = URL(filePath: NSTemporaryDirectory()).appending(path: "schattenki-\(UUID()).log")
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  return try body(file.path)
}
