import Bytes
import Foundation
import TestSupport
import Testing

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("10.1.2.3", "10.1.2.3"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
    ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:db8::7", "2001:db8::7"),
    ("2001:DB8:0:0:0:0:0:7", "2001:db8::7"), ("2001:0db8::0007", "2001:db8::7"),
    // RFC 5952, section 4.2: the longest run, of equal ones the first, and never a single group.
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("1:0:0:0:0:0:0:0", "1::"),
    ("::ffff:10.1.2.3", "10.1.2.3"), ("::FFFF:0a01:0203", "10.1.2.3"),
    ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"), ("1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201"),
    ("fe80::1%eth0", "fe80::1"), ("fe80::1%", "fe80::1"), ("fe80::1%25eth0", "fe80::1"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
  ])
  func readsAndWrites(text: String, canonical: String) {
    #expect(IPAddress(text)?.description == canonical)
  }

  @Test(arguments: [
    "", ".", ":", ":::", "%", "%eth0", "1", "1.2.3", "1.2.3.", ".1.2.3", "1.2.3.4.", "1.2.3.4.5",
    "1..2.3", "1.2.3.256", "1.2.3.999", "1.2.3.1000", "1.2.3.-4", "1.2.3.a", " 1.2.3.4", "1.2.3.4 ",
    "1.2.3.4%eth0", "1.2.3.4/24", "1.2.3.4:80", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:",
    ":1:2:3:4:5:6:7", "1::2::3", ":::1", "1:::2", "::1:", ":1::", "12345::", "g::", "::g",
    "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1.2.3.4::", "::1.2.3.4:5", "::1.2.3", "::1.2.3.256",
    "1:2:3:4:5:6:7:1.2.3.4", "[::1]", "fe80:", "example.com", "face", "2001:db8::7/64",
  ])
  func refusesWhatIsNoAddress(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func mappedAddressesAreTheirIPv4Address() {
    #expect(IPAddress("::ffff:10.1.2.3") == IPAddress("10.1.2.3"))
    #expect(IPAddress("::ffff:10.1.2.3")?.isIPv4 == true)
    #expect(IPAddress("::10.1.2.3") != IPAddress("10.1.2.3"))
    #expect(IPAddress("2001:db8::1")?.isIPv4 == false)
    #expect(IPAddress(ipv4: 0x0A01_0203) == IPAddress("10.1.2.3"))
  }

  @Test func whatItWritesItReads() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<10_000 {
      let address = randomAddress(&random)
      #expect(IPAddress(address.description) == address, "\(address)")
    }
  }

  @Test func agreesWithTheSystem() {
    var random = SeededGenerator(seed: 8)
    let alphabet = Array("0123456789abcdefF:::..".utf8)
    for _ in 0..<20_000 {
      var text = Array(randomAddress(&random).description.utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) where !text.isEmpty {
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text[place] = byte
        case 1: text.insert(byte, at: place)
        default: text.remove(at: place)
        }
      }
      let candidate = String(decoding: text, as: UTF8.self)
      // Padded octets are decimal in logs, but octal to some and refused by the system.
      if hasPaddedOctet(candidate) { continue }
      #expect(IPAddress(candidate) == systemAddress(candidate), "\(candidate)")
    }
  }

  private func randomAddress(_ random: inout SeededGenerator) -> IPAddress {
    if Int.random(in: 0..<3, using: &random) == 0 {
      return IPAddress(ipv4: UInt32.random(in: .min ... .max, using: &random))
    }
    // Groups of zero are common, so that runs of them are.
    var halves: [UInt64] = [0, 0]
    for slot in 0..<8 where Bool.random(using: &random) {
      halves[slot / 4] |= UInt64.random(in: 0...0xFFFF, using: &random) << UInt64(16 * (slot % 4))
    }
    return IPAddress(high: halves[0], low: halves[1])
  }

  private func hasPaddedOctet(_ text: String) -> Bool {
    guard text.contains(".") else { return false }
    let octets = text.split(separator: ":").last?.split(separator: ".") ?? []
    return octets.contains { $0.count > 1 && $0.hasPrefix("0") }
  }

  private func systemAddress(_ text: String) -> IPAddress? {
    var four = in_addr()
    if unsafe inet_pton(AF_INET, text, &four) == 1 {
      return IPAddress(ipv4: UInt32(bigEndian: four.s_addr))
    }
    var six: (high: UInt64, low: UInt64) = (0, 0)
    guard unsafe inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    return IPAddress(high: UInt64(bigEndian: six.high), low: UInt64(bigEndian: six.low))
  }
}
