import Bytes
import Evidence
import Testing
import Usage

@Suite struct FindingTests {
  private func finding(_ accesses: [AccessKind: UInt64], blocked: UInt64) throws -> Finding {
    var finding = Finding(
      service: try sampleService(), department: .notAssigned,
      verdict: Verdict(.unapproved, .notListed), day: CivilDate(daysSince1970: 0))
    finding.accesses = accesses
    finding.blocked = blocked
    return finding
  }

  @Test func isAnAttemptWhenAllWasRefused() throws {
    #expect(try finding([.proxy: 2, .dns: 1], blocked: 3).wasOnlyAttempted)
  }

  @Test func isUseWhenSomethingWasLetThrough() throws {
    #expect(try !finding([.proxy: 2, .dns: 1], blocked: 2).wasOnlyAttempted)
    #expect(try !finding([.dns: 1], blocked: 0).wasOnlyAttempted)
    #expect(try !finding([:], blocked: 0).wasOnlyAttempted)
  }

  @Test func countsThatReachedTheLargestNumberDoNotTrap() throws {
    #expect(try !finding([.proxy: .max, .dns: .max], blocked: 1).wasOnlyAttempted)
  }
}
