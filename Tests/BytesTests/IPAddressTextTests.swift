import Bytes
import TestSupport
import Testing

@Suite struct IPAddressTextTests {
  @Test func addressesAsBytesAreAsTheirDescriptions() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<20_000 {
      // Many zeros, so that runs of all lengths come up.
      var halves: [UInt64] = [0, 0]
      for half in 0..<2 {
        for _ in 0..<4 {
          let group =
            Bool.random(using: &random) ? 0 : UInt64.random(in: 0...0xFFFF, using: &random)
          halves[half] = halves[half] << 16 | group >> UInt64.random(in: 0..<16, using: &random)
        }
      }
      let address = IPAddress(high: halves[0], low: halves[1])
      let ipv4 = IPAddress(ipv4: UInt32(truncatingIfNeeded: halves[1]))
      for address in [address, ipv4] {
        var bytes: [UInt8] = []
        address.append(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == address.description)
      }
    }
  }
}
