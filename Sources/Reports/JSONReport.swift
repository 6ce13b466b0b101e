import AIServices
import Bytes
import Evidence
package import Foundation
import Usage

/// The report as JSON for other programs, as `Schemas/analysis-1.schema.json` describes it.
package enum JSONReport {
  /// - Throws: never in practice; the encoder's signature says it might.
  package static func encode(_ report: Report) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let json = try encoder.encode(AnalysisDocument(report))
    return Data((escapingControls(String(decoding: json, as: UTF8.self)) + "\n").utf8)
  }

  /// The encoder escapes control characters below 0x20 only; terminals obey those from 0x7F too.
  private static func escapingControls(_ json: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      if (0x7F..<0xA0).contains(scalar.value) {
        escaped.append(contentsOf: "\\u00\(String(scalar.value, radix: 16))".unicodeScalars)
      } else {
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

/// A value that stands in the output as `null` when it is missing, where Swift would leave it out.
private struct OrNull<Value: Encodable>: Encodable {
  let value: Value?

  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

private struct AnalysisDocument: Encodable {
  let schemaVersion = 1
  let generator: String
  let complete: Bool
  let firstDay: OrNull<String>
  let lastDay: OrNull<String>
  let timeZone: String
  let minimumGroupSize: Int
  let findings: [FindingDocument]
  let candidates: [CandidateDocument]
  let candidateAccessesLeftOut: UInt64
  let aiAct: AIActDocument
  let coverage: CoverageDocument
  let notUnderstood: [RejectDocument]
  let sources: [SourceDocument]
  let catalogue: CatalogueDocument

  init(_ report: Report) {
    generator = "schattenki \(report.version)"
    complete = report.isComplete
    firstDay = OrNull(report.firstDay?.description)
    lastDay = OrNull(report.lastDay?.description)
    timeZone = report.setup.timeZone
    minimumGroupSize = report.setup.minimumGroupSize
    findings = report.rows.map(FindingDocument.init)
    candidates = report.candidates.map(CandidateDocument.init)
    candidateAccessesLeftOut = report.candidateAccessesLeftOut
    aiAct = AIActDocument(report)
    coverage = CoverageDocument(report.coverage, report.catalogue)
    notUnderstood = RejectDocument.list(report.rejects)
    sources = report.sources.map(SourceDocument.init)
    catalogue = CatalogueDocument(report.catalogue)
  }
}

private struct FindingDocument: Encodable {
  let service: String
  let serviceName: String
  let vendor: String
  let category: String
  let aiActPoints: [String]
  let department: OrNull<String>
  let verdict: String
  let reason: String
  let reasonDay: OrNull<String>
  let people: OrNull<Int>
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
    department = OrNull(row.department)
    verdict = row.verdict.ruling.name
    (reason, reasonDay) = Self.describe(row.verdict.reason)
    if case .atLeast(let count) = row.people {
      people = OrNull(count)
    } else {
      people = OrNull(nil)
    }
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

private struct CandidateDocument: Encodable {
  struct Part: Encodable {
    let department: OrNull<String>
    let accesses: AccessesDocument
  }

  let host: OrNull<String>
  let reason: String
  let detail: String
  let departments: [Part]

  init(_ row: Report.CandidateRow) {
    host = OrNull(row.candidate.host)
    reason = row.candidate.reason.name
    detail = row.candidate.reason.detail
    departments = row.parts.map { part in
      Part(
        department: OrNull(part.department),
        accesses: AccessesDocument { part.accesses[$0] ?? 0 })
    }
  }
}

/// What to ask; a service in it is of a kind that can fall under the point, nothing more.
private struct AIActDocument: Encodable {
  struct Text: Encodable {
    let en: String
    let de: String

    init(_ text: AIAct.Text) { (en, de) = (text.english, text.german) }
  }
  struct Question: Encodable {
    let point: String
    let provision: Text
    let title: Text
    let question: Text
    let appliesFrom: String
    let fineMillionEuros: Int
    let finePercentOfTurnover: Int
    let source: String
    let services: [String]
  }

  let name: Text
  let source: String
  let checked: String
  let questions: [Question]

  init(_ report: Report) {
    let act = report.setup.aiAct
    name = Text(act.name)
    source = act.source
    checked = act.checked.description
    questions = report.legalQuestions.map { rule, services in
      Question(
        point: rule.point.rawValue, provision: Text(rule.provision), title: Text(rule.title),
        question: Text(rule.question), appliesFrom: rule.appliesFrom.description,
        fineMillionEuros: rule.fine.millionEuros,
        finePercentOfTurnover: rule.fine.percentOfTurnover, source: rule.source,
        services: services.map(\.id))
    }
  }
}

private struct AccessesDocument: Encodable {
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

/// Accesses whose kind of account was seen; the others are in none of the numbers.
private struct PlansDocument: Encodable {
  let personal: UInt64
  let business: UInt64
  let anonymous: UInt64

  init(_ plans: [Plan: UInt64]) {
    personal = plans[.personal] ?? 0
    business = plans[.business] ?? 0
    anonymous = plans[.anonymous] ?? 0
  }
}

private struct CoverageDocument: Encodable {
  struct HiddenNames: Encodable {
    let service: String
    let contacts: UInt64
  }
  struct EmbeddedAI: Encodable {
    let service: String
    let accesses: UInt64
  }

  let accesses: AccessesDocument
  let backgroundContacts: UInt64
  let addressOnly: UInt64
  let withoutDepartment: UInt64
  let embeddedAi: [EmbeddedAI]
  let encryptedDns: [HiddenNames]

  init(_ coverage: Coverage, _ catalogue: Catalogue) {
    accesses = AccessesDocument(coverage.accesses)
    backgroundContacts = coverage.backgroundContacts
    addressOnly = coverage.addressOnly
    withoutDepartment = coverage.withoutDepartment
    embeddedAi = coverage.embeddedAI
      .map { EmbeddedAI(service: catalogue[$0.key].id, accesses: $0.value) }
      .sorted { $0.service < $1.service }
    encryptedDns = coverage.encryptedDNS
      .map { HiddenNames(service: catalogue[$0.key].id, contacts: $0.value) }
      .sorted { $0.service < $1.service }
  }
}

private struct RejectDocument: Encodable {
  let reason: String
  let lines: UInt64
  let sample: String

  static func list(_ rejects: Rejects) -> [RejectDocument] {
    rejects.groups
      .map { RejectDocument(reason: $0.key, lines: $0.value.count, sample: $0.value.sample) }
      .sorted { $0.reason < $1.reason }
  }
}

private struct SourceDocument: Encodable {
  let name: String
  let format: String
  let formatGiven: Bool
  let sampledLines: Int
  let recognisedLines: Int
  let compression: OrNull<String>
  let lines: UInt64
  let accesses: UInt64
  let otherLines: UInt64
  let rejectedLines: UInt64
  let assumedTimeZone: Bool
  let assumedYear: Bool
  let complete: Bool

  init(_ source: SourceSummary) {
    name = source.name
    format = source.format
    formatGiven = source.isFormatGiven
    sampledLines = source.sampled
    recognisedLines = source.recognised
    compression = OrNull(source.compression)
    lines = source.lines
    accesses = source.accesses
    otherLines = source.otherLines
    rejectedLines = source.rejects.count
    assumedTimeZone = source.assumedZone
    assumedYear = source.assumedYear
    complete = source.isComplete
  }
}

private struct CatalogueDocument: Encodable {
  let services: Int
  let vendors: Int
  let hosts: Int
  let lastChecked: OrNull<String>

  init(_ catalogue: Catalogue) {
    services = catalogue.services.count
    vendors = catalogue.vendors.count
    hosts = catalogue.signatures.count { $0.isHost }
    lastChecked = OrNull(catalogue.lastChecked?.description)
  }
}
