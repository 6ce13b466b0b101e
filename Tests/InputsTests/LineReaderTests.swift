import Bytes
import Inputs
import TestSupport
import Testing

@Suite struct LineReaderTests {
  @Test(arguments: [
    ("", []), ("a\n", ["a"]), ("a", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]),
    ("a\r\nb", ["a", "b"]), ("\n", [""]), ("\n\na\n\n", ["", "", "a", ""]), ("\r\n", [""]),
    ("a\rb\n", ["a\rb"]), ("a\r\r\n", ["a\r"]), ("\r", [""]),
    ("a\u{0}b\n\u{0}\n", ["a\u{0}b", "\u{0}"]),
    ("\u{FEFF}a\nb\n", ["a", "b"]), ("\u{FEFF}", []), ("\u{FEFF}\n", [""]),
    ("a\n\u{FEFF}b\n", ["a", "\u{FEFF}b"]), ("\u{FEFF}\u{FEFF}a", ["\u{FEFF}a"]),
    ("\u{2028}a\u{85}b\u{B}c\n", ["\u{2028}a\u{85}b\u{B}c"]),
  ])
  func linesEndAtLineFeeds(text: String, lines: [String]) {
    #expect(readLines(text).texts == lines)
  }

  @Test func linesOfNoTextKeepTheirBytes() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x00, 0x0A, 0xC3, 0x0A]
    #expect(readLines(bytes).lines == [[0xFF, 0xFE, 0x00], [0xC3]])
  }

  @Test func aVeryLongLineIsCountedAndItsNeighboursKept() {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000)
    let bytes = Array("before\n".utf8) + long + Array("\nafter\n".utf8)
    let read = readLines(bytes)
    #expect(read.texts == ["before", "after"])
    #expect(read.oversized == 1)
    #expect(readLines(bytes, largestChunk: 70_000) == read)
  }

  @Test func aVeryLongLineMayBeTheFirstOrTheLast() {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)
    let first = readLines(long + Array("\nafter\n".utf8))
    #expect(first.texts == ["after"])
    #expect(first.oversized == 1)
    let last = readLines(Array("before\n".utf8) + long)
    #expect(last.texts == ["before"])
    #expect(last.oversized == 1)
    let both = readLines(long + [ASCII.lineFeed] + long + [ASCII.lineFeed])
    #expect(both.lines.isEmpty)
    #expect(both.oversized == 2)
  }

  @Test func onlyLinesOverTheMaximumAreTooLong() {
    let most = LineReader.maximumLineLength
    for tail in ["", "\n", "\nafter\n"] {
      let line = [UInt8](repeating: UInt8(ascii: "x"), count: most)
      let kept = readLines(line + Array(tail.utf8))
      #expect(kept.lines.first?.count == most)
      #expect(kept.oversized == 0)
      let dropped = readLines(line + Array(("x" + tail).utf8))
      #expect(dropped.lines.allSatisfy { $0.count == 5 })
      #expect(dropped.oversized == 1)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func anyChunkingGivesTheSameLines(seed: UInt64) {
    let bytes = randomLines(seed: seed)
    let whole = readLines(bytes)
    #expect(whole.failure == nil)
    #expect(whole.lines == obviousLines(bytes))
    for largestChunk in [1, 7, 4096, 300_000] {
      #expect(readLines(bytes, largestChunk: largestChunk, seed: seed) == whole)
    }
  }

  /// Half a megabyte, of short lines and some longer ones, of all byte values.
  private func randomLines(seed: UInt64) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = seed % 2 == 0 ? [0xEF, 0xBB, 0xBF] : []
    while bytes.count < 400_000 {
      let longest = Int.random(in: 0..<50, using: &random) == 0 ? 5000 : 200
      let length = Int.random(in: 0...longest, using: &random)
      bytes += (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      bytes +=
        Bool.random(using: &random) ? [ASCII.lineFeed] : [ASCII.carriageReturn, ASCII.lineFeed]
    }
    return bytes + (seed % 3 == 0 ? Array("no end".utf8) : [])
  }

  private func obviousLines(_ bytes: [UInt8]) -> [[UInt8]] {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    var lines = text.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false).map(
      Array.init)
    if lines.last == [] { lines.removeLast() }
    return lines.map { $0.last == ASCII.carriageReturn ? Array($0.dropLast()) : $0 }
  }
}
