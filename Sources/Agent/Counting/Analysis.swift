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
  /// What came of the accesses that matter.
  private var coverageOfMatches = Coverage()
  private var attribution: Attribution
  private var recentLookups = RecentLookups()
  private var sieve: AccessSieve
  /// The places of candidates in `candidates`, or `leftOut`.
  private var candidateMemory = HostMemory()
  private let finder: CandidateFinder
  private let catalogue: Catalogue

  package init(catalogue: Catalogue, attribution: Attribution) {
    self.catalogue = catalogue
    self.attribution = attribution
    finder = CandidateFinder(catalogue)
    sieve = AccessSieve(catalogue: catalogue, finder: finder)
  }

  package var departments: DepartmentDirectory { attribution.departments }

  package var unassignedNetworks: UnassignedNetworks { attribution.unassignedNetworks }

  package var coverage: Coverage {
    var coverage = coverageOfMatches
    coverage.merge(sieve.coverage)
    return coverage
  }

  /// Takes in what one line said; neither line nor record is kept.
  ///
  /// - Parameter fallbackTime: the time of an access that has none.
  package mutating func add(
    _ decoded: Decoded, _ record: borrowing AccessRecord, from line: Span<UInt8>,
    fallbackTime: Timestamp
  ) {
    if decoded == .access,
      !sieve.passes(record, from: line, at: record.time ?? fallbackTime)
    {
      return
    }
    addSifted(decoded, record, from: line, fallbackTime: fallbackTime)
  }

  // MARK: Sifted elsewhere

  /// A sieve for the blocks of a log that are read side by side.
  func makeSieve() -> AccessSieve { AccessSieve(catalogue: catalogue, finder: finder) }

  /// Takes in what sieves held back.
  mutating func add(heldBack coverage: Coverage) { coverageOfMatches.merge(coverage) }

  /// Takes in a line that a sieve let through.
  mutating func addSifted(
    _ decoded: Decoded, _ record: borrowing AccessRecord, from line: Span<UInt8>,
    fallbackTime: Timestamp
  ) {
    switch decoded {
    case .access: addMatch(record, from: line, at: record.time ?? fallbackTime)
    case .refusedLookup: block(record, from: line)
    case .notAnAccess, .malformed: break
    }
  }

  // MARK: Accesses that matter

  private mutating func addMatch(
    _ record: borrowing AccessRecord, from line: Span<UInt8>, at time: Timestamp
  ) {
    coverageOfMatches.add(record.kind, at: time, isAddressOnly: record.isHostAddress)
    let host = line.bytes(in: record.host)
    let match = catalogue.match(
      host, catalogue.listing(of: host), path: line.bytes(in: record.path),
      userAgent: line.bytes(in: record.userAgent), port: record.port)
    guard let match else { return countCandidate(record, host, line, at: time) }
    if let reason = match.countsAsUse ? nil : finder.reason(for: host, match: match) {
      count(
        candidates.index(of: Candidate(host: host.text.lowercased(), reason: reason)), record, line,
        at: time)
    }
    if catalogue[match.service].category == .encryptedDNS {
      coverageOfMatches.addContact(withEncryptedDNS: match.service)
      return
    }
    let sighting = attribution.sighting(of: record, in: line, at: time, as: match)
    totals.add(sighting)
    if match.countsAsUse {
      if sighting.key.department == .notAssigned { coverageOfMatches.addAccessWithoutDepartment() }
    } else if match.isShared || !catalogue[match.service].category.isAI {
      coverageOfMatches.addAccess(withEmbeddedAI: match.service)
    } else {
      coverageOfMatches.addBackgroundContact()
    }
    if record.kind == .dns {
      recentLookups.add(host, client: record.clientAddress(in: line), key: sighting.key)
    }
  }

  /// Counts an access to a host that is on no list: a path says more than its name, and holds for
  /// hosts inside the company too.
  private mutating func countCandidate(
    _ record: borrowing AccessRecord, _ host: Span<UInt8>, _ line: Span<UInt8>, at time: Timestamp
  ) {
    if let reason = CandidateFinder.apiPath(in: line.bytes(in: record.path)) {
      let name = InternalHost.contains(host) ? nil : host.text.lowercased()
      count(candidates.index(of: Candidate(host: name, reason: reason)), record, line, at: time)
    } else {
      count(candidate(host), record, line, at: time)
    }
  }

  /// Nil for a candidate beyond the number that is kept.
  private mutating func candidate(_ host: Span<UInt8>) -> CandidateIndex? {
    let hash = candidateMemory.hash(of: host)
    if let known = candidateMemory.note(for: hash) {
      return known == Self.leftOut ? nil : CandidateIndex(position: Int32(known) - 2)
    }
    let index = finder.reason(for: host, match: nil).flatMap {
      candidates.index(of: Candidate(host: host.text.lowercased(), reason: $0))
    }
    // The most candidates that are kept are far fewer than a note can number.
    candidateMemory.remember(index.map { UInt16($0.position) + 2 } ?? Self.leftOut, for: hash)
    return index
  }

  private static let leftOut: UInt16 = 1

  private mutating func count(
    _ candidate: CandidateIndex?, _ record: borrowing AccessRecord, _ line: Span<UInt8>,
    at time: Timestamp
  ) {
    guard let candidate else { return candidates.leaveOutAccess() }
    let place = attribution.place(of: record, in: line, at: time)
    candidates.add(candidate, in: place.department, record.kind, by: place.person)
  }

  private mutating func block(_ refusal: borrowing AccessRecord, from line: Span<UInt8>) {
    let host = line.bytes(in: refusal.host)
    guard catalogue.match(host) != nil,
      let key = recentLookups.take(host, client: refusal.clientAddress(in: line))
    else { return }
    totals.block(oneOf: key)
  }
}
