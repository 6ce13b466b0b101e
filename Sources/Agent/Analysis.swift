package import AIServices
package import Access
import Bytes
package import Company
import Evidence
package import LogFormats
package import Usage

/// From decoded lines to totals: the one path that `analyze`, the service and the tests share.
package struct Analysis: Sendable {
  package private(set) var totals = UsageTotals()
  package private(set) var candidates = CandidateTotals()
  package private(set) var coverage = Coverage()
  private var attribution: Attribution
  private var recentLookups = RecentLookups()
  private var candidateSearch: CandidateSearch
  private let catalogue: Catalogue

  package init(catalogue: Catalogue, attribution: Attribution) {
    self.catalogue = catalogue
    self.attribution = attribution
    candidateSearch = CandidateSearch(catalogue)
  }

  package var departments: DepartmentDirectory { attribution.departments }

  /// Takes in what one line said; neither line nor record is kept.
  package mutating func add(
    _ decoded: Decoded, _ record: borrowing AccessRecord, from line: Span<UInt8>
  ) {
    switch decoded {
    case .access: add(record, from: line)
    case .refusedLookup: block(record, from: line)
    case .notAnAccess, .malformed: break
    }
  }

  private mutating func add(_ record: borrowing AccessRecord, from line: Span<UInt8>) {
    guard let time = record.time else { return }
    coverage.add(record.kind, at: time, isAddressOnly: record.isHostAddress)
    let host = line.bytes(in: record.host)
    let match = catalogue.match(
      host, path: line.bytes(in: record.path), userAgent: line.bytes(in: record.userAgent),
      port: record.port)
    if match?.countsAsUse != true { lookForCandidate(record, host, match, line) }
    guard let match else { return }
    if catalogue[match.service].category == .encryptedDNS {
      coverage.addContact(withEncryptedDNS: match.service)
      return
    }
    let sighting = attribution.sighting(of: record, in: line, at: time, as: match)
    totals.add(sighting)
    if match.countsAsUse {
      if sighting.key.department == .notAssigned { coverage.addAccessWithoutDepartment() }
    } else if match.isShared || !catalogue[match.service].category.isAI {
      coverage.addAccess(withEmbeddedAI: match.service)
    } else {
      coverage.addBackgroundContact()
    }
    if record.kind == .dns {
      recentLookups.add(host, client: record.clientAddress(in: line), key: sighting.key)
    }
  }

  /// A path says more than a name, and holds for hosts inside the company too.
  private mutating func lookForCandidate(
    _ record: borrowing AccessRecord, _ host: Span<UInt8>, _ match: Catalogue.Match?,
    _ line: Span<UInt8>
  ) {
    var answer = CandidateSearch.Answer.nothing
    if match == nil, !record.path.isEmpty {
      answer = candidateSearch.look(at: host, path: line.bytes(in: record.path), &candidates)
    }
    if answer == .nothing, !record.isHostAddress {
      answer = candidateSearch.look(at: host, match: match, &candidates)
    }
    switch answer {
    case .nothing: break
    case .candidate(let candidate):
      candidates.add(candidate, in: attribution.department(of: record, in: line), record.kind)
    case .leftOut: candidates.leaveOutAccess()
    }
  }

  private mutating func block(_ refusal: borrowing AccessRecord, from line: Span<UInt8>) {
    let host = line.bytes(in: refusal.host)
    guard catalogue.match(host) != nil,
      let key = recentLookups.take(host, client: refusal.clientAddress(in: line))
    else { return }
    totals.block(oneOf: key)
  }
}
