import Bytes

/// What a column of an exported table holds, by its name in the first line: as Active Directory,
/// PowerShell, csvde and administrators write it, in English and German.
enum CSVColumn: CaseIterable {
  case accountName
  case principalName
  case mail
  case department
  case groups
  case distinguishedName
  case objectClass
  case accountControl
  case enabled

  /// Nil for a column that is not read. Case, blanks, `-` and `_` do not matter.
  init?(_ header: [UInt8]) {
    let letters = ExportValue(header).text.lowercased().filter { !" -_".contains($0) }
    guard let column = Self.allCases.first(where: { $0.names.contains(letters) }) else {
      return nil
    }
    self = column
  }

  private var names: [String] {
    switch self {
    case .accountName:
      [
        "samaccountname", "uid", "user", "username", "account", "accountname", "login", "loginname",
        "logonname", "benutzer", "benutzername", "anmeldename", "benutzeranmeldename",
        "benutzerkennung", "kontoname", "konto", "kennung",
      ]
    case .principalName: ["userprincipalname", "upn", "benutzerprinzipalname"]
    case .mail: ["mail", "email", "emailaddress", "emailadresse"]
    case .department: ["department", "dept", "abteilung"]
    case .groups:
      [
        "memberof", "group", "groups", "groupname", "gruppe", "gruppen", "gruppenname",
        "gruppenmitgliedschaft", "gruppenmitgliedschaften", "mitgliedvon",
      ]
    case .distinguishedName: ["distinguishedname", "dn"]
    case .objectClass: ["objectclass"]
    case .accountControl: ["useraccountcontrol"]
    case .enabled: ["enabled", "accountenabled", "aktiviert"]
    }
  }
}
