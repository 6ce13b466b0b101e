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
      for place in 0..<37 {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 37)
        bytes[place] = value
        let end = bytes.span.hostNameEnd(from: 0, limit: 37)
        #expect(end == (isInHostNames(value) ? 37 : place), "\(value) at \(place)")
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

  @Test func textsAreFoundWhereTheyStandOnly() {
    forEachSample(seed: 5) { bytes, start, random in
      let end = Int.random(in: start...bytes.count, using: &random)
      var text = Array(bytes[start..<end])
      let isFound = bytes.span.contains(text.span, at: start)
      let isFoundBehindEnd = bytes.span.contains(text.span, at: bytes.count - text.count + 1)
      #expect(isFound && !isFoundBehindEnd)
      guard let place = text.indices.randomElement(using: &random) else { return }
      text[place] ^= 0x10
      let isOtherFound = bytes.span.contains(text.span, at: start)
      #expect(!isOtherFound)
    }
  }

  @Test func everySecondOfADayIsRead() {
    for second in 0..<86_400 {
      let text = Array(clock(second).utf8)
      #expect(text.span.secondOfDay(at: 0) == Int64(second))
    }
  }

  @Test func whatNoClockShowsIsNoTimeOfDay() {
    let time = Array("x19:59:59x".utf8)
    #expect(time.span.secondOfDay(at: 1) == 71_999)
    #expect(time.span.secondOfDay(at: 3) == nil)
    #expect(time.span.secondOfDay(at: -1) == nil)
    for place in 1...8 {
      for value in UInt8.min...UInt8.max where value != time[place] {
        var other = time
        other[place] = value
        let isColon = place == 3 || place == 6
        let digit = value &- UInt8(ascii: "0")
        // 1 stands before 9, 5 before 9.
        let isTime = !isColon && digit <= (place == 1 ? 1 : place == 4 || place == 7 ? 5 : 9)
        #expect((other.span.secondOfDay(at: 1) != nil) == isTime, "\(value) at \(place)")
      }
    }
  }

  @Test(arguments: ["", "a", "AbC", "abcdefg", "ABCDEFGH", "ABCDEFGHI"])
  func beginningsAreComparedInLowerCase(text: String) {
    let expected = text.lowercased().utf8.prefix(8).reversed().reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    #expect(Array(text.utf8).span.firstEightInLowerCase == expected)
  }

  private func clock(_ second: Int) -> String {
    [second / 3600, second / 60 % 60, second % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
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
