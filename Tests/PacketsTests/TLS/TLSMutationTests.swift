import Packets
import TestSupport
import Testing

@Suite("TLS with random changes") struct TLSMutationTests {
  private static let seeds: [[UInt8]] = [
    TLSMessages.record(TLSMessages.browserHello),
    TLSMessages.records(TLSMessages.browserHello, cutAt: [2, 90, 170]),
    TLSMessages.record(TLSMessages.serverHello(TLSMessages.helloExtension(43, hex("0304")))),
    TLSMessages.datagram(TLSMessages.helloBody(TLSMessages.serverName("a.example"), cookie: [])),
  ]

  @Test("never crashes, and names only what can be a name")
  func mutations() {
    var generator = SeededGenerator(seed: 17)
    var hello = ClientHello()
    for round in 0..<8_000 {
      var bytes = Self.seeds[round % Self.seeds.count]
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<min(bytes.count, 200), using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      var (client, datagrams) = (TLSRecords(), DTLSRecords())
      let middle = Int.random(in: 0...bytes.count, using: &generator)
      for count in [middle, bytes.count] {
        let there = bytes.span.extracting(0..<count)
        _ = client.read(stream: there, into: &hello)
        #expect(isPlausible(hello))
        _ = datagrams.read(datagram: there, into: &hello)
        #expect(isPlausible(hello))
      }
    }
  }

  private func isPlausible(_ hello: ClientHello) -> Bool {
    hello.serverName.count <= 253 && hello.serverName.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }
}
