import AIServices
import Access
import Bytes
import Company
import Evidence
import Foundation
import Testing

/// Services `one` to `three`, each with the host `<id>.example` and a host `static.<id>.example`.
func sampleCatalogue() -> Catalogue {
  let services = ["one", "two", "three"].map { id in
    Service(
      id: id, name: id.capitalized, category: .chatAssistant,
      signatures: [host("\(id).example", .app), host("static.\(id).example", .static)])
  }
  let office = Service(
    id: "office", name: "Office", category: .saasWithAI, signatures: [host("office.example", .app)])
  return Catalogue(vendors: [
    Vendor(id: "example", name: "Example", country: "DE", services: services + [office])
  ])
}

private func host(_ name: String, _ role: HostRole) -> Signature {
  Signature(
    .host(HostPattern(name)), role: role, evidence: "observed",
    checked: CivilDate(daysSince1970: 20_000))
}

func sampleService(_ id: String) throws -> ServiceIndex {
  try #require(sampleCatalogue().service(withID: id))
}

/// The account that a log names `text`.
func account(_ text: String, isEscaped: Bool = false) -> AccountName {
  var name = AccountName()
  name.set(text, isEscaped: isEscaped)
  return name
}

extension AccountName {
  /// Takes the name of a record whose line is `text` and nothing else.
  mutating func set(_ text: String, isEscaped: Bool) {
    let line = Array(text.utf8)
    var record = AccessRecord(kind: .proxy, host: .none)
    record.user = ByteRange(0..<line.count)
    record.isUserEscaped = isEscaped
    set(record, in: line.span)
  }
}

func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

func network(_ text: String) throws -> IPNetwork { try #require(IPNetwork(text)) }

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

func berlin() throws -> TimeZone { try #require(TimeZone(identifier: "Europe/Berlin")) }

/// The hour of the company's clock that begins at `hour` on a day.
func hour(_ hour: Int, on text: String) throws -> Int32 {
  Int32(try day(text).daysSince1970 * 24 + hour)
}
