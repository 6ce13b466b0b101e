import Bytes

/// Reads accounts from a table in text: `Get-ADUser | Export-Csv`, csvde, or one written by hand.
///
/// The separator is the comma, semicolon or tab that the first line has most of. `#TYPE`, which Windows
/// PowerShell writes before the first line, is passed over. Several groups in one field stand between
/// `;`, `|` or line ends; an account may also have several rows.
struct CSVExport {
  private var records: CSVRecords
  private var columns: [(column: CSVColumn, place: Int)] = []
  private var width = 0
  private var builder: AccountBuilder
  private var problems: LineProblems

  /// - Parameter bytes: UTF-8 without a byte order mark.
  static func read(
    _ bytes: Span<UInt8>, _ key: AccountNameKey, _ problems: LineProblems
  ) -> DirectoryReading {
    var reader = CSVExport(bytes, key, problems)
    guard reader.readHeader(in: bytes) else {
      reader.problems.add(.unknownFile, line: max(1, reader.records.line))
      return DirectoryReading(
        accounts: reader.builder.finish(&reader.problems), kind: .unknown,
        problems: reader.problems)
    }
    while reader.records.next(in: bytes) { reader.readRow() }
    if bytes.endsWithinLine { reader.problems.add(.cutEnd, line: reader.records.line) }
    let accounts = reader.builder.finish(&reader.problems)
    return DirectoryReading(accounts: accounts, kind: .csv, problems: reader.problems)
  }

  private init(_ bytes: Span<UInt8>, _ key: AccountNameKey, _ problems: LineProblems) {
    builder = AccountBuilder(key: key)
    self.problems = problems
    var position = 0
    var start = 0
    var number = 0
    var header = 0..<0
    while let line = bytes.nextLine(at: &position) {
      number += 1
      header = line
      let isSkipped = line.isEmpty || bytes.extracting(line).starts(with: "#TYPE")
      if !isSkipped { break }
      start = position
    }
    records = CSVRecords(
      separator: Self.separator(of: bytes.extracting(header)), at: start, line: max(1, number))
  }

  private static func separator(of header: Span<UInt8>) -> UInt8 {
    func count(_ byte: UInt8) -> Int {
      var count = 0
      for index in header.indices where header[index] == byte { count += 1 }
      return count
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), ASCII.tab]
    return candidates.max { count($0) < count($1) } ?? UInt8(ascii: ",")
  }

  /// Whether the first line names a column by which accounts are known.
  private mutating func readHeader(in bytes: Span<UInt8>) -> Bool {
    guard records.next(in: bytes), records.problem == nil else { return false }
    width = records.count
    for place in 0..<records.count {
      if let column = CSVColumn(records.field(place)) { columns.append((column, place)) }
    }
    return columns.contains { [.accountName, .principalName, .mail].contains($0.column) }
  }

  private mutating func readRow() {
    if records.isEmpty { return }
    if let problem = records.problem { return problems.add(problem, line: records.line) }
    guard records.count == width else { return problems.add(.form, line: records.line) }
    var entry = DirectoryEntry(line: records.line)
    for (column, place) in columns {
      let value = ExportValue(records.field(place))
      if !value.isUTF8 { problems.add(.encoding, line: records.line) }
      if !value.text.isEmpty { set(column, value.text, of: &entry) }
    }
    if entry.isGroup {
      // A table does not say who is in a group.
      problems.add(.notAnAccount, line: records.line)
    } else {
      builder.add(entry, &problems)
    }
  }

  private mutating func set(_ column: CSVColumn, _ text: String, of entry: inout DirectoryEntry) {
    let name = Array(text.utf8)
    switch column {
    case .accountName: entry.accountNames.append(name)
    case .principalName: entry.principalNames.append(name)
    case .mail: entry.mailAddresses.append(name)
    case .department: entry.department = entry.department ?? text
    case .groups: entry.groups += groups(text)
    case .distinguishedName:
      entry.name = DistinguishedName(name.span)
      if entry.name == nil { problems.add(.distinguishedName, line: records.line) }
    case .objectClass:
      for part in text.lowercased().split(separator: ";") {
        entry.addClass(String(part))
      }
    case .accountControl:
      guard let control = AccountControl(text) else {
        return problems.add(.form, line: records.line)
      }
      if control.isDisabled { entry.isDisabled = true }
    case .enabled:
      if ["false", "falsch", "nein", "no", "0"].contains(text.lowercased()) {
        entry.isDisabled = true
      }
    }
  }

  private mutating func groups(_ text: String) -> [GroupName] {
    // What Export-Csv writes for a list that was not joined is the name of its type.
    let isTypeName = text.hasPrefix("Microsoft.ActiveDirectory.") || text.hasPrefix("System.")
    if isTypeName, text.hasSuffix("Collection") || text.hasSuffix("]") {
      problems.add(.missingValue, line: records.line)
      return []
    }
    return Self.parts(Array(text.utf8)).compactMap { GroupName(ExportValue($0).text) }
  }

  /// Splits at `;`, `|` and line ends, but not behind the backslash that escapes one in a
  /// distinguished name.
  private static func parts(_ text: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in text {
      let isSeparator =
        byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|") || byte == ASCII.lineFeed
      if isSeparator, !isEscaped {
        parts.append([])
      } else {
        parts[parts.count - 1].append(byte)
      }
      isEscaped = byte == ASCII.backslash && !isEscaped
    }
    return parts
  }
}
