import Bytes
import Testing

@Suite struct ByteRangeTests {
  @Test func shiftsWithItsLineButNotWhenEmpty() {
    #expect(ByteRange(2..<5).shifted(by: 10).range == 12..<15)
    #expect(ByteRange.none.shifted(by: 10) == .none)
  }

  @Test(arguments: [
    ("dnsmasq[1]", 0, true), ("xdnsmasq", 1, true), ("dnsmas", 0, false), ("xdnsmas", 1, false),
    ("dnsmasq", -1, false), ("dnsmasq", 99, false), ("DNSMASQ", 0, false),
  ])
  func findsTextInPlaceOnly(text: String, position: Int, isThere: Bool) {
    let bytes = Array(text.utf8)
    let found = bytes.span.contains("dnsmasq", at: position)
    #expect(found == isThere)
  }

  @Test(arguments: [("from", true), ("fromx", false), ("fro", false), ("", false)])
  func equalityNeedsEveryByte(text: String, isEqual: Bool) {
    let bytes = Array(text.utf8)
    let equals = bytes.span.equals("from")
    #expect(equals == isEqual)
  }

  @Test func bytesThatAreNoTextAreReplaced() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x62]
    #expect(bytes.span.text == "a\u{FFFD}b")
  }
}
