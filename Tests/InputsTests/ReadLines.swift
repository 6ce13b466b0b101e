import Bytes
import Foundation
import Inputs

/// What a reader made of an input.
struct LinesRead: Equatable {
  var lines: [[UInt8]] = []
  var oversized = 0
  var failure: InputError?

  var texts: [String] { lines.map { String(decoding: $0, as: UTF8.self) } }
}

func readLines(_ source: any ByteSource) -> LinesRead {
  var result = LinesRead()
  do throws(InputError) {
    var reader = try LineReader(source)
    defer { result.oversized = reader.oversizedLines }
    while try reader.withNextBlock({ block, _ in
      block.forEachLine { line in
        result.lines.append(unsafe line.withUnsafeBufferPointer { unsafe Array($0) })
        return true
      }
    }) {}
  } catch {
    result.failure = error
  }
  return result
}

func readLines(_ bytes: [UInt8], largestChunk: Int = 1 << 20, seed: UInt64 = 0) -> LinesRead {
  readLines(ChunkedSource(bytes, largestChunk: largestChunk, seed: seed))
}

func readLines(_ text: String) -> LinesRead { readLines(Array(text.utf8)) }

/// `bytes` through a program of the system, such as `gzip -c`.
func filtered(_ bytes: [UInt8], through command: String) throws -> [UInt8] {
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

func withTemporaryFile<Result>(
  _ bytes: [UInt8], _ body: (_ path: String) throws -> Result
) throws -> Result {
  let file = URL(filePath: NSTemporaryDirectory()).appending(path: "schattenki-\(UUID()).log")
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  return try body(file.path)
}
