import Bytes
import Packets
import TestSupport
import Testing

@Suite("QUIC: hostile and foreign datagrams") struct QUICHostileTests {
  private func name(in datagram: [UInt8]) -> [UInt8] {
    var initials = QUICInitials()
    var hello = ClientHello()
    let outcome = initials.read(datagram: datagram.span, into: &hello)
    return outcome == .read ? hello.serverName : []
  }

  @Test("A packet cut at any byte names nobody") func cut() throws {
    let packet = try InitialSealer().packet(cryptoFrame(SampleHello.example, at: 0), length: 400)
    for length in 0..<packet.count {
      let cut = Array(packet[..<length])
      #expect(name(in: cut).isEmpty)
      #expect(!mayBegin(cut))
    }
  }

  @Test("A packet with any bit turned names nobody")
  func turnedBits() throws {
    let packet = try InitialSealer().packet(cryptoFrame(SampleHello.example, at: 0), length: 300)
    for index in packet.indices {
      for bit in 0..<8 {
        var turned = packet
        turned[index] ^= 1 << bit
        #expect(name(in: turned).isEmpty)
      }
    }
  }

  @Test("Random mutations neither crash nor name anybody else") func mutations() throws {
    var random = SeededGenerator(seed: 3)
    let packet = try InitialSealer().packet(cryptoFrame(SampleHello.example, at: 0), length: 300)
    for _ in 0..<2000 {
      var mutant = packet
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        mutant[Int.random(in: 0..<60, using: &random)] = UInt8.random(
          in: .min ... .max, using: &random)
      }
      mutant.removeLast(Int.random(in: 0...40, using: &random))
      #expect([[], Array("example.com".utf8)].contains(name(in: mutant)))
    }
  }

  @Test("Other protocols do not begin like QUIC")
  func otherProtocols() {
    let datagrams = [
      // STUN, DTLS 1.2, DNS, RTP with a sequence number of 0, WireGuard, SNMP, NTP, gQUIC Q043.
      "0001 0008 2112a442 000102030405060708090a0b 00030004 00000000",
      "16 fefd 0000 0000 0000 0000 0036 01 00002a 0000 0000 0000 002a fefd 00000000 00000000",
      "8000 8180 0001 0001 0000 0000 03777777 076578616d706c65 0363 6f6d 00 0001 0001",
      "80 00 0000 0100 0000 00000001 55555555 55555555 55555555 55555555 55555555 55555555",
      "01 000000 01020304 0102030405060708 0102030405060708 0102030405060708 0102030405060708",
      "e3 00 06 ec 00000000 00000000 49 4e 49 54 0000000000000000 0000000000000000 00000000",
      "0d 8394c8f03e515708 51303433 01 0000000000000000000000000000000000000000000000000000",
    ].map(hex)
    for datagram in datagrams { #expect(!mayBegin(datagram)) }
  }

  @Test("Random datagrams do not begin like QUIC, even with the version in its place")
  func random() {
    var random = SeededGenerator(seed: 4)
    var passed = 0
    for index in 0..<100_000 {
      var bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
      if index.isMultiple(of: 2), bytes.count > 5 {
        bytes.replaceSubrange(1..<5, with: [0, 0, 0, 1])
      }
      if mayBegin(bytes) { passed += 1 }
      #expect(name(in: bytes).isEmpty)
    }
    #expect(passed < 10)
  }

  @Test("A datagram full of packets that do not open costs one derivation")
  func manyPackets() throws {
    let packet = try InitialSealer(sender: "server in").packet([1], length: 50)
    let datagram = Array([[UInt8]](repeating: packet, count: 1300).joined())
    #expect(name(in: datagram).isEmpty)
  }
}
