import Bytes
import TestSupport
import Testing

@Suite struct ByteCursorTests {
  @Test(arguments: [
    ("0", UInt64(0)), ("00", 0), ("7", 7), ("1234567", 1_234_567), ("12345678", 12_345_678),
    ("123456789", 123_456_789), ("99999999", 99_999_999),
    ("1234567890123456", 1_234_567_890_123_456),
    ("9999999999999999999", 9_999_999_999_999_999_999),
    ("18446744073709551615", .max), ("00000000000000000000000042", 42),
  ])
  func readsDecimals(text: String, value: UInt64) throws {
    let outcome = try decimal(text + " tail")
    #expect(outcome == Decimal(value: value, end: text.utf8.count))
  }

  @Test(arguments: [
    "18446744073709551616", "18446744073709551620", "99999999999999999999",
    "100000000000000000000", "184467440737095516150", String(repeating: "9", count: 300),
  ])
  func refusesDecimalsOver64Bits(text: String) {
    #expect(throws: Unreadable.number) { try decimal(text) }
  }

  @Test(arguments: ["", " 1", "-1", "+1", "x", "/", ":", "\u{FF11}"])
  func refusesWhatBeginsWithNoDigit(text: String) {
    #expect(throws: Unreadable.number) { try decimal(text) }
  }

  @Test func readsDecimalsLikeTheObviousWay() throws {
    var random = SeededGenerator(seed: 1)
    let alphabet = Array("0123456789012345678901234567890123456789/: a\u{0}".utf8) + [0xB1, 0xFF]
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...24, using: &random)
      let bytes = (0..<length).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let digits = bytes.prefix { (48...57).contains($0) }
      let expected = UInt64(String(decoding: digits, as: UTF8.self))
      let actual = try? decimal(bytes)
      #expect(actual?.value == expected, "\(bytes)")
      if expected != nil { #expect(actual?.end == digits.count, "\(bytes)") }
    }
  }

  @Test func startsAtAPosition() throws {
    let bytes = Array("x12345678y".utf8)
    var cursor = ByteCursor(bytes.span, at: 1)
    let value = try cursor.readDecimal()
    let end = cursor.position
    #expect(value == 12_345_678)
    #expect(end == 9)
  }

  @Test(arguments: [-5, 4, 99])
  func keepsAStartOutsideTheBytesInside(position: Int) {
    let bytes = Array("abc".utf8)
    let cursor = ByteCursor(bytes.span, at: position)
    let kept = cursor.position
    #expect(kept == min(max(position, 0), 3))
  }

  @Test(arguments: [("08", 2, 8), ("2026x", 4, 2026), ("", 0, 0), ("999999999", 9, 999_999_999)])
  func readsSoManyDigits(text: String, count: Int, value: Int) throws {
    #expect(try digits(count, of: text) == value)
  }

  @Test func refusesTooFewDigits() {
    #expect(throws: Unreadable.truncated) { try digits(4, of: "202") }
    #expect(throws: Unreadable.number) { try digits(4, of: "20x6") }
    #expect(throws: Unreadable.number) { try digits(2, of: "-1") }
  }

  @Test(arguments: [
    (".25", Int64(250), 3), (".250", 250, 4), (".2509999999", 250, 11), (".001", 1, 4),
    (".0009", 0, 5), (".9", 900, 2), ("", 0, 0), (".", 0, 0), (".x", 0, 0), ("25", 0, 0),
    ("..5", 0, 0), (".5.5", 500, 2),
  ])
  func readsFractionsAsThousandths(text: String, value: Int64, end: Int) {
    let bytes = Array(text.utf8)
    var cursor = ByteCursor(bytes.span)
    let read = cursor.readFractionInMilliseconds()
    let position = cursor.position
    #expect(read == value)
    #expect(position == end)
  }

  @Test(arguments: [
    ("", []), ("   ", []), ("a", ["a"]), ("  a  bc d ", ["a", "bc", "d"]),
    ("a\tb c", ["a\tb", "c"]),
  ])
  func readsWordsBetweenBlanks(text: String, words: [String]) {
    #expect(self.words(of: text) == words)
  }

  @Test func readsATokenUpToItsTerminator() {
    let bytes = Array("user[16".utf8)
    var cursor = ByteCursor(bytes.span)
    let token = cursor.readToken(endingAt: ASCII.openingBracket).range
    let next = cursor.next
    #expect(token == 0..<4)
    #expect(next == ASCII.openingBracket)
  }

  @Test func takesOnlyTheByteThatStandsThere() {
    let bytes = Array("[x".utf8)
    var cursor = ByteCursor(bytes.span)
    let wrong = cursor.take(ASCII.quote)
    let right = cursor.take(ASCII.openingBracket)
    let atEnd = cursor.isAtEnd
    let last = cursor.take(UInt8(ascii: "x"))
    let beyond = cursor.take(UInt8(ascii: "x"))
    #expect([wrong, right, atEnd, last, beyond] == [false, true, false, true, false])
  }

  private func words(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    var cursor = ByteCursor(bytes.span)
    var words: [String] = []
    while true {
      let word = cursor.readWord()
      if word.isEmpty { return words }
      words.append(String(decoding: bytes[word.range], as: UTF8.self))
    }
  }

  private func digits(_ count: Int, of text: String) throws -> Int {
    let bytes = Array(text.utf8)
    var cursor = ByteCursor(bytes.span)
    return try cursor.readDigits(count)
  }
}

private struct Decimal: Equatable {
  let value: UInt64
  let end: Int
}

@discardableResult
private func decimal(_ text: String) throws -> Decimal { try decimal(Array(text.utf8)) }

private func decimal(_ bytes: [UInt8]) throws -> Decimal {
  var cursor = ByteCursor(bytes.span)
  return Decimal(value: try cursor.readDecimal(), end: cursor.position)
}
