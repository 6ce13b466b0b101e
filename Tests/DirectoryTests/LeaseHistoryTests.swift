import Bytes
import Directory
import TestSupport
import Testing

@Suite struct LeaseHistoryTests {
  private static let base: Int64 = 1_794_902_400

  private static func time(_ second: Int64?) -> Timestamp? {
    second.flatMap { Timestamp(seconds: base + $0) }
  }

  private static func lease(
    _ name: String?, _ start: Int64?, _ end: Int64?, address: UInt32 = 0x0A01_0203
  ) -> Lease {
    Lease(
      address: IPAddress(ipv4: address), hardware: nil, hostName: name, start: time(start),
      end: time(end))
  }

  /// Who has the address in each second from -1 on, `-` for nobody.
  private func names(_ leases: [Lease], until last: Int64) throws -> String {
    let history = LeaseHistory(leases)
    return try (-1...last).map { second in
      let time = try #require(Self.time(second))
      return history.machine(at: IPAddress(ipv4: 0x0A01_0203), time)?.hostName ?? "-"
    }.joined()
  }

  @Test func aLeaseHoldsFromItsStartUntilBeforeItsEnd() throws {
    #expect(try names([Self.lease("a", 1, 3)], until: 4) == "--aa--")
  }

  @Test func ofOverlappingOnesTheLastToStartCounts() throws {
    #expect(
      try names([Self.lease("a", 0, 6), Self.lease("b", 2, 4)], until: 7) == "-aabbaa--")
    #expect(try names([Self.lease("b", 2, 9), Self.lease("a", 0, 6)], until: 4) == "-aabbb")
    #expect(try names([Self.lease("a", 0, 3), Self.lease("b", 0, 2)], until: 3) == "-bba-")
  }

  @Test func withoutAStartItBeginsWhereTheOneBeforeItEnds() throws {
    #expect(
      try names([Self.lease("a", nil, 2), Self.lease("b", nil, 4)], until: 4) == "aaabb-")
    #expect(try names([Self.lease("b", nil, nil), Self.lease("a", 0, 2)], until: 3) == "-aabb")
    #expect(try names([Self.lease("a", nil, 1)], until: 1) == "aa-")
  }

  @Test func aLeaseOfNobodyHidesTheOneBefore() throws {
    #expect(try names([Self.lease("a", 0, 4), Self.lease(nil, 1, 2)], until: 4) == "-a-aa-")
  }

  @Test func emptyAndReversedPeriodsNeverHold() throws {
    #expect(try names([Self.lease("a", 2, 2), Self.lease("b", 3, 1)], until: 4) == "------")
  }

  @Test func theHistoryAgreesWithALinearSearch() throws {
    var random = SeededGenerator(seed: 17)
    for _ in 0..<400 {
      let leases = (0..<Int.random(in: 0...14, using: &random)).map { index -> Lease in
        let start = Int64.random(in: 0...20, using: &random)
        let length = Int64.random(in: -1...12, using: &random)
        let kind = Int.random(in: 0..<8, using: &random)
        let name = kind == 7 ? nil : "m\(index % 5)"
        return Self.lease(
          name, kind < 2 ? nil : start, kind == 2 ? nil : start + length,
          address: UInt32.random(in: 0...3, using: &random))
      }
      let history = LeaseHistory(leases)
      for address in 0...4 as ClosedRange<UInt32> {
        for second in -1...34 as ClosedRange<Int64> {
          let time = try #require(Self.time(second))
          let address = IPAddress(ipv4: address)
          #expect(
            history.machine(at: address, time) == search(leases, address, time),
            "\(summary(leases)) \(address) \(second)")
        }
      }
    }
  }

  /// The definition, word by word.
  private func search(_ leases: [Lease], _ address: IPAddress, _ time: Timestamp) -> Machine? {
    let distant = Int64.max
    let ofAddress = leases.filter { $0.address == address }
    var best: (lease: Lease, start: Int64)?
    for lease in ofAddress {
      let end = lease.end?.milliseconds ?? distant
      let before = ofAddress.map { $0.end?.milliseconds ?? distant }.filter { $0 < end }.max()
      let start = lease.start?.milliseconds ?? before ?? .min
      guard start <= time.milliseconds, time.milliseconds < end else { continue }
      if let best {
        if start < best.start { continue }
        if start == best.start, best.lease.start != nil, lease.start == nil { continue }
      }
      best = (lease, start)
    }
    guard let lease = best?.lease, lease.hostName != nil else { return nil }
    return Machine(hardware: lease.hardware, hostName: lease.hostName)
  }

  /// A hundred thousand leases and a million look-ups; the time is printed, and bounded loosely
  /// only: this may be a debug build on a busy machine.
  @Test func aMillionLookUps() throws {
    var random = SeededGenerator(seed: 3)
    let leases = (0..<100_000).map { index in
      let start = Int64.random(in: 0...800_000, using: &random)
      return Self.lease(
        "pc-\(index % 5000)", start, start + 43_200, address: UInt32(index % 10_000))
    }
    let clock = ContinuousClock()
    var history = LeaseHistory([])
    let built = clock.measure { history = LeaseHistory(leases) }
    #expect(history.addressCount == 10_000)
    var found = 0
    let looked = clock.measure {
      for _ in 0..<1_000_000 {
        let time = Timestamp(
          milliseconds: (Self.base + Int64.random(in: 0...800_000, using: &random)) * 1000)
        let address = IPAddress(ipv4: UInt32.random(in: 0..<10_000, using: &random))
        if history.machine(at: address, time) != nil { found += 1 }
      }
    }
    print("100,000 leases: \(built), 1,000,000 look-ups: \(looked), found \(found)")
    #expect(found > 300_000 && found < 600_000)
    #expect(looked < .seconds(30))
  }
}
