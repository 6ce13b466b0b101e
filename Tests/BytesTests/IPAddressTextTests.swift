import Bytes
import TestSupport
import Testing

@Suite struct IPAddressTextTests {
  @Test func addressesAreWrittenAsThePlainWayWritesThem() {
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
        #expect(address.description == PlainAddress(address).text)
      }
    }
  }
}

/// The text of an address, written the plain way.
private struct PlainAddress {
  let high: UInt64
  let low: UInt64
  let isIPv4: Bool

  init(_ address: IPAddress) {
    (high, low, isIPv4) = (address.high, address.low, address.isIPv4)
  }

  var text: String {
    if isIPv4 {
      return (0..<4).map { String(UInt8(truncatingIfNeeded: low >> (24 - 8 * $0))) }
        .joined(separator: ".")
    }
    let groups = (0..<8).map { slot in
      UInt16(truncatingIfNeeded: (slot < 4 ? high : low) >> (48 - 16 * (slot % 4)))
    }
    let zeros = longestZeroRun(in: groups)
    func hex(_ part: ArraySlice<UInt16>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard zeros.count > 1 else { return hex(groups[...]) }
    return hex(groups[..<zeros.lowerBound]) + "::" + hex(groups[zeros.upperBound...])
  }

  private func longestZeroRun(in groups: [UInt16]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for (index, group) in groups.enumerated() {
      if group != 0 {
        start = index + 1
      } else if index + 1 - start > longest.count {
        longest = start..<index + 1
      }
    }
    return longest
  }
}
