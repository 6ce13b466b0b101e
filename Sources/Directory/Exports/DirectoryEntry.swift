/// What one entry of an export says, before names are joined. People's own names are never in it.
struct DirectoryEntry {
  /// Where it begins, from 1.
  let line: Int
  var name: DistinguishedName?
  /// Of logon, without a domain.
  var accountNames: [[UInt8]] = []
  /// `anna@corp.example`, of logon.
  var principalNames: [[UInt8]] = []
  var mailAddresses: [[UInt8]] = []
  var department: String?
  var groups: [GroupName] = []
  /// Entries that are in this one, which is a group.
  var members: [DistinguishedName] = []
  /// Account names that are in this one.
  var memberNames: [[UInt8]] = []
  var isGroup = false
  var isComputer = false
  var isDisabled = false

  init(line: Int) { self.line = line }

  var hasNames: Bool {
    !(accountNames.isEmpty && principalNames.isEmpty && mailAddresses.isEmpty)
  }
}

/// A group as a member names it.
struct GroupName {
  /// The same for every spelling.
  let key: [UInt8]
  /// In lower case.
  let name: String

  init(_ name: DistinguishedName) {
    key = name.key
    self.name = ExportValue(name.commonName).text.lowercased()
  }

  /// Takes the text for the name itself.
  private init(plain text: String) {
    name = text.lowercased()
    key = Array(name.utf8)
  }

  /// Reads a distinguished name or a plain one; nil for an empty one.
  init?(_ text: String) {
    let isDistinguished = text.utf8.count > 3 && text.prefix(3).lowercased() == "cn="
    let distinguished = isDistinguished ? DistinguishedName(Array(text.utf8).span) : nil
    self = distinguished.map { GroupName($0) } ?? GroupName(plain: text)
    if name.isEmpty { return nil }
  }
}
