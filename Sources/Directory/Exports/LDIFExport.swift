import Bytes

/// Reads directory entries as LDIF (RFC 2849), as ldapsearch, slapcat and ldifde write them.
///
/// Accounts are entries with `sAMAccountName`, `uid`, `userPrincipalName` or `mail`. Groups are entries
/// of a group's class; `memberOf` of their members and their own `member`, `uniqueMember` and
/// `memberUid` mean the same, and groups in groups count for the members of both.
struct LDIFExport {
  private var lines = LDIFLines()
  private var builder = AccountBuilder()
  private var problems: LineProblems
  private var entry: DirectoryEntry?
  private var isChange = false

  static func recognizes(_ line: Span<UInt8>) -> Bool {
    line.contains(lowercase: Array("dn:".utf8), at: 0)
  }

  static func read(_ bytes: Span<UInt8>, _ problems: LineProblems) -> DirectoryReading {
    var reader = LDIFExport(problems: problems)
    while reader.lines.next(in: bytes) { reader.readLine() }
    reader.finishEntry()
    if bytes.endsWithinLine { reader.problems.add(.cutEnd, line: reader.lines.line) }
    let accounts = reader.builder.finish(&reader.problems)
    return DirectoryReading(accounts: accounts, kind: .ldif, problems: reader.problems)
  }

  private init(problems: LineProblems) { self.problems = problems }

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
    let name = String(decoding: description[..<end], as: UTF8.self).lowercased()
    if name == "dn" {
      begin(text, colon)
    } else if name == "changetype" || name == "control" {
      isChange = true
    } else if entry == nil {
      if name != "version" { problems.add(.form, line: lines.line) }
    } else if let attribute = Attribute(rawValue: name), let value = value(text, colon) {
      set(attribute, value)
    }
  }

  private mutating func begin(_ text: [UInt8], _ colon: Int) {
    // The blank line between two entries is missing.
    finishEntry()
    var entry = DirectoryEntry(line: lines.line)
    if let value = value(text, colon) {
      entry.name = DistinguishedName(value.span)
      if entry.name == nil { problems.add(.distinguishedName, line: lines.line) }
    }
    self.entry = entry
  }

  private mutating func finishEntry() {
    if isChange {
      problems.add(.changeRecord, line: entry?.line ?? lines.line)
    } else if var entry {
      entry.department =
        entry.department ?? entry.name?.value("ou").map { ExportValue($0).text }
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

extension LDIFExport {
  /// The attributes that are read, and no others.
  private enum Attribute: String {
    case accountName = "samaccountname"
    case uid
    case principalName = "userprincipalname"
    case mail
    case memberOf = "memberof"
    case member
    case uniqueMember = "uniquemember"
    case memberUid = "memberuid"
    case department
    case objectClass = "objectclass"
    case accountControl = "useraccountcontrol"
  }

  private mutating func set(_ attribute: Attribute, _ bytes: [UInt8]) {
    let value = ExportValue(bytes)
    if !value.isUTF8 { problems.add(.encoding, line: lines.line) }
    guard !value.text.isEmpty else { return }
    let name = Array(value.text.utf8)
    switch attribute {
    case .accountName, .uid: entry?.accountNames.append(name)
    case .principalName: entry?.principalNames.append(name)
    case .mail: entry?.mailAddresses.append(name)
    case .department: if entry?.department == nil { entry?.department = value.text }
    case .memberUid: entry?.memberNames.append(name)
    case .memberOf:
      if let group = distinguishedName(name) { entry?.groups.append(GroupName(group)) }
    case .member, .uniqueMember:
      if let member = distinguishedName(name) { entry?.members.append(member) }
    case .objectClass: setClass(value.text.lowercased())
    case .accountControl:
      guard let control = AccountControl(value.text) else {
        return problems.add(.form, line: lines.line)
      }
      entry?.isDisabled = control.isDisabled
    }
  }

  private mutating func distinguishedName(_ text: [UInt8]) -> DistinguishedName? {
    let name = DistinguishedName(text.span)
    if name == nil { problems.add(.distinguishedName, line: lines.line) }
    return name
  }

  private mutating func setClass(_ name: String) {
    switch EntryClass(name) {
    case .group: entry?.isGroup = true
    case .computer: entry?.isComputer = true
    case nil: break
    }
  }
}
