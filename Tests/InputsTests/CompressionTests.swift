import Bytes
import Foundation
import Inputs
import TestSupport
import Testing

@Suite struct CompressionTests {
  /// More than the reader takes in at once, that does not shrink to nothing.
  private static let text: [UInt8] = {
    var random = SeededGenerator(seed: 10)
    return (0..<12_000).flatMap { number in
      Array("line \(number) \(UInt64.random(in: 0 ... .max, using: &random))\n".utf8)
    }
  }()
  private static let commands = [
    "gzip -c", "gzip -1 -c", "zstd -q -c", "zstd -q -19 -c --no-check", "xz -c", "bzip2 -1 -c",
  ]
  /// The archive of one file, which `zip` reads from a pipe.
  private static let zip = "zip -q - -"

  @Test(arguments: commands + [zip])
  func compressedLinesAreTheSame(command: String) throws {
    let compressed = try filtered(Self.text, through: command)
    #expect(readLines(compressed) == readLines(Self.text))
  }

  @Test func compressionIsToldFromTheFirstBytes() throws {
    let commands: [(Compression, String)] = [
      (.gzip, "gzip -c"), (.zstd, "zstd -q -c"), (.xz, "xz -c"), (.bzip2, "bzip2 -c"),
      (.zip, Self.zip),
    ]
    for (compression, command) in commands {
      for text in [[], Array("one\n".utf8)] {
        let bytes = try filtered(text, through: command)
        #expect(try LineReader(ChunkedSource(bytes, largestChunk: 1)).compression == compression)
      }
    }
    #expect(
      try LineReader(ChunkedSource(Array("\u{1F}x".utf8), largestChunk: 9)).compression == nil)
  }

  @Test(arguments: commands)
  func nothingCompressedIsNoLine(command: String) throws {
    #expect(readLines(try filtered([], through: command)) == LinesRead())
  }

  @Test(arguments: commands + [zip])
  func anyChunkingGivesTheSameLines(command: String) throws {
    let compressed = try filtered(Self.text, through: command)
    let lines = readLines(Self.text)
    for (seed, largestChunk) in [1, 2, 13, 1000, 200_000].enumerated() {
      #expect(readLines(compressed, largestChunk: largestChunk, seed: UInt64(seed)) == lines)
    }
  }

  @Test(arguments: commands)
  func severalMembersAreOneText(command: String) throws {
    let half = Self.text.count / 2
    let first = try filtered(Array(Self.text[..<half]), through: command)
    let nothing = try filtered([], through: command)
    let second = try filtered(Array(Self.text[half...]), through: command)
    let lines = readLines(Self.text)
    #expect(readLines(first + nothing + second) == lines)
    #expect(readLines(first + second, largestChunk: 100) == lines)
  }

  @Test func zerosMayPadGzip() throws {
    let compressed = try filtered(Self.text, through: "gzip -c")
    let zeros = [UInt8](repeating: 0, count: 300_000)
    #expect(readLines(compressed + [0]) == readLines(Self.text))
    #expect(readLines(compressed + zeros + compressed + zeros).failure == nil)
  }

  @Test func zstdMayBeginWithASkippableFrame() throws {
    let compressed = try filtered(Self.text, through: "zstd -q -c")
    let skippable: [UInt8] = [0x5A, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 0xFF, 0xFF]
    #expect(readLines(skippable + compressed) == readLines(Self.text))
  }

  @Test(arguments: commands + [zip], Compression.allCases.map(\.rawValue))
  func whatWasReadBeforeACutIsHandedOut(command: String, name: String) throws {
    guard command.split(separator: " ").first == name[...], let kind = Compression(rawValue: name)
    else {
      return
    }
    let lines = readLines(Self.text).lines
    let compressed = try filtered(Self.text, through: command)
    for percent in [50, 80, 99] {
      let read = readLines(Array(compressed[..<(compressed.count * percent / 100)]))
      #expect(read.failure == .truncated(kind))
      #expect(!read.lines.isEmpty)
      #expect(read.lines == Array(lines.prefix(read.lines.count)))
    }
    // The directory at an archive's end repeats what was read.
    if kind != .zip {
      #expect(readLines(Array(compressed.dropLast())).failure == .truncated(kind))
    }
  }

  @Test func whatASmallLogSaysBeforeACutIsHandedOutToo() throws {
    let small = Array(Self.text.prefix(20_000))
    let compressed = try filtered(small, through: "gzip -c")
    let read = readLines(Array(compressed.dropLast(8)))
    #expect(read.failure == .truncated(.gzip))
    #expect(read.lines.count >= readLines(small).lines.count - 1)
  }

  @Test func everyCutOfASmallFileIsTruncated() throws {
    let commands: [(String, Compression)] = [
      ("gzip -c", .gzip), ("zstd -q -c", .zstd), ("xz -c", .xz), ("bzip2 -c", .bzip2),
    ]
    for (name, kind) in commands {
      let compressed = try filtered(Array("one\ntwo\nthree\n".utf8), through: name)
      for count in 6..<compressed.count {
        #expect(
          readLines(Array(compressed[..<count])).failure == .truncated(kind), "\(name) \(count)")
      }
    }
  }

  @Test func changedBytesAreNoticedOrHarmless() throws {
    var random = SeededGenerator(seed: 11)
    for command in Self.commands {
      let compressed = try filtered(Array(Self.text.prefix(3000)), through: command)
      for _ in 0..<100 {
        var bytes = compressed
        bytes[Int.random(in: 4..<bytes.count, using: &random)] ^= UInt8.random(
          in: 1...255, using: &random)
        _ = readLines(bytes, largestChunk: 500)
      }
    }
  }

  @Test func filesOfAnArchiveFollowEachOther() throws {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "schattenki-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // The first does not end its line; the second is too short to be deflated.
    let first = Self.text.dropLast()
    try Data(first).write(to: folder.appending(path: "1.log"))
    try Data("x\n".utf8).write(to: folder.appending(path: "2.log"))
    let archive = try filtered([], through: "cd \(folder.path) && zip -q - 1.log 2.log")
    #expect(readLines(archive).lines == readLines(Self.text).lines + [Array("x".utf8)])
    var changed = archive
    changed[archive.count / 2] ^= 1
    #expect(readLines(changed).failure == .corrupt(.zip))
  }

  @Test func corruptDataIsSaidToBe() throws {
    for (name, kind) in [
      ("gzip", Compression.gzip), ("zstd -q", .zstd), ("xz", .xz), ("bzip2", .bzip2),
    ] {
      var bytes = try filtered(Self.text, through: "\(name) -c")
      for index in bytes.count / 2..<bytes.count / 2 + 1000 { bytes[index] = 0xFF }
      let failure = readLines(bytes).failure
      #expect(failure == .corrupt(kind), "\(name)")
      let tail = Array("no member at all".utf8)
      #expect(
        readLines(try filtered([0x61], through: "\(name) -c") + tail).failure == .corrupt(kind))
    }
  }

  @Test func windowsThatTakeTooMuchMemoryAreRefused() throws {
    // Empty frames whose headers ask for 2^27 and 2^28 bytes: RFC 8878, section 3.1.1.1.2.
    let allowed: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 17 << 3, 0x01, 0x00, 0x00]
    let refused: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 18 << 3, 0x01, 0x00, 0x00]
    #expect(readLines(allowed).failure == nil)
    #expect(readLines(refused).failure == .corrupt(.zstd))
  }
}
