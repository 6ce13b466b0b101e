/// The attributes of a directory's entries that are read, and no others: those of Active Directory
/// (MS-ADA1 to 3), RFC 4519, RFC 4524, RFC 2307 and RFC 2798. Names of people are not among them.
package enum EntryAttribute: String, Sendable {
  case accountName = "samaccountname"
  case uid
  case principalName = "userprincipalname"
  case mail
  case department
  case departmentNumber = "departmentnumber"
  case memberOf = "memberof"
  case member
  case uniqueMember = "uniquemember"
  case memberUid = "memberuid"
  case objectClass = "objectclass"
  case accountControl = "useraccountcontrol"
  case primaryGroup = "primarygroupid"
  case securityIdentifier = "objectsid"

  /// - Parameter name: in either case, without options.
  package init?(name: [UInt8]) {
    self.init(rawValue: String(decoding: name, as: UTF8.self).lowercased())
  }
}

extension DirectoryEntry {
  /// Takes one value of an attribute. What cannot be read is counted and left out.
  ///
  /// - Parameter line: for the problems; nil: that of the entry.
  package mutating func add(
    _ attribute: EntryAttribute, _ bytes: [UInt8], line: Int? = nil,
    _ problems: inout LineProblems
  ) {
    let line = line ?? self.line
    if attribute == .securityIdentifier {
      identifier = SecurityIdentifier(bytes)
      if identifier == nil { problems.add(.form, line: line) }
      return
    }
    let value = ExportValue(bytes)
    if !value.isUTF8 { problems.add(.encoding, line: line) }
    guard !value.text.isEmpty else { return }
    let name = Array(value.text.utf8)
    switch attribute {
    case .accountName, .uid: accountNames.append(name)
    case .principalName: principalNames.append(name)
    case .mail: mailAddresses.append(name)
    case .department: if department == nil { department = value.text }
    case .departmentNumber: if departmentNumber == nil { departmentNumber = value.text }
    case .memberUid: memberNames.append(name)
    case .memberOf:
      if let group = distinguishedName(name, line, &problems) { groups.append(GroupName(group)) }
    case .member, .uniqueMember:
      if let member = distinguishedName(name, line, &problems) { members.append(EntryKey(member)) }
    case .objectClass: addClass(value.text.lowercased())
    case .accountControl:
      guard let control = AccountControl(value.text) else { return problems.add(.form, line: line) }
      isDisabled = control.isDisabled
    case .primaryGroup:
      primaryGroup = UInt32(value.text)
      if primaryGroup == nil { problems.add(.form, line: line) }
    case .securityIdentifier: break
    }
  }

  private func distinguishedName(
    _ text: [UInt8], _ line: Int, _ problems: inout LineProblems
  ) -> DistinguishedName? {
    let name = DistinguishedName(text.span)
    if name == nil { problems.add(.distinguishedName, line: line) }
    return name
  }

  mutating func addClass(_ name: String) {
    switch EntryClass(name) {
    case .group: isGroup = true
    case .computer: isComputer = true
    case nil: break
    }
  }
}
