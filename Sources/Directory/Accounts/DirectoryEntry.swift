/// What one entry of a directory says, before names are joined. People's own names are never in it.
package struct DirectoryEntry {
  /// Where it begins in an export, or which entry of a server's it is; from 1.
  let line: Int
  var name: DistinguishedName?
  /// Of logon, without a domain.
  var accountNames: [[UInt8]] = []
  /// `anna@corp.example`, of logon.
  var principalNames: [[UInt8]] = []
  var mailAddresses: [[UInt8]] = []
  var department: String?
  var departmentNumber: String?
  var groups: [GroupName] = []
  /// Entries that are in this one, which is a group.
  var members: [EntryKey] = []
  /// Account names that are in this one.
  var memberNames: [[UInt8]] = []
  var identifier: SecurityIdentifier?
  /// The group of the same domain that `memberOf` leaves out in Active Directory.
  var primaryGroup: UInt32?
  var isGroup = false
  var isComputer = false
  var isDisabled = false

  init(line: Int) { self.line = line }

  /// - Parameter name: a distinguished name. One that cannot be read is counted.
  package init(line: Int, name: [UInt8], _ problems: inout LineProblems) {
    self.line = line
    self.name = DistinguishedName(name.span)
    if self.name == nil { problems.add(.distinguishedName, line: line) }
  }

  var hasNames: Bool {
    !(accountNames.isEmpty && principalNames.isEmpty && mailAddresses.isEmpty)
  }

  /// The department or its number or, without both, the organizational unit that the entry lies in.
  var departmentOrUnit: String? {
    department ?? departmentNumber ?? name?.value("ou").map { ExportValue($0).text }
  }
}

/// A group as a member names it.
struct GroupName {
  /// The same for every spelling.
  let key: EntryKey
  /// In lower case.
  let name: String

  init(_ name: DistinguishedName) {
    key = EntryKey(name)
    self.name = ExportValue(name.commonName).text.lowercased()
  }

  /// Takes the text for the name itself.
  private init(plain text: String) {
    name = text.lowercased()
    key = EntryKey(Array(name.utf8))
  }

  /// Reads a distinguished name or a plain one; nil for an empty one.
  init?(_ text: String) {
    let isDistinguished = text.utf8.count > 3 && text.prefix(3).lowercased() == "cn="
    let distinguished = isDistinguished ? DistinguishedName(Array(text.utf8).span) : nil
    self = distinguished.map { GroupName($0) } ?? GroupName(plain: text)
    if name.isEmpty { return nil }
  }
}
