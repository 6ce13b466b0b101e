import Testing
import Usage

@Suite struct UsageCountsTests {
  @Test func startWithNothingKnownOfBytes() {
    let counts = UsageCounts()
    #expect(counts.accesses == 0)
    #expect(counts.bytesUp == nil)
    #expect(counts.bytesDown == nil)
  }

  @Test func addUp() {
    var counts = UsageCounts()
    counts.add(accesses: 2, bytesUp: 10, bytesDown: 100)
    counts.add(accesses: 3, bytesUp: 5, bytesDown: 50)
    #expect(counts.accesses == 5)
    #expect(counts.bytesUp == 15)
    #expect(counts.bytesDown == 150)
  }

  @Test func zeroBytesAreKnownAndUnknownBytesAreNot() {
    var counts = UsageCounts()
    counts.add(accesses: 1, bytesUp: 0, bytesDown: nil)
    #expect(counts.bytesUp == 0)
    #expect(counts.bytesDown == nil)
  }

  @Test func unknownBytesLeaveWhatIsKnown() {
    var counts = UsageCounts()
    counts.add(accesses: 1, bytesUp: 7, bytesDown: 8)
    counts.add(accesses: 1, bytesUp: nil, bytesDown: nil)
    #expect(counts.bytesUp == 7)
    #expect(counts.bytesDown == 8)
  }

  @Test func stopAtTheLargestNumber() {
    var counts = UsageCounts()
    counts.add(accesses: .max - 1, bytesUp: .max, bytesDown: .max - 1)
    counts.add(accesses: 2, bytesUp: 1, bytesDown: 1)
    #expect(counts.accesses == .max)
    #expect(counts.bytesUp == .max)
    #expect(counts.bytesDown == .max)
  }

  @Test func addOtherCounts() {
    var left = UsageCounts()
    left.add(accesses: 1, bytesUp: nil, bytesDown: 4)
    var right = UsageCounts()
    right.add(accesses: 2, bytesUp: 3, bytesDown: nil)
    left.add(right)
    #expect(left.accesses == 3)
    #expect(left.bytesUp == 3)
    #expect(left.bytesDown == 4)
  }
}
