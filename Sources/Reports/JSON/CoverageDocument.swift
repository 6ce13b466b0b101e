import AIServices
import Bytes
import Evidence
import Usage

struct CoverageDocument: Encodable {
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
  let withoutDepartment: OrNull<UInt64>
  let unassignedNetworks: [String]
  let embeddedAi: [EmbeddedAI]
  let encryptedDns: [HiddenNames]

  /// Longer lists of networks mean that rules are missing altogether.
  static let networksNamed = 20

  init(_ report: Report) {
    let (coverage, catalogue) = (report.coverage, report.catalogue)
    accesses = AccessesDocument(coverage.accesses)
    backgroundContacts = coverage.backgroundContacts
    addressOnly = coverage.addressOnly
    withoutDepartment = OrNull(report.accessesWithoutDepartment)
    unassignedNetworks = report.unassignedNetworks.prefix(Self.networksNamed).map(\.description)
    embeddedAi = coverage.embeddedAI
      .map { EmbeddedAI(service: catalogue[$0.key].id, accesses: $0.value) }
      .sorted { $0.service < $1.service }
    encryptedDns = coverage.encryptedDNS
      .map { HiddenNames(service: catalogue[$0.key].id, contacts: $0.value) }
      .sorted { $0.service < $1.service }
  }
}

struct RejectDocument: Encodable {
  let reason: String
  let lines: UInt64
  let sample: String

  static func list(_ rejects: Rejects) -> [RejectDocument] {
    rejects.groups
      .map { RejectDocument(reason: $0.key, lines: $0.value.count, sample: $0.value.sample) }
      .sorted { $0.reason < $1.reason }
  }
}

struct SourceDocument: Encodable {
  let name: String
  let format: String
  let formats: [FormatShareDocument]
  let formatGiven: Bool
  let sampledLines: Int
  let recognisedLines: Int
  let compression: OrNull<String>
  let envelope: OrNull<String>
  let lines: UInt64
  let accesses: UInt64
  let undatedAccesses: UInt64
  let otherLines: UInt64
  let rejectedLines: UInt64
  let assumedTimeZone: Bool
  let assumedYear: Bool
  let complete: Bool
  let packets: OrNull<PacketsDocument>

  init(_ source: SourceSummary) {
    name = source.name
    format = source.format
    formats = source.formats.map {
      FormatShareDocument(name: $0.name, sampledLines: $0.sampledLines)
    }
    formatGiven = source.isFormatGiven
    sampledLines = source.sampled
    recognisedLines = source.recognised
    compression = OrNull(source.compression)
    envelope = OrNull(source.envelope)
    lines = source.lines
    accesses = source.accesses
    undatedAccesses = source.undatedAccesses
    otherLines = source.otherLines
    rejectedLines = source.rejects.count
    assumedTimeZone = source.assumedZone
    assumedYear = source.assumedYear
    complete = source.isComplete
    packets = OrNull(PacketsDocument(source))
  }
}

struct FormatShareDocument: Encodable {
  let name: String
  let sampledLines: Int
}

struct CatalogueDocument: Encodable {
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
