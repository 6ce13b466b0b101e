import AIServices
import Bytes
import Evidence
import Testing
import Usage

@Suite struct CoverageTests {
  private func time(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1000) }

  @Test func startsWithNothing() {
    let coverage = Coverage()
    #expect(coverage.first == nil)
    #expect(coverage.last == nil)
    #expect(AccessKind.allCases.allSatisfy { coverage.accesses($0) == 0 })
  }

  @Test(arguments: AccessKind.allCases)
  func countsEachKindApart(kind: AccessKind) {
    var coverage = Coverage()
    coverage.add(kind, at: time(0), isAddressOnly: false)
    coverage.add(kind, at: time(0), isAddressOnly: false)
    for other in AccessKind.allCases {
      #expect(coverage.accesses(other) == (other == kind ? 2 : 0))
    }
  }

  @Test func spansFromTheEarliestToTheLatestWhateverTheirOrder() {
    var coverage = Coverage()
    for seconds: Int64 in [50, 10, 90, 40, -5, 90] {
      coverage.add(.dns, at: time(seconds), isAddressOnly: false)
    }
    #expect(coverage.first == time(-5))
    #expect(coverage.last == time(90))
  }

  @Test func oneAccessIsFirstAndLast() {
    var coverage = Coverage()
    coverage.add(.tls, at: time(7), isAddressOnly: false)
    #expect(coverage.first == time(7))
    #expect(coverage.last == time(7))
  }

  @Test func countsAccessesThatNameAnAddressOnly() {
    var coverage = Coverage()
    coverage.add(.proxy, at: time(0), isAddressOnly: true)
    coverage.add(.proxy, at: time(0), isAddressOnly: false)
    #expect(coverage.addressOnly == 1)
    #expect(coverage.accesses(.proxy) == 2)
  }

  @Test func countsWhatIsNoUseOrHasNoDepartment() throws {
    var coverage = Coverage()
    let (one, two) = (try sampleService("one"), try sampleService("two"))
    coverage.addBackgroundContact()
    coverage.addAccessWithoutDepartment()
    coverage.addAccessWithoutDepartment()
    coverage.addContact(withEncryptedDNS: one)
    coverage.addContact(withEncryptedDNS: one)
    coverage.addContact(withEncryptedDNS: two)
    #expect(coverage.backgroundContacts == 1)
    #expect(coverage.withoutDepartment == 2)
    #expect(coverage.encryptedDNS == [one: 2, two: 1])
  }
}
