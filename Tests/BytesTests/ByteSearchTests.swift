import Bytes
import TestSupport
import Testing

/// The searches that look at many bytes in one step, against loops that look at one.
@Suite struct ByteSearchTests {
  @Test func wordsEndWhereTheLoopSaysTheyDo() {
    forEachSample(seed: 2) { bytes, start, random in
      let byte = wanted(in: bytes, &random)
      let expected = bytes[start...].firstIndex(of: byte) ?? bytes.count
      let end = bytes.span.wordEnd(byte, from: start)
      #expect(end == expected, "\(byte) in \(bytes)")
    }
  }

  @Test func hostNamesEndWhereTheLoopSaysTheyDo() {
    forEachSample(seed: 3) { bytes, start, random in
      let limit = Int.random(in: start...bytes.count, using: &random)
      let expected = bytes[start..<limit].firstIndex { !isInHostNames($0) } ?? limit
      let end = bytes.span.hostNameEnd(from: start, limit: limit)
      #expect(end == expected, "\(bytes)")
    }
  }

  @Test func everyByteValueIsJudgedAtEveryPlace() {
    for value in UInt8.min...UInt8.max {
      for place in 0..<17 {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 17)
        bytes[place] = value
        let end = bytes.span.hostNameEnd(from: 0, limit: 17)
        #expect(end == (isInHostNames(value) ? 17 : place), "\(value) at \(place)")
        let found = bytes.span.wordEnd(value, from: 0)
        #expect(found == (value == UInt8(ascii: "a") ? 0 : place), "\(value) at \(place)")
      }
    }
  }

  @Test func firstAndLastIndexAgreeWithTheLibrary() {
    forEachSample(seed: 4) { bytes, start, random in
      let byte = wanted(in: bytes, &random)
      let first = bytes.span.firstIndex(of: byte, from: start)
      let last = bytes.span.lastIndex(of: byte)
      #expect(first == bytes[start...].firstIndex(of: byte))
      #expect(last == bytes.lastIndex(of: byte))
    }
  }

  @Test(arguments: [-1, 3, 4])
  func nothingIsFoundFromOutside(start: Int) {
    let bytes = Array("aaa".utf8)
    let found = bytes.span.firstIndex(of: UInt8(ascii: "a"), from: start)
    #expect(found == nil)
  }

  /// Fifty arrays of each length from 0 to 40: of all byte values, and mostly of host name bytes.
  private func forEachSample(
    seed: UInt64, _ body: (_ bytes: [UInt8], _ start: Int, _ random: inout SeededGenerator) -> Void
  ) {
    var random = SeededGenerator(seed: seed)
    let common = Array("abyzABYZ0129-.".utf8)
    for length in 0...40 {
      for round in 0..<50 {
        let bytes = (0..<length).map { _ in
          round % 2 == 0 || Int.random(in: 0..<20, using: &random) == 0
            ? UInt8.random(in: .min ... .max, using: &random)
            : common[Int.random(in: 0..<common.count, using: &random)]
        }
        body(bytes, Int.random(in: 0...length, using: &random), &random)
      }
    }
  }

  /// Mostly a byte that occurs.
  private func wanted(in bytes: [UInt8], _ random: inout SeededGenerator) -> UInt8 {
    let any = UInt8.random(in: .min ... .max, using: &random)
    return Bool.random(using: &random) ? bytes.randomElement(using: &random) ?? any : any
  }

  private func isInHostNames(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
