import AIServices
import Bytes
import Evidence
import Usage

struct FindingDocument: Encodable {
  let service: String
  let serviceName: String
  let vendor: String
  let category: String
  let aiActPoints: [String]
  let department: OrNull<String>
  let otherDepartments: Bool
  let verdict: String
  let reason: String
  let reasonDay: OrNull<String>
  let people: OrNull<Int>
  let sharedMachines: Bool
  let accesses: AccessesDocument
  let plans: PlansDocument
  let blocked: UInt64
  let bytesUp: OrNull<UInt64>
  let bytesDown: OrNull<UInt64>
  let evidence: String
  let firstSeen: String
  let lastSeen: String

  init(_ row: Report.Row) {
    service = row.service.id
    serviceName = row.service.name
    vendor = row.vendor.name
    category = row.service.category.rawValue
    aiActPoints = row.service.aiActPoints.map(\.rawValue)
    department = OrNull(row.place.name)
    otherDepartments = row.place == .others
    verdict = row.verdict.ruling.name
    (reason, reasonDay) = Self.describe(row.verdict.reason)
    people = OrNull(row.people)
    sharedMachines = row.includesSharedMachines
    accesses = AccessesDocument { row.accesses[$0] ?? 0 }
    plans = PlansDocument(row.plans)
    blocked = row.blocked
    bytesUp = OrNull(row.bytesUp)
    bytesDown = OrNull(row.bytesDown)
    evidence = row.evidence.code
    firstSeen = row.firstDay.description
    lastSeen = row.lastDay.description
  }

  private static func describe(_ reason: Verdict.Reason) -> (String, OrNull<String>) {
    switch reason {
    case .listed: ("listed", OrNull(nil))
    case .inReview(let day): ("in_review", OrNull(day.description))
    case .notListed: ("not_listed", OrNull(nil))
    case .otherDepartment: ("other_department", OrNull(nil))
    case .expired(let day): ("expired", OrNull(day.description))
    case .notYetValid(let day): ("not_yet_valid", OrNull(day.description))
    case .prohibited: ("prohibited", OrNull(nil))
    }
  }
}

/// Services that few people used, named together.
struct RareServicesDocument: Encodable {
  struct Entry: Encodable {
    let service: String
    let verdict: String
  }

  let services: [Entry]
  let people: Int

  init(_ rare: Report.RareServices) {
    services = rare.services.map { Entry(service: $0.id, verdict: $1.name) }
    people = rare.people
  }
}

/// Accesses whose kind of account was seen; the others are in none of the numbers.
struct PlansDocument: Encodable {
  let personal: UInt64
  let business: UInt64
  let anonymous: UInt64

  init(_ plans: [Plan: UInt64]) {
    personal = plans[.personal] ?? 0
    business = plans[.business] ?? 0
    anonymous = plans[.anonymous] ?? 0
  }
}

struct AccessesDocument: Encodable {
  let dns: UInt64
  let proxy: UInt64
  let tls: UInt64
  let quic: UInt64
  let http: UInt64

  init(_ accesses: (AccessKind) -> UInt64) {
    dns = accesses(.dns)
    proxy = accesses(.proxy)
    tls = accesses(.tls)
    quic = accesses(.quic)
    http = accesses(.http)
  }
}
