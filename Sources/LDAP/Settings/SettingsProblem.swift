/// What is wrong with the settings of a directory server, found before anything is sent.
package enum SettingsProblem: Error, Equatable, Sendable {
  case noURL
  case notAURL(String)
  case unknownScheme(String)
  case userInURL
  /// StartTLS is switched off for a server to which the password would cross a network.
  case unprotected(String)
  case emptyBase
  case emptyLogin
  /// The name of the setting.
  case filter(String)
  case characters(String)
  case range(String, ClosedRange<Int>)
}

extension SettingsProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noURL: "no server is named; write one such as ldaps://dc1.corp.example"
    case .notAURL(let text):
      "'\(text)' is no address of a server; write one such as ldaps://dc1.corp.example, without a "
        + "path: base and filters are settings of their own"
    case .unknownScheme(let scheme):
      "'\(scheme)' is no way to reach a directory; write ldaps://, ldap:// (with StartTLS) or ldapi://"
    case .userInURL:
      "names and passwords do not belong into the address of a server; name the account and the file "
        + "with its password in their own settings"
    case .unprotected(let url):
      "\(url) without StartTLS would send the password readably over the network; use ldaps://, or "
        + "leave StartTLS on"
    case .emptyBase:
      "the base is missing under which accounts and groups lie; write it like DC=corp,DC=example"
    case .emptyLogin:
      "the account is missing that reads the directory; write it like "
        + "CN=schattenki,OU=Services,DC=corp,DC=example"
    case .filter(let setting):
      "\(setting) is no filter; write it like (objectClass=person), with as many closing parentheses "
        + "as opening ones"
    case .characters(let setting): "\(setting) has control characters in it"
    case .range(let setting, let range):
      "\(setting) must be from \(range.lowerBound) to \(range.upperBound)"
    }
  }
}
