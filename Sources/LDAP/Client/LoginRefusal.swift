/// Why Active Directory refused a login: the Windows error code in what it writes beside result 49,
/// `80090308: LdapErr: DSID-0C09041C, comment: AcceptSecurityContext error, data 52e, v4f7c`.
enum LoginRefusal {
  /// In words; nil when the server is another, or the code is none of logon (MS-ERREF, section 2.2).
  static func words(in diagnostic: String) -> String? {
    guard diagnostic.contains("AcceptSecurityContext"),
      let place = diagnostic.firstRange(of: "data ")
    else { return nil }
    let code = diagnostic[place.upperBound...].prefix { $0.isHexDigit }
    switch code.lowercased() {
    case "525": return "no such account"
    case "52e": return "wrong password"
    case "530": return "not permitted at this time"
    case "531": return "not permitted from this machine"
    case "532": return "the password has expired"
    case "533": return "the account is disabled"
    case "701": return "the account has expired"
    case "773": return "the password must be changed"
    case "775": return "the account is locked"
    default: return nil
    }
  }
}
