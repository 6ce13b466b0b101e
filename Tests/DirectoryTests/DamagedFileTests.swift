import Bytes
import Directory
import TestSupport
import Testing

/// Whatever is cut off or changed in a file, reading comes to an end, and nothing is made up unnoticed.
@Suite struct DamagedFileTests {
  static let leaseFiles = [
    "dnsmasq.leases", "dhcpd.leases", "kea-leases4.csv", "kea-leases6.csv",
  ]
  static let exports = ["directory.ldif", "powershell.csv", "deutsch.csv"]

  /// A lease in a cut file may last longer: the record that ends it is gone.
  private func isKnown(_ lease: Lease, among whole: [Lease]) -> Bool {
    whole.contains {
      $0.address == lease.address && $0.hardware == lease.hardware && $0.hostName == lease.hostName
        && $0.start == lease.start
    }
  }

  @Test(arguments: leaseFiles) func aCutLeaseFileGivesNothingElse(_ name: String) throws {
    let bytes = try fixture(name)
    let whole = leases(bytes).leases
    for end in bytes.indices {
      let reading = leases(Array(bytes[..<end]))
      #expect(
        !reading.problems.isEmpty || reading.leases.allSatisfy { isKnown($0, among: whole) },
        "cut at \(end)")
    }
  }

  @Test(arguments: exports) func aCutExportGivesNothingElse(_ name: String) throws {
    let bytes = try fixture(name)
    let whole = directory(bytes)
    for end in bytes.indices {
      // A line that goes on with the next cannot be told from a whole one.
      if end > 0, bytes[end - 1] == 0x0A, bytes[end] == 0x20 { continue }
      let reading = directory(Array(bytes[..<end]))
      guard reading.problems.isEmpty else { continue }
      for (name, place) in reading.accounts.places {
        let known = whole.accounts.places[name].map { whole.accounts.accounts[$0] }
        #expect(known != nil, "cut at \(end)")
        let others = Set(reading.accounts.accounts[place].groups).subtracting(known?.groups ?? [])
        #expect(others.isEmpty, "cut at \(end)")
      }
    }
  }

  @Test(arguments: leaseFiles + exports) func noChangeStopsTheReaders(_ name: String) throws {
    let bytes = try fixture(name)
    var random = SeededGenerator(seed: 29)
    let telling = Array("\n\r\";:,=\\{}#* \t09aT\u{0}".utf8) + [0xFF, 0xFE, 0xC3]
    for _ in 0..<300 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) where !changed.isEmpty {
        let place = Int.random(in: 0..<changed.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
        case 1: changed[place] = telling.randomElement(using: &random) ?? 0
        case 2: changed.remove(at: place)
        default:
          let end = min(changed.count, place + Int.random(in: 0...40, using: &random))
          changed.insert(contentsOf: changed[place..<end], at: place)
        }
      }
      let lines = changed.count { $0 == 0x0A } + 1
      for problems in [leases(changed).problems, directory(changed).problems] {
        #expect(problems.entries.allSatisfy { (1...lines).contains($0.firstLine) && $0.count > 0 })
      }
      _ = LeaseHistory(leases(changed).leases)
    }
  }

  @Test func problemsAreFewWithTheFirstLineOfEach() {
    let reasons = LineProblems.Reason.allCases
    #expect(reasons.count <= 20)
    #expect(Set(reasons.map(\.name)).count == reasons.count)
    var problems = LineProblems()
    problems.add(.time, line: 7)
    problems.add(.form, line: 9)
    problems.add(.time, line: 3)
    #expect(summary(problems) == ["form:9", "time*2:3"])
    #expect(problems.count(of: .time) == 2)
    #expect(problems.count(of: .duplicate) == 0)
  }
}
