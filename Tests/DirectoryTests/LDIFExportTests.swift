import Directory
import Testing

@Suite struct LDIFExportTests {
  /// RFC 2849 (folding, Base64, comments, change records) with the attributes of Active Directory and,
  /// for `posixGroup`, RFC 2307.
  @Test func entriesBecomeAccounts() throws {
    let reading = directory(try fixture("directory.ldif"))
    #expect(reading.kind == .ldif)
    #expect(
      names(
        ["anna", "anna.meier@corp.example", "anna.meier@example.com", "jürgen"], of: reading))
    #expect(reading.accounts.count == 2)
    #expect(
      account("anna", in: reading)
        == DirectoryAccount(
          department: "Vertrieb Nord",
          groups: ["all sales", "everybody", "ki-pilot", "linux", "sales, north"],
          isDisabled: false))
    #expect(
      account("JÜRGEN", in: reading)
        == DirectoryAccount(
          department: "Einkauf", groups: ["all sales", "everybody"], isDisabled: true))
    #expect(
      summary(reading.problems) == ["notAnAccount*2:26", "changeRecord:51", "unknownMember:36"])
  }

  @Test func linesMayEndInCRLF() throws {
    let unix = try fixture("directory.ldif")
    let windows = unix.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    #expect(directory(windows).accounts.places == directory(unix).accounts.places)
    #expect(summary(directory(windows).problems) == summary(directory(unix).problems))
  }

  @Test(arguments: ["anna", "ANNA", "CORP\\Anna", "Anna@corp.example", "anna.meier@CORP.example"])
  func anAccountIsFoundByEachOfItsNames(_ name: String) throws {
    let reading = directory(try fixture("directory.ldif"))
    #expect(account(name, in: reading)?.department == "Vertrieb Nord")
  }

  @Test(arguments: ["", "@", "\\", "bernd", "pc-17$", "salesnorth", "meier"])
  func otherNamesAreUnknown(_ name: String) throws {
    let reading = directory(try fixture("directory.ldif"))
    #expect(account(name, in: reading) == nil)
  }

  @Test func groupsAreGivenForAnAccount() throws {
    let accounts = directory(try fixture("directory.ldif")).accounts
    let (known, unknown) = (Array("jürgen".utf8), Array("nobody".utf8))
    let (groups, none) = (accounts.groups(of: known.span), accounts.groups(of: unknown.span))
    let department = accounts.department(of: known.span)
    #expect(groups == ["all sales", "everybody"])
    #expect(none.isEmpty)
    #expect(department == "Einkauf")
  }

  @Test func aPrincipalNameIsFoundWithoutItsDomainUnlessTwoHaveIt() {
    let reading = directory(
      """
      dn: CN=1,DC=a
      userPrincipalName: anna@a.example

      dn: CN=2,DC=b
      userPrincipalName: bernd@a.example

      dn: CN=3,DC=b
      userPrincipalName: bernd@b.example
      department: B

      """)
    #expect(account("CORP\\anna", in: reading) != nil)
    #expect(account("bernd", in: reading) == nil)
    #expect(account("bernd@b.example", in: reading)?.department == "B")
  }

  @Test func groupsThatContainEachOtherComeToAnEnd() {
    let count = 2000
    var text = "dn: CN=anna\nuid: anna\nmemberOf: CN=g0\n\n"
    for index in 0..<count {
      text += "dn: CN=g\(index)\nobjectClass: group\nmemberOf: CN=g\((index + 1) % count)\n"
      text += "member: CN=g\(index)\n\n"
    }
    #expect(account("anna", in: directory(text))?.groups.count == count)
  }

  @Test func anEntryWithAnotherDistinguishedNameKeepsItsOwnAccount() {
    let reading = directory(
      """
      dn: CN=1,DC=a
      uid: anna
      department: A

      dn: CN=2,DC=a
      uid: anna
      mail: other@a.example
      department: B

      """)
    #expect(account("anna", in: reading)?.department == "A")
    #expect(account("other@a.example", in: reading)?.department == "B")
    #expect(summary(reading.problems) == ["duplicate:5"])
  }

  /// Active Directory leaves the primary group out of `memberOf` (MS-ADA3, section 2.126); the
  /// identifiers are S-1-5-21-1-2-3 with 1104 for the account and 513 for the group.
  @Test func thePrimaryGroupIsFoundByItsIdentifier() {
    let reading = directory(
      """
      dn: CN=Anna,DC=a
      sAMAccountName: anna
      primaryGroupID: 513
      objectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAUAQAAA==

      dn: CN=Bernd,DC=a
      sAMAccountName: bernd
      primaryGroupID: 514
      objectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAUQQAAA==

      dn: CN=Domain Users,DC=a
      objectClass: group
      objectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAAQIAAA==
      memberOf: CN=Users,DC=a

      """)
    #expect(account("anna", in: reading)?.groups == ["domain users", "users"])
    #expect(account("bernd", in: reading)?.groups == [])
    #expect(summary(reading.problems) == ["unknownMember:6"])
  }

  /// RFC 2798, section 2.3.
  @Test(arguments: [
    ("departmentNumber: 4711", "4711"),
    ("departmentNumber: 4711\ndepartment: Sales", "Sales"),
    ("objectClass: person", "Unit"),
  ])
  func theDepartmentIsWrittenOrNumberedOrAUnit(_ lines: String, _ department: String) {
    let reading = directory("dn: CN=1,OU=Unit,DC=a\nuid: anna\n\(lines)\n")
    #expect(account("anna", in: reading)?.department == department)
  }

  @Test(arguments: [
    ("no colon", "form:3"),
    ("objectSid:: AQUAAAAAAAUVAAAA", "form:3"),
    ("objectSid:: AAAA", "form:3"),
    ("primaryGroupID: -1", "form:3"),
    (": value", "form:3"),
    ("sAMAccountName:: A", "encoding:3"),
    ("sAMAccountName:: QQ=A", "encoding:3"),
    ("mail:< file:///etc/passwd", "missingValue:3"),
    ("memberOf: Sales", "distinguishedName:3"),
    ("userAccountControl: 99999999999999999999", "form:3"),
    ("objectClass: computer", "notAnAccount:1"),
    ("changetype: delete", "changeRecord:1"),
    ("dn: nonsense", "distinguishedName:3"),
  ])
  func badLinesAreCounted(_ line: String, _ problem: String) {
    let reading = directory(
      "dn: CN=1,DC=a\nuid: anna\n\(line)\nuid: x\n\ndn: CN=2\nuid: bernd\n")
    #expect(summary(reading.problems) == [problem])
    #expect(account("bernd", in: reading) != nil)
  }

  /// RFC 4514, sections 2.4 and 4.
  @Test(arguments: [
    ("CN=Sales\\, North,DC=a", "sales, north"),
    ("cn = Sales\\2c North , dc=a", "sales, north"),
    ("CN=\"Sales, North\",DC=a", "sales, north"),
    ("CN=J\\C3\\BCrgen\\ ,DC=a", "jürgen"),
    ("OU=Units,DC=a", "units"),
    ("UID=7+CN=Both,DC=a", "both"),
    ("2.5.4.3=dotted", "dotted"),
  ])
  func aGroupIsNamedByItsFirstCommonName(_ name: String, _ expected: String) {
    let reading = directory("dn: CN=1\nuid: anna\nmemberOf: \(name)\n")
    #expect(account("anna", in: reading)?.groups == [expected])
  }
}
