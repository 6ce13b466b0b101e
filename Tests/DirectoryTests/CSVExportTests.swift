import Directory
import Testing

@Suite struct CSVExportTests {
  /// `Get-ADUser | Export-Csv` of Windows PowerShell 5.1 (Microsoft.PowerShell.Utility, Export-Csv):
  /// type line, everything in quotes, CRLF; a list that was not joined is written as its type.
  @Test func powerShellTablesAreRead() throws {
    let reading = directory(try fixture("powershell.csv"))
    #expect(reading.kind == .csv)
    #expect(
      account("anna", in: reading)
        == DirectoryAccount(
          department: "Sales, North", groups: ["ki-pilot", "sales, north"], isDisabled: false))
    #expect(account("bernd", in: reading)?.isDisabled == true)
    #expect(account("carla@corp.example", in: reading)?.department == "IT \"Ops\"")
    #expect(account("carla", in: reading)?.groups == ["admins", "ki-pilot"])
    #expect(summary(reading.problems) == ["missingValue:4"])
  }

  @Test(arguments: [true, false])
  func utf16IsReadLikeUTF8(_ isLittleEndian: Bool) throws {
    let bytes = try fixture("deutsch.csv")
    let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
    let units = [0xFEFF] + Array(text.utf16)
    let wide = units.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
      return isLittleEndian ? [low, high] : [high, low]
    }
    let reading = directory(wide)
    #expect(reading.accounts.places == directory(bytes).accounts.places)
    #expect(account("jürgen", in: reading)?.groups == ["einkauf", "ki-pilot"])
    #expect(reading.problems.isEmpty)
    #expect(summary(directory(wide + [0x41]).problems) == ["encoding:1"])
  }

  /// RFC 4180 with semicolons, as Excel writes it in German; a byte order mark, a value over two lines
  /// and two rows of one account.
  @Test func germanTablesAreRead() throws {
    let reading = directory(try fixture("deutsch.csv"))
    #expect(names(["anna", "juergen@corp.example", "jürgen"], of: reading))
    #expect(account("JÜRGEN", in: reading)?.department == "Einkauf")
    #expect(account("jürgen", in: reading)?.groups == ["einkauf", "ki-pilot"])
    #expect(account("anna", in: reading)?.groups == ["ki-pilot", "vertrieb"])
    #expect(reading.problems.isEmpty)
  }

  @Test func tabsAndWindows1252AreRead() {
    let reading = directory(
      Array("uid\tAbteilung\nanna\tB".utf8) + [0xFC] + Array("ro\n".utf8))
    #expect(account("anna", in: reading)?.department == "Büro")
    #expect(summary(reading.problems) == ["encoding:2"])
  }

  /// csvde writes `DN` first; computers and groups are in the same table.
  @Test func csvdeTablesHaveUnitsAndClasses() {
    let reading = directory(
      """
      DN,objectClass,sAMAccountName,userAccountControl
      "CN=Anna,OU=Sales,DC=a",user,anna,514
      "CN=PC,OU=Sales,DC=a",computer,PC$,4096
      "CN=G,OU=Sales,DC=a",group,g,

      """)
    #expect(
      account("anna", in: reading)
        == DirectoryAccount(department: "Sales", groups: [], isDisabled: true))
    #expect(reading.accounts.count == 1)
    #expect(summary(reading.problems) == ["notAnAccount*2:3"])
  }

  @Test func aTableWithoutAccountsIsUnknown() {
    #expect(directory("").kind == .unknown)
    #expect(directory("").problems.isEmpty)
    #expect(directory("Name,Telefon\nAnna,1\n").kind == .unknown)
    #expect(summary(directory("\n\nName,Telefon\nAnna,1\n").problems) == ["unknownFile:3"])
  }

  @Test(arguments: [
    ("bernd", "form:3"),
    ("bernd,a,b", "form:3"),
    ("\"bernd\"x,a", "form:3"),
    (",a", "notAnAccount:3"),
    ("\"bernd,a", "unfinished:3"),
    ("Anna,Other", "duplicate:3"),
  ])
  func badRowsAreCounted(_ row: String, _ problem: String) {
    let reading = directory("uid,department\nanna,Sales\n\(row)\ncarla,IT\n")
    #expect(summary(reading.problems) == [problem])
    #expect(account("carla", in: reading)?.department == "IT")
    #expect(account("anna", in: reading)?.department == "Sales")
  }

  @Test func aLastLineWithoutItsEndIsReadAndCounted() {
    let reading = directory("uid\nanna\nbernd")
    #expect(names(["anna", "bernd"], of: reading))
    #expect(summary(reading.problems) == ["cutEnd:3"])
  }

  @Test(arguments: [
    ("CN=A\\;B,OU=x;CN=C", ["a;b", "c"]),
    ("A|B;C\n D ;;", ["a", "b", "c", "d"]),
    ("Cn=A\\, B,DC=x|cn", ["a, b", "cn"]),
    ("ends with \\", ["ends with \\"]),
  ])
  func severalGroupsStandInOneField(_ field: String, _ groups: [String]) {
    let reading = directory("uid,memberOf\nanna,\"\(field)\"\n")
    #expect(account("anna", in: reading)?.groups == groups)
    #expect(reading.problems.isEmpty)
  }

  @Test func aMailAddressThatIsSharedJoinsNobody() {
    let reading = directory("uid,mail,department\nanna,info@a,A\nbernd,info@a,B\n")
    #expect(account("anna", in: reading)?.department == "A")
    #expect(account("bernd", in: reading)?.department == "B")
    #expect(summary(reading.problems) == ["duplicate:3"])
  }

  @Test func quotesThatNeverEndDoNotTakeQuadraticTime() {
    let rows = String(repeating: "x\",\"\"\"\n", count: 100_000)
    let clock = ContinuousClock()
    let time = clock.measure { _ = directory("uid,department\n\(rows)") }
    #expect(time < .seconds(30))
  }
}
