package import AIServices
package import Access
package import Bytes
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
  private var memory = HostMemory()
  private let finder: CandidateFinder
  private let catalogue: Catalogue

  package init(catalogue: Catalogue, attribution: Attribution) {
    self.catalogue = catalogue
    self.attribution = attribution
    finder = CandidateFinder(catalogue)
  }

  package var departments: DepartmentDirectory { attribution.departments }

  /// Takes in what one line said; neither line nor record is kept.
  ///
  /// - Parameter fallbackTime: the time of an access that has none.
  package mutating func add(
    _ decoded: Decoded, _ record: borrowing AccessRecord, from line: Span<UInt8>,
    fallbackTime: Timestamp
  ) {
    switch decoded {
    case .access: add(record, from: line, at: record.time ?? fallbackTime)
    case .refusedLookup: block(record, from: line)
    case .notAnAccess, .malformed: break
    }
  }

  private mutating func add(
    _ record: borrowing AccessRecord, from line: Span<UInt8>, at time: Timestamp
  ) {
    coverage.add(record.kind, at: time, isAddressOnly: record.isHostAddress)
    let host = line.bytes(in: record.host)
    let remembered = memory.answer(for: host)
    let listing = remembered == .unknown ? catalogue.listing(of: host) : .none
    let match = catalogue.match(
      host, listing, path: line.bytes(in: record.path),
      userAgent: line.bytes(in: record.userAgent), port: record.port)
    guard let match else {
      let answer = remembered == .unknown ? look(at: host, listing, record) : remembered
      countIfCandidate(record, host, answer, line)
      return
    }
    if let reason = match.countsAsUse ? nil : finder.reason(for: host, match: match) {
      count(Candidate(host: host.text.lowercased(), reason: reason), record, line)
    }
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

  /// Counts an access to a host that is on no list, if something speaks for AI: a path, which says
  /// more and holds for hosts inside the company too, or its name.
  private mutating func countIfCandidate(
    _ record: borrowing AccessRecord, _ host: Span<UInt8>, _ answer: HostMemory.Answer,
    _ line: Span<UInt8>
  ) {
    if let reason = CandidateFinder.apiPath(in: line.bytes(in: record.path)) {
      let isInternal = InternalHost.contains(host)
      count(
        Candidate(host: isInternal ? nil : host.text.lowercased(), reason: reason), record, line)
      return
    }
    switch answer {
    case .unknown, .nothing: break
    case .candidate(let candidate): count(candidate, record, line)
    case .leftOut: candidates.leaveOutAccess()
    }
  }

  private mutating func look(
    at host: Span<UInt8>, _ listing: Catalogue.Listing, _ record: borrowing AccessRecord
  ) -> HostMemory.Answer {
    // Whether a host with known paths matches depends on the path: it is looked at every time.
    guard listing == .none else { return .nothing }
    var answer = HostMemory.Answer.nothing
    if !record.isHostAddress, let reason = finder.reason(for: host, match: nil) {
      let candidate = Candidate(host: host.text.lowercased(), reason: reason)
      answer = candidates.index(of: candidate).map { .candidate($0) } ?? .leftOut
    }
    memory.remember(answer, for: host)
    return answer
  }

  private mutating func count(
    _ candidate: Candidate, _ record: borrowing AccessRecord, _ line: Span<UInt8>
  ) {
    if let index = candidates.index(of: candidate) {
      count(index, record, line)
    } else {
      candidates.leaveOutAccess()
    }
  }

  private mutating func count(
    _ candidate: CandidateIndex, _ record: borrowing AccessRecord, _ line: Span<UInt8>
  ) {
    candidates.add(candidate, in: attribution.department(of: record, in: line), record.kind)
  }

  private mutating func block(_ refusal: borrowing AccessRecord, from line: Span<UInt8>) {
    let host = line.bytes(in: refusal.host)
    guard catalogue.match(host) != nil,
      let key = recentLookups.take(host, client: refusal.clientAddress(in: line))
    else { return }
    totals.block(oneOf: key)
  }
}
