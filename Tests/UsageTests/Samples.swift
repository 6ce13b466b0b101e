import AIServices
import Bytes
import Evidence
import Testing
import Usage

/// A service of a catalogue that knows two.
func sampleService(_ id: String = "one") throws -> ServiceIndex {
  let services = ["one", "two"].map {
    Service(id: $0, name: $0, category: .chatAssistant, signatures: [])
  }
  let catalogue = Catalogue(vendors: [
    Vendor(id: "example", name: "Example", country: "DE", services: services)
  ])
  return try #require(catalogue.service(withID: id))
}

func key(
  _ service: ServiceIndex, hour: Int32 = 0, department: Int32 = 1, kind: AccessKind = .proxy,
  outcome: Outcome = .allowed
) -> UsageKey {
  UsageKey(
    hour: hour, department: DepartmentIndex(position: department), service: service, role: .app,
    kind: kind, outcome: outcome)
}

func mark(
  user: UInt64? = nil, machine: UInt64? = nil, period: Int32 = 0, size: UInt16 = 1
) -> PersonMark {
  PersonMark(
    user: user.map { PersonToken(bits: $0) }, machine: machine.map { PersonToken(bits: $0) },
    period: period, size: size)
}
