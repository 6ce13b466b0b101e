import AIServices
import Access
import Bytes
import Company
import Crypto
import Directory
import Evidence
import Foundation
import Secrets
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

/// The same in every test.
let sampleKey = PersonTokenKey(SymmetricKey(data: [UInt8](repeating: 7, count: 32)))

/// A client of whom this is known.
func client(
  user: String? = nil, machine: String? = nil, at address: IPAddress? = nil
) -> Client {
  var client = Client()
  if let user { client.setAccount(Array(user.utf8).span) }
  if let machine { client.setMachine(Array(machine.utf8).span) }
  client.address = address
  return client
}

func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

func network(_ text: String) throws -> IPNetwork { try #require(IPNetwork(text)) }

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

func berlin() throws -> TimeZone { try #require(TimeZone(identifier: "Europe/Berlin")) }

/// The hour of the company's clock that begins at `hour` on a day.
func hour(_ hour: Int, on text: String) throws -> Int32 {
  Int32(try day(text).daysSince1970 * 24 + hour)
}
