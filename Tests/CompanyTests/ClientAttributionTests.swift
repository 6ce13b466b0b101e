import AIServices
import Access
import Bytes
@testable import Company
import Directory
import Evidence
import Foundation
import TestSupport
import Secrets
import Testing
import Usage

/// What leases, shared machines and keys change in who is counted where.
@Suite struct ClientAttributionTests {
  private let host = Array("one.example".utf8)

  private func attribution(
    _ rules: DepartmentRules? = nil, shared: SharedMachines = SharedMachines(),
    keys: TokenKeys = TokenKeys(sampleKey)
  ) throws -> Attribution {
    Attribution(
      departments: DepartmentDirectory(rules: rules), sharedMachines: shared, keys: keys,
      wall: WallClock(zone: .gmt))
  }

  private func sighting(
    _ user: String = "", _ client: String, vlan: UInt16 = 0, at seconds: Int64 = 0,
    by attribution: inout Attribution
  ) throws -> Sighting {
    let line = host + Array("\(user)\(client)".utf8)
    var record = AccessRecord(kind: .proxy, host: ByteRange(0..<host.count))
    let start = host.count + user.utf8.count
    if !user.isEmpty { record.user = ByteRange(host.count..<start) }
    if !client.isEmpty { record.client = ByteRange(start..<line.count) }
    record.vlan = vlan
    let found = sampleCatalogue().match(host.span)
    let match = try #require(found)
    let time = Timestamp(milliseconds: seconds * 1000)
    return attribution.sighting(of: record, in: line.span, at: time, as: match)
  }

  private func lease(
    _ address: String, _ bits: UInt64, _ name: String, from start: Int64, to end: Int64
  )
    throws -> Lease
  {
    Lease(
      address: try CompanyTests.address(address), hardware: HardwareAddress(bits: bits),
      hostName: name, start: Timestamp(milliseconds: start * 1000),
      end: Timestamp(milliseconds: end * 1000))
  }

  @Test func anAddressMeansTheMachineThatHadItThen() throws {
    var rules = DepartmentRules()
    rules.add(MachinePattern("pc-v*"), to: rules.addDepartment("Vertrieb"))
    rules.add(HardwareAddress(bits: 2), to: rules.addDepartment("Personal"))
    var attribution = try attribution(rules)
    let leases = LeaseHistory([
      try lease("10.0.0.1", 1, "pc-v1", from: 0, to: 100),
      try lease("10.0.0.1", 2, "pc-p1", from: 100, to: 200),
      try lease("10.0.0.2", 1, "pc-v1", from: 100, to: 200),
    ])
    attribution.learn(leases: leases, accounts: [])
    let first = try sighting("", "10.0.0.1", at: 50, by: &attribution)
    let second = try sighting("", "10.0.0.1", at: 150, by: &attribution)
    let moved = try sighting("", "10.0.0.2", at: 150, by: &attribution)
    let later = try sighting("", "10.0.0.1", at: 250, by: &attribution)
    let names = [first, second, moved, later].map {
      attribution.departments.name(of: $0.key.department)
    }
    #expect(names == ["Vertrieb", "Personal", "Vertrieb", nil])
    #expect(first.person == moved.person)
    #expect(first.person != second.person)
    #expect(later.person != second.person)
  }

  @Test func aSharedMachineHidesThoseWhoUseIt() throws {
    var shared = SharedMachines()
    shared.add(try network("10.0.0.9/32"), people: 30)
    shared.add(MachinePattern("ts-*"), people: 12)
    var attribution = try attribution(shared: shared)
    let server = try sighting("", "10.0.0.9", by: &attribution).person
    #expect(server?.size == 30)
    #expect(try sighting("", "TS-1.corp.example", by: &attribution).person?.size == 12)
    #expect(try sighting("", "10.0.0.8", by: &attribution).person?.size == 1)
    // A user who is named is one person, and does not stand for the others on the machine.
    let anna = try sighting("anna", "10.0.0.9", by: &attribution).person
    #expect(anna?.size == 1)
    #expect(anna?.machine == nil)
    #expect(anna?.user != nil)
  }

  @Test func withTheKeyOfAPeriodItsPeopleAreGone() throws {
    let keys = TokenKeys(rotatingBy: .week) { first in
      first.daysSince1970 < 0 ? nil : sampleKey
    }
    var attribution = try attribution(keys: keys)
    let gone = try sighting("anna", "10.0.0.1", at: 0, by: &attribution).person
    let known = try sighting("anna", "10.0.0.1", at: 10 * 86_400, by: &attribution).person
    #expect(gone?.isKnown == false)
    #expect(known?.isKnown == true)
    #expect(gone?.period == -3)
    #expect(known?.period == 4)
  }

  @Test func departmentsByVLAN() throws {
    var rules = DepartmentRules()
    rules.add(vlan: 20, to: rules.addDepartment("Vertrieb"))
    var attribution = try attribution(rules)
    let inside = try sighting("", "10.0.0.1", vlan: 20, by: &attribution)
    let outside = try sighting("", "10.0.0.1", vlan: 21, by: &attribution)
    #expect(inside.key.department != .notAssigned)
    #expect(outside.key.department == .notAssigned)
    #expect(inside.person == outside.person)
  }

  /// What is remembered of clients changes nothing: more of them than can be remembered, in any order.
  @Test(arguments: 0..<5 as Range<UInt64>)
  func rememberedClientsBelongWhereTheyDid(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var rules = DepartmentRules()
    rules.add(UserPattern("u1*"), to: rules.addDepartment("A"))
    rules.add(try network("10.0.0.0/17"), to: rules.addDepartment("B"))
    rules.add(vlan: 1, to: rules.addDepartment("C"))
    var one = try attribution(rules)
    let fresh = one
    for _ in 0..<2_000 {
      let user = Bool.random(using: &random) ? "u\(Int.random(in: 0..<2000, using: &random))" : ""
      let client =
        "10.0.\(Int.random(in: 0..<256, using: &random)).\(Int.random(in: 0..<20, using: &random))"
      let vlan = UInt16.random(in: 0...1, using: &random)
      var other = fresh
      let expected = try sighting(user, client, vlan: vlan, by: &other)
      let found = try sighting(user, client, vlan: vlan, by: &one)
      #expect(found.key == expected.key)
      #expect(found.person == expected.person)
    }
  }
}
