import Bytes
@testable import Company
import TestSupport
import Testing

@Suite struct NetworkTableTests {
  /// Against a twin that tries them all.
  @Test(arguments: 0..<20)
  func findsWhatTheSlowTwinFinds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var table = NetworkTable()
    var networks: [IPNetwork: Int] = [:]
    for value in 0..<Int.random(in: 1...300, using: &random) {
      let network = IPNetwork(
        of: address(&random), prefixLength: Int.random(in: 0...128, using: &random))
      table.set(network, value)
      networks[network] = value
    }
    for _ in 0..<500 {
      let address = address(&random)
      let expected = networks.filter { $0.key.contains(address) }
        .max { $0.key.prefixLength < $1.key.prefixLength }
      let found = table.find(address)
      #expect(found?.value == expected?.value)
      #expect(found?.prefixLength == expected?.key.prefixLength)
    }
  }

  /// Few bits are set, so that networks hold one another.
  private func address(_ random: inout SeededGenerator) -> IPAddress {
    func half() -> UInt64 {
      (0..<3).reduce(0) { bits, _ in bits | 1 << UInt64.random(in: 0..<64, using: &random) }
    }
    return Bool.random(using: &random)
      ? IPAddress(ipv4: UInt32.random(in: 0..<64, using: &random) << 26)
      : IPAddress(high: half(), low: half())
  }
}
