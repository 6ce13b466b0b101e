import AIServices
import Bytes
import Policies
import Testing

/// Services `one` and `two` of `acme` and `three` of `other`; `two` translates, the others chat.
func sampleCatalogue() -> Catalogue {
  func service(_ id: String, _ category: ServiceCategory) -> Service {
    Service(id: id, name: id.uppercased(), category: category, signatures: [])
  }
  return Catalogue(vendors: [
    Vendor(
      id: "acme", name: "Acme", country: "DE",
      services: [service("one", .chatAssistant), service("two", .translation)]),
    Vendor(id: "other", name: "Other", country: "US", services: [service("three", .chatAssistant)]),
  ])
}

func sampleService(_ id: String) throws -> ServiceIndex {
  try #require(sampleCatalogue().service(withID: id))
}

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

func approval(
  of scope: Scope, for departments: Set<String>? = nil, from: String = "2026-01-01",
  until: String? = nil, reviewBy: String? = nil
) throws -> Approval {
  let reach = Reach(
    scope, departments: departments, from: try day(from), until: try until.map(day))
  var approval = Approval(reach, data: [.public], owner: "IT")
  approval.reviewBy = try reviewBy.map(day)
  return approval
}

func toleration(
  of scope: Scope, for departments: Set<String>? = nil, from: String? = nil, until: String? = nil,
  alternative: String? = nil
) throws -> Toleration {
  let reach = Reach(
    scope, departments: departments, from: try from.map(day), until: try until.map(day))
  return Toleration(reach, reason: "project", alternative: try alternative.map(sampleService))
}

func prohibition(
  of scope: Scope, for departments: Set<String>? = nil, from: String? = nil, until: String? = nil,
  alternative: String? = nil
) throws -> Prohibition {
  let reach = Reach(
    scope, departments: departments, from: try from.map(day), until: try until.map(day))
  return Prohibition(reach, reason: "data", alternative: try alternative.map(sampleService))
}
