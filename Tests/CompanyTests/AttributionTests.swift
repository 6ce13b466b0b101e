import AIServices
import Access
import Bytes
import Company
import Evidence
import Foundation
import Secrets
import Testing
import Usage

@Suite struct AttributionTests {
  private let catalogue = sampleCatalogue()

  private struct Client {
    var address: String?
    var name = ""
    var user = ""
    var isUserEscaped = false
  }

  private func attribution(_ rules: DepartmentRules? = nil) throws -> Attribution {
    Attribution(
      departments: DepartmentDirectory(rules: rules), keys: TokenKeys(sampleKey),
      wall: WallClock(zone: try berlin()))
  }

  /// What becomes of a proxy line with these fields.
  private func sighting(
    of client: Client, host: String = "one.example", at time: Timestamp? = nil,
    by attribution: inout Attribution
  ) throws -> Sighting {
    let line = Array("\(host) \(client.user) \(client.address ?? client.name)".utf8)
    let user = host.utf8.count + 1..<host.utf8.count + 1 + client.user.utf8.count
    let name = user.upperBound + 1..<line.count
    var record = AccessRecord(kind: .proxy, host: ByteRange(0..<host.utf8.count))
    if !client.user.isEmpty { record.user = ByteRange(user) }
    record.client = ByteRange(name)
    record.isUserEscaped = client.isUserEscaped
    record.bytesUp = 12
    record.outcome = .allowed
    let found = catalogue.match(Array(host.utf8).span)
    let match = try #require(found)
    return attribution.sighting(
      of: record, in: line.span, at: time ?? Timestamp(milliseconds: 0), as: match)
  }

  private func person(_ client: Client) throws -> PersonMark? {
    var attribution = try attribution()
    return try sighting(of: client, by: &attribution).person
  }

  @Test func carriesWhatTheRecordSays() throws {
    var attribution = try attribution()
    let sighting = try sighting(of: Client(address: "10.1.2.3"), by: &attribution)
    #expect(sighting.key.kind == .proxy)
    #expect(sighting.key.outcome == .allowed)
    #expect(sighting.key.role == .app)
    #expect(sighting.key.service == (try sampleService("one")))
    #expect(sighting.bytesUp == 12)
    #expect(sighting.bytesDown == nil)
    #expect(attribution.departments.name(of: sighting.key.department) == "10.1.2.0/24")
  }

  @Test func noIdentitySurvives() throws {
    var attribution = try attribution()
    let client = Client(address: "10.1.2.3", name: "pc-of-anna", user: "CORP\\anna")
    let sighting = try sighting(of: client, by: &attribution)
    #expect(textsAndBytes(in: sighting).isEmpty)
    let printed = String(reflecting: sighting)
    for part in ["anna", "CORP", "10.1.2", "pc-of"] { #expect(!printed.contains(part)) }
  }

  /// Everything inside `value` that could hold a name or an address.
  private func textsAndBytes(in value: Any) -> [String] {
    if value is String || value is Substring || value is [UInt8] || value is IPAddress
      || value is Data
    {
      return [String(describing: value)]
    }
    return Mirror(reflecting: value).children.flatMap { textsAndBytes(in: $0.value) }
  }

  @Test func oneUserIsOneTokenHoweverTheLogWritesIt() throws {
    let plain = try person(Client(user: "anna"))?.user
    #expect(plain != nil)
    #expect(try person(Client(user: "CORP\\Anna"))?.user == plain)
    let encoded = Client(user: "anna%40corp.example", isUserEscaped: true)
    #expect(try person(encoded)?.user == plain)
    #expect(try person(Client(user: "bert"))?.user != plain)
  }

  @Test func oneMachineIsOneTokenHoweverTheAddressIsWritten() throws {
    let plain = try person(Client(address: "10.1.2.3"))?.machine
    #expect(plain != nil)
    #expect(try person(Client(address: "::ffff:10.1.2.3"))?.machine == plain)
    #expect(try person(Client(address: "10.1.2.4"))?.machine != plain)
  }

  @Test func aMachineMayBeKnownByNameOnly() throws {
    let named = try person(Client(name: "pc-7"))?.machine
    #expect(named != nil)
    #expect(try person(Client(name: "pc-8"))?.machine != named)
  }

  @Test func withoutUserAndMachineTheMarkIsEmpty() throws {
    #expect(try person(Client()) == PersonMark(user: nil, machine: nil))
  }

  @Test(arguments: ["static.one.example", "office.example"])
  func nobodyIsCountedForWhatIsNoUse(host: String) throws {
    var attribution = try attribution()
    let client = Client(address: "10.1.2.3", user: "anna")
    #expect(try sighting(of: client, host: host, by: &attribution).person == nil)
  }

  @Test func theFormerUserIsNotTakenForTheNextLine() throws {
    var rules = DepartmentRules()
    rules.add(UserPattern("anna"), to: rules.addDepartment("Sales"))
    var attribution = try attribution(rules)
    let first = try sighting(of: Client(user: "anna"), by: &attribution)
    let second = try sighting(of: Client(address: "10.1.2.3"), by: &attribution)
    #expect(attribution.departments.name(of: first.key.department) == "Sales")
    #expect(second.key.department == .notAssigned)
    #expect(second.person?.user == nil)
  }

  /// 22:30 UTC on 16 November is 23:30 in Berlin; 23:30 UTC is half past midnight there.
  @Test(arguments: [(22, 23, 0), (23, 24, 1)] as [(Int32, Int32, Int32)])
  func hourAndDayAreTheCompanys(universal: Int32, local: Int32, later: Int32) throws {
    var attribution = try attribution()
    let midnight = try day("2026-11-16").daysSince1970
    let seconds = Int64(midnight) * 86_400 + Int64(universal) * 3600 + 1800
    let sighting = try sighting(
      of: Client(), at: Timestamp(milliseconds: seconds * 1000), by: &attribution)
    #expect(sighting.key.day == Int32(midnight) + later)
    #expect(sighting.key.hour == Int32(midnight) * 24 + local)
  }

  @Test func machinesAreKnownByTheirNames() throws {
    var rules = DepartmentRules()
    rules.add(MachinePattern("pc-*"), to: rules.addDepartment("Sales"))
    var attribution = try attribution(rules)
    let first = try sighting(of: Client(name: "PC-17"), by: &attribution)
    let same = try sighting(of: Client(name: "pc-17.corp.example."), by: &attribution)
    let other = try sighting(of: Client(name: "mac-17"), by: &attribution)
    #expect(attribution.departments.name(of: first.key.department) == "Sales")
    #expect(other.key.department == .notAssigned)
    #expect(first.person == same.person)
    #expect(first.person != other.person)
  }
}
