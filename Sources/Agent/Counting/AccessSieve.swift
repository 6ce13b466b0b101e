import AIServices
import Access
import Bytes
import Usage

/// Lets through the accesses that may matter, one in a hundred, and counts the others.
///
/// What it says of an access does not depend on other accesses, so blocks of a log can be sifted side
/// by side.
struct AccessSieve: Sendable {
  /// What was counted of the accesses that it held back.
  private(set) var coverage = Coverage()
  private var memory = HostMemory()
  private let finder: CandidateFinder
  private let catalogue: Catalogue

  init(catalogue: Catalogue, finder: CandidateFinder) {
    self.catalogue = catalogue
    self.finder = finder
  }

  /// Whether an access matters: it went to a service, or something speaks for AI. If not, it is
  /// counted.
  mutating func passes(
    _ record: borrowing AccessRecord, from line: Span<UInt8>, at time: Timestamp
  ) -> Bool {
    let host = line.bytes(in: record.host)
    let path = line.bytes(in: record.path)
    let found = found(host, isAddress: record.isHostAddress)
    if found == .candidate || CandidateFinder.apiPath(in: path) != nil { return true }
    // Of a host that is on a list, it depends on the path whether it matches.
    let match = catalogue.match(
      host, found == .listed ? catalogue.listing(of: host) : .none, path: path,
      userAgent: line.bytes(in: record.userAgent), port: record.port)
    guard match == nil else { return true }
    coverage.add(record.kind, at: time, isAddressOnly: record.isHostAddress)
    return false
  }

  /// What was counted since the last call.
  mutating func takeCoverage() -> Coverage {
    defer { coverage = Coverage() }
    return coverage
  }

  private enum Found: UInt16 {
    case nothing = 1
    case listed, candidate
  }

  private mutating func found(_ host: Span<UInt8>, isAddress: Bool) -> Found {
    let hash = memory.hash(of: host)
    if let known = memory.note(for: hash).flatMap(Found.init) { return known }
    let found = look(at: host, isAddress: isAddress)
    memory.remember(found.rawValue, for: hash)
    return found
  }

  private func look(at host: Span<UInt8>, isAddress: Bool) -> Found {
    guard catalogue.listing(of: host) == .none else { return .listed }
    return !isAddress && finder.reason(for: host, match: nil) != nil ? .candidate : .nothing
  }
}
