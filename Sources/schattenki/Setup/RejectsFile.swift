import Agent
import Foundation
import LogFormats
import Reports
import Usage

/// The file of `--rejects`: what could not be read, one line each, columns between tabs.
final class RejectsFile {
  private let path: String
  private let file: FileHandle
  private var text = "log\tline\treason\tshape\n"
  private var failure: (any Error)?

  /// Long enough to tell one product's lines from another's.
  private static let shapeLength = 400

  init(path: String) throws {
    self.path = path
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else {
      throw CommandFailure(.cannotCreate, "\(path): cannot be created; does its folder exist?")
    }
    self.file = file
  }

  /// Adds `line` of `log`, if it could not be read.
  func add(_ decoded: Decoded, _ line: Span<UInt8>, of log: String, at place: SourceReader.Place) {
    guard case .malformed(let reason) = decoded else { return }
    let shape = RedactedLine.text(of: line, length: Self.shapeLength)
    let reasonName = place.format.isEmpty ? "unknown_format" : reason.name
    text += "\(log.printable)\t\(place.line)\t\(reasonName)\t\(shape)\n"
    if text.utf8.count > 64 << 10 { flush() }
  }

  /// Writes what is left.
  func close() throws {
    flush()
    try? file.close()
    if let failure { throw CommandFailure(.inputOutput, "\(path): cannot be written: \(failure)") }
  }

  private func flush() {
    defer { text.removeAll(keepingCapacity: true) }
    guard failure == nil else { return }
    do { try file.write(contentsOf: Data(text.utf8)) } catch { failure = error }
  }
}
