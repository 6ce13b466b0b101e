import Bytes

/// Reads directory entries as LDIF (RFC 2849), as ldapsearch, slapcat and ldifde write them.
///
/// Accounts are entries with `sAMAccountName`, `uid`, `userPrincipalName` or `mail`. Groups are entries
/// of a group's class; `memberOf` of their members and their own `member`, `uniqueMember` and
/// `memberUid` mean the same, and groups in groups count for the members of both.
struct LDIFExport {
  private var lines = LDIFLines()
  private var builder: AccountBuilder
  private var problems: LineProblems
  private var entry: DirectoryEntry?
  private var isChange = false

  static func recognizes(_ line: Span<UInt8>) -> Bool {
    line.contains(lowercase: Array("dn:".utf8), at: 0)
  }

  static func read(
    _ bytes: Span<UInt8>, _ key: AccountNameKey, _ problems: LineProblems
  ) -> DirectoryReading {
    var reader = LDIFExport(key, problems)
    while reader.lines.next(in: bytes) { reader.readLine() }
    reader.finishEntry()
    if bytes.endsWithinLine { reader.problems.add(.cutEnd, line: reader.lines.line) }
    let accounts = reader.builder.finish(&reader.problems)
    return DirectoryReading(accounts: accounts, kind: .ldif, problems: reader.problems)
  }

  private init(_ key: AccountNameKey, _ problems: LineProblems) {
    builder = AccountBuilder(key: key)
    self.problems = problems
  }

  private mutating func readLine() {
    let text = lines.text
    guard let first = text.first else { return finishEntry() }
    if first == ASCII.number || isChange { return }
    guard let colon = text.firstIndex(of: ASCII.colon), colon > 0, first != ASCII.space else {
      return problems.add(.form, line: lines.line)
    }
    // Options such as `;binary` and `;range=0-1499` (RFC 4512, section 2.5) do not matter here.
    let description = text[..<colon]
    let end = description.firstIndex(of: UInt8(ascii: ";")) ?? colon
    let attribute = Array(description[..<end])
    let name = String(decoding: attribute, as: UTF8.self).lowercased()
    if name == "dn" {
      begin(text, colon)
    } else if name == "changetype" || name == "control" {
      isChange = true
    } else if entry == nil {
      if name != "version" { problems.add(.form, line: lines.line) }
    } else if let attribute = EntryAttribute(name: attribute), let value = value(text, colon) {
      entry?.add(attribute, value, line: lines.line, &problems)
    }
  }

  private mutating func begin(_ text: [UInt8], _ colon: Int) {
    // The blank line between two entries is missing.
    finishEntry()
    if let name = value(text, colon) {
      entry = DirectoryEntry(line: lines.line, name: name, &problems)
    } else {
      entry = DirectoryEntry(line: lines.line)
    }
  }

  private mutating func finishEntry() {
    if isChange {
      problems.add(.changeRecord, line: entry?.line ?? lines.line)
    } else if let entry {
      builder.add(entry, &problems)
    }
    entry = nil
    isChange = false
  }

  /// The value behind `:`, or behind `::` in Base64; nil, and counted, when it stands elsewhere (`:<`)
  /// or cannot be read.
  private mutating func value(_ text: [UInt8], _ colon: Int) -> [UInt8]? {
    var start = colon + 1
    let marker = start < text.count ? text[start] : ASCII.space
    if marker == ASCII.lessThan {
      problems.add(.missingValue, line: lines.line)
      return nil
    }
    if marker == ASCII.colon { start += 1 }
    while start < text.count, text[start] == ASCII.space { start += 1 }
    let written = text[start...]
    guard marker == ASCII.colon else { return Array(written) }
    let decoded = Array(written).span.base64Decoded
    if decoded == nil { problems.add(.encoding, line: lines.line) }
    return decoded
  }
}
