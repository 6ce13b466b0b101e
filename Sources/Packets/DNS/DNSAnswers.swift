import Bytes

/// What the answer section says of the first question: the addresses at the end of its chain of
/// CNAMEs, in whatever order the records stand (RFC 1034, section 3.6.2).
///
/// A DNAME needs no reading of its own: its server sends the CNAME along (RFC 6672, section 3.1).
struct DNSAnswers: Sendable {
  static let maximumAddresses = 16
  /// Resolvers give up earlier.
  private static let maximumAliases = 16
  /// How many records are compared with the name; more are only stepped over.
  private static let maximumCompared = 64

  private(set) var addresses: [IPAddress] = []
  /// The last target of the chain in text; empty without a chain, or when no host can have that
  /// name.
  private(set) var canonicalName: ByteRange = .none
  /// Whether a service record holds keys for an encrypted ClientHello (RFC 9848).
  var offersECH = false
  private var aliases: [Alias] = []

  /// Where the two names of a CNAME stand in the message.
  private struct Alias {
    let owner: Int
    let target: Int
  }

  init() {
    addresses.reserveCapacity(Self.maximumAddresses)
    aliases.reserveCapacity(Self.maximumAliases)
  }

  mutating func reset() {
    addresses.removeAll(keepingCapacity: true)
    aliases.removeAll(keepingCapacity: true)
    canonicalName = .none
    offersECH = false
  }

  /// Reads `count` records from `start` on and gives the position behind them. Before an error,
  /// what the whole records say is taken.
  ///
  /// - Parameters:
  ///   - question: where the name asked for stands.
  ///   - names: what the text of `canonicalName` is appended to.
  mutating func read(
    _ message: Span<UInt8>, from start: Int, count: Int, question: Int, names: inout [UInt8]
  ) throws(DNSFault) -> Int {
    let section = gatherAliases(message, from: start, count: count)
    let name = try endOfChain(from: question, in: message)
    if name != question {
      let text = try NameText(at: name, in: message, appendingTo: &names)
      if text.isHostName { canonicalName = text.range }
    }
    try readAddresses(of: name, in: message, from: start, count: section.count)
    if let fault = section.fault { throw fault }
    return section.end
  }

  /// The whole records of a section.
  private struct Section {
    let count: Int
    let end: Int
    /// Why there are no more.
    let fault: DNSFault?
  }

  private mutating func gatherAliases(
    _ message: Span<UInt8>, from start: Int, count: Int
  ) -> Section {
    var records = RecordCursor(at: start)
    for index in 0..<count {
      do {
        try records.next(in: message)
        try noteAlias(records, in: message)
      } catch {
        return Section(count: index, end: records.position, fault: error)
      }
    }
    return Section(count: count, end: records.position, fault: nil)
  }

  private mutating func noteAlias(
    _ record: RecordCursor, in message: Span<UInt8>
  ) throws(DNSFault) {
    guard record.type == .cname, record.recordClass == RecordClass.internet,
      aliases.count < Self.maximumAliases
    else { return }
    let end = try NameLabels.end(ofNameIn: record.data, in: message)
    guard end == record.data.upperBound else { throw .malformed }
    aliases.append(Alias(owner: record.owner, target: record.data.lowerBound))
  }

  private mutating func readAddresses(
    of name: Int, in message: Span<UInt8>, from start: Int, count: Int
  ) throws(DNSFault) {
    var records = RecordCursor(at: start)
    for _ in 0..<min(count, Self.maximumCompared) {
      try records.next(in: message)
      guard Self.leadsToAddress(records), try NameLabels.areSame(records.owner, name, in: message)
      else { continue }
      try take(records, in: message)
      if addresses.count == Self.maximumAddresses { return }
    }
  }

  private func endOfChain(from question: Int, in message: Span<UInt8>) throws(DNSFault) -> Int {
    var name = question
    for _ in 0...aliases.count {
      guard let target = try target(of: name, in: message) else { return name }
      name = target
    }
    // More steps than aliases: the chain bites its tail.
    throw .malformed
  }

  private func target(of name: Int, in message: Span<UInt8>) throws(DNSFault) -> Int? {
    for alias in aliases where try NameLabels.areSame(alias.owner, name, in: message) {
      return alias.target
    }
    return nil
  }

  private static func leadsToAddress(_ record: RecordCursor) -> Bool {
    let isOfUse =
      record.type == .a || record.type == .aaaa || record.type == .https || record.type == .svcb
    return isOfUse && record.recordClass == RecordClass.internet
  }

  private mutating func take(
    _ record: RecordCursor, in message: Span<UInt8>
  ) throws(DNSFault) {
    switch record.type {
    case .a:
      guard record.data.count == 4 else { throw .malformed }
      takeIPv4(in: message, at: record.data.lowerBound)
    case .aaaa:
      guard record.data.count == 16 else { throw .malformed }
      takeIPv6(in: message, at: record.data.lowerBound)
    default:
      try takeService(in: message, at: record.data)
    }
  }

  mutating func takeIPv4(in message: Span<UInt8>, at position: Int) {
    guard let bits = message.bigEndian32(at: position) else { return }
    append(IPAddress(ipv4: bits))
  }

  mutating func takeIPv6(in message: Span<UInt8>, at position: Int) {
    guard let high = message.bigEndian64(at: position),
      let low = message.bigEndian64(at: position &+ 8)
    else { return }
    append(IPAddress(high: high, low: low))
  }

  private mutating func append(_ address: IPAddress) {
    guard addresses.count < Self.maximumAddresses else { return }
    addresses.append(address)
  }
}
