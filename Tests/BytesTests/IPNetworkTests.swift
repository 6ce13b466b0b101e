import Bytes
import Testing

@Suite struct IPNetworkTests {
  @Test(arguments: [
    ("10.1.0.0/16", "10.1.0.0/16"), ("10.1.2.3", "10.1.2.3/32"), ("0.0.0.0/0", "0.0.0.0/0"),
    ("10.1.2.3/32", "10.1.2.3/32"), ("2001:DB8::/48", "2001:db8::/48"), ("::/0", "::/0"),
    ("2001:db8::7", "2001:db8::7/128"), ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
  ])
  func readsAndWrites(text: String, canonical: String) {
    #expect(IPNetwork(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8",
    "10.0.0.0/8 ", "10.0.0.0/x", "10.1.0.0/8", "10.1.2.3/31", "2001:db8::1/64", "2001:db8::/129",
    "10.0.0/8", "10.0.0.0/99999999999999999999",
  ])
  func refusesWhatIsNoNetwork(text: String) {
    #expect(IPNetwork(text) == nil)
  }

  @Test(arguments: [
    ("10.1.2.3", "10.1.2.0/24"), ("::ffff:10.1.2.3", "10.1.2.0/24"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
  ])
  func segmentsAre24Or64BitsLong(address: String, segment: String) throws {
    let address = try #require(IPAddress(address))
    #expect(IPNetwork(segmentOf: address).description == segment)
  }

  @Test(arguments: 0...128)
  func holdsAnAddressAtEveryLength(length: Int) {
    let address = IPAddress(high: 0x2001_0DB8_FFFF_FFFF, low: .max)
    let network = IPNetwork(of: address, prefixLength: length)
    #expect(network.prefixLength == length)
    #expect(IPNetwork(of: network.address, prefixLength: length) == network)
    #expect(IPNetwork(network.description) == network)
    let differing = (network.address.high ^ address.high, network.address.low ^ address.low)
    let equalBits =
      differing.0 != 0 ? differing.0.leadingZeroBitCount : 64 + differing.1.leadingZeroBitCount
    #expect(equalBits >= length)
  }

  @Test func lengthsOutsideAreKeptInside() {
    let address = IPAddress(high: 1, low: 1)
    #expect(IPNetwork(of: address, prefixLength: -1).prefixLength == 0)
    #expect(IPNetwork(of: address, prefixLength: 129).prefixLength == 128)
  }
}
