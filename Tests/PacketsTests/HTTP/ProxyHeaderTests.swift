import Bytes
import Packets
import Testing

@Suite("PROXY protocol headers") struct ProxyHeaderTests {
  static let binary = hex("0D0A0D0A000D0A515549540A 21 11 000C C0000201 C0000202 C350 01BB")

  @Test(
    "Headers are measured, and nil until they are whole",
    arguments: [
      Array("PROXY TCP4 192.0.2.1 192.0.2.2 50000 443\r\n".utf8),
      Array("PROXY TCP6 2001:db8::1 2001:db8::2 50000 443\r\n".utf8),
      Array("PROXY UNKNOWN\r\n".utf8), binary, hex("0D0A0D0A000D0A515549540A 20 00 0000"),
    ])
  func headers(header: [UInt8]) {
    #expect(ProxyHeader.length(header + [0x16, 3, 1]) == header.count)
    for count in 0..<header.count {
      #expect(ProxyHeader.length(Array(header[..<count])) == nil)
    }
  }

  @Test(
    "Other streams have none",
    arguments: [
      Array("POST / HTTP/1.1\r\n".utf8), Array("PROXY nothing\r\n".utf8), [0x16, 3, 1],
      Array("PROXY TCP4 192.0.2.1\n".utf8),
      Array("PROXY TCP4 \(String(repeating: "1", count: 99))".utf8),
      hex("0D0A0D0A000D0A515549540A 11 11 000C"), Array("\r\nGET ".utf8),
    ])
  func others(stream: [UInt8]) { #expect(ProxyHeader.length(stream) == 0) }
}
