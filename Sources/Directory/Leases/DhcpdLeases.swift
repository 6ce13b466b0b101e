import Bytes

/// Reads the lease database of ISC dhcpd (dhcpd.leases(5)), for IPv4
///
///     lease 10.1.2.3 {
///       starts 2 2026/11/17 08:00:00;
///       ends 2 2026/11/17 20:00:00;
///       binding state active;
///       hardware ethernet aa:bb:cc:dd:ee:ff;
///       client-hostname "pc-17";
///     }
///
/// and for IPv6, where `ia-na` and `ia-ta` blocks hold `iaaddr` blocks and the hardware address comes
/// from the client's unique identifier behind the association's four-byte number.
///
/// A record that is not `active` any more still says who had the address in its period.
struct DhcpdLeases {
  private var statements = DhcpdStatements()
  private var sequence = LeaseSequence()
  private var problems = LineProblems()
  /// The open blocks, outermost first.
  private var blocks: [Block] = []
  /// Where the outermost open block begins.
  private var outermostLine = 1

  private enum Block {
    case lease(DhcpdRecord)
    case association(hardware: HardwareAddress?, start: Timestamp?)
    /// A block that holds no lease.
    case other
  }

  static func recognizes(_ line: Span<UInt8>) -> Bool {
    line.starts(with: "lease ") || line.starts(with: "ia-na ") || line.starts(with: "ia-ta ")
      || line.starts(with: "ia-pd ") || line.starts(with: "server-duid ")
      || line.starts(with: "authoring-byte-order ") || line.starts(with: "failover peer ")
  }

  static func read(_ bytes: Span<UInt8>) -> LeaseReading {
    var reader = DhcpdLeases()
    while reader.statements.next(in: bytes) { reader.readStatement(in: bytes) }
    reader.abandonBlocks()
    return LeaseReading(leases: reader.sequence.leases, kind: .dhcpd, problems: reader.problems)
  }

  private mutating func readStatement(in bytes: Span<UInt8>) {
    let statement = statements.statement
    if statement.isBroken { problems.add(.unfinished, line: statement.line) }
    switch statement.end {
    case .opening: open(statement, in: bytes)
    case .closing:
      if !statement.words.isEmpty { problems.add(.form, line: statement.line) }
      close(statement.line)
    case .semicolon: set(statement, in: bytes)
    case .endOfFile: problems.add(.unfinished, line: statement.line)
    }
  }

  private mutating func open(_ statement: DhcpdStatement, in bytes: Span<UInt8>) {
    guard let first = statement.words.first, let last = statement.words.last else {
      problems.add(.form, line: statement.line)
      return push(.other, statement)
    }
    let keyword = bytes.extracting(first)
    let value = bytes.extracting(last)
    if keyword.equals("lease") {
      // No block holds one: the block before it lacks its end.
      abandonBlocks()
      push(.lease(DhcpdRecord(IPAddress(value), line: statement.line)), statement)
    } else if keyword.equals("ia-na") || keyword.equals("ia-ta") {
      abandonBlocks()
      let identifier = value.dhcpdText.dropFirst(4)
      let hardware = HardwareAddress(uniqueIdentifier: Array(identifier).span)
      push(.association(hardware: hardware, start: nil), statement)
    } else if keyword.equals("iaaddr"), case .association(let hardware, let start) = blocks.last {
      var record = DhcpdRecord(IPAddress(value), line: statement.line)
      record.hardware = hardware
      record.start = start
      push(.lease(record), statement)
    } else {
      if keyword.equals("ia-pd") { abandonBlocks() }
      count(otherBlock: keyword, statement.line)
      push(.other, statement)
    }
  }

  /// Blocks that dhcpd writes and that hold no lease of a machine; any other is a spoilt line.
  private mutating func count(otherBlock keyword: Span<UInt8>, _ line: Int) {
    if keyword.equals("iaprefix") { return problems.add(.delegatedPrefix, line: line) }
    let known: [StaticString] = [
      "ia-pd", "failover", "host", "group", "subgroup", "class", "subclass", "on", "if", "else",
      "elsif", "switch", "key", "zone",
    ]
    for name in known where keyword.equals(name) { return }
    problems.add(.form, line: line)
  }

  private mutating func push(_ block: Block, _ statement: DhcpdStatement) {
    if blocks.isEmpty { outermostLine = statement.line }
    blocks.append(block)
  }

  private mutating func abandonBlocks() {
    if !blocks.isEmpty { problems.add(.unfinished, line: outermostLine) }
    blocks.removeAll()
  }

  private mutating func close(_ line: Int) {
    switch blocks.popLast() {
    case .lease(let record): record.finish(&sequence, &problems)
    case nil: problems.add(.form, line: line)
    case .association, .other: break
    }
  }

  private mutating func set(_ statement: DhcpdStatement, in bytes: Span<UInt8>) {
    guard !statement.words.isEmpty, let block = blocks.popLast() else { return }
    switch block {
    case .lease(var record):
      record.set(statement, in: bytes, &problems)
      blocks.append(.lease(record))
    case .association(let hardware, var start):
      if bytes.extracting(statement.words[0]).equals("cltt") {
        let time = LeaseTime(dhcpd: statement.words.dropFirst(), in: bytes)
        if time == nil { problems.add(.time, line: statement.line) }
        start = time?.time
      }
      blocks.append(.association(hardware: hardware, start: start))
    case .other:
      blocks.append(.other)
    }
  }
}
