/// How a directory server is reached and read. Made only when nothing is wrong with it.
package struct ServerSettings: Sendable {
  /// When a connection to `ldap://` is encrypted before the password is sent (RFC 4511, section 4.14).
  package enum StartTLS: Sendable {
    /// Always but for this machine's own server. The standard.
    case exceptForThisMachine
    case always
    /// Only possible with servers on this machine.
    case never
  }

  /// What is too much for memory, or can only be an error. A read that meets one fails.
  package struct Limits: Sendable {
    package var accounts = 1_000_000
    package var groups = 200_000
    /// Of accounts and groups in groups, as often as the server names them.
    package var memberships = 20_000_000
    /// One entry as it is sent, in bytes.
    package var entryBytes = 64 << 20

    package init() {}
  }

  /// Tried in this order.
  package let urls: [ServerURL]
  /// The distinguished name under which accounts and groups lie.
  package let base: String
  /// The account that reads, as a distinguished name or, in Active Directory, `name@corp.example`.
  package let login: String
  /// Its password in a file that only its owner may read. A line end behind it does not count.
  package let passwordFile: String
  package let startTLS: StartTLS
  /// The certificates (PEM) that may sign the server's; nil: those the system trusts.
  package let authoritiesFile: String?
  package let peopleFilter: String
  package let groupFilter: String
  /// For each address of a server's name. How long names are looked up is the system's own limit.
  package let connectSeconds: Int
  /// For the login, and for each page of a search.
  package let operationSeconds: Int
  /// Entries in a page. Active Directory gives 1,000 at most (MS-ADTS, section 3.1.1.3.4.6).
  package let pageSize: Int
  package let limits: Limits

  /// People of Active Directory (SAM_NORMAL_USER_ACCOUNT: computers and trusts are others), and of the
  /// schemas of OpenLDAP. A server takes an attribute or class that it does not know for false.
  package static let standardPeopleFilter =
    "(|(sAMAccountType=805306368)(objectClass=inetOrgPerson)(objectClass=posixAccount)"
    + "(objectClass=account)(objectClass=uidObject))"
  package static let standardGroupFilter =
    "(|(objectClass=group)(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)"
    + "(objectClass=groupOfMembers)(objectClass=posixGroup))"

  package init(
    urls: [String], base: String, login: String, passwordFile: String,
    startTLS: StartTLS = .exceptForThisMachine, authoritiesFile: String? = nil,
    peopleFilter: String = standardPeopleFilter, groupFilter: String = standardGroupFilter,
    connectSeconds: Int = 10, operationSeconds: Int = 60, pageSize: Int = 500,
    limits: Limits = Limits()
  ) throws(SettingsProblem) {
    var parsed: [ServerURL] = []
    for url in urls { parsed.append(try ServerURL(url)) }
    guard !parsed.isEmpty else { throw .noURL }
    if startTLS == .never, let open = parsed.first(where: { $0.scheme == .ldap && !$0.isLocal }) {
      throw .unprotected(open.description)
    }
    if Self.isBlank(base) { throw .emptyBase }
    if Self.isBlank(login) { throw .emptyLogin }
    try Self.check(connectSeconds, in: 1...600, "the time limit of a connection in seconds")
    try Self.check(operationSeconds, in: 1...3_600, "the time limit of a request in seconds")
    try Self.check(pageSize, in: 1...10_000, "the number of entries in a page")
    try Self.check(filter: peopleFilter, "the filter for people")
    try Self.check(filter: groupFilter, "the filter for groups")
    let texts = [
      (base, "the base"), (login, "the name of the account"), (passwordFile, "the password's file"),
      (authoritiesFile ?? "", "the file of certificates"),
    ]
    for (text, setting) in texts where Self.hasControlCharacters(text) {
      throw .characters(setting)
    }
    self.urls = parsed
    self.base = base
    self.login = login
    self.passwordFile = passwordFile
    self.startTLS = startTLS
    self.authoritiesFile = authoritiesFile
    self.peopleFilter = peopleFilter
    self.groupFilter = groupFilter
    self.connectSeconds = connectSeconds
    self.operationSeconds = operationSeconds
    self.pageSize = pageSize
    self.limits = limits
  }

  /// Whether StartTLS comes before the login at this server.
  func startsTLS(at url: ServerURL) -> Bool {
    guard url.scheme == .ldap else { return false }
    return switch startTLS {
    case .always: true
    case .exceptForThisMachine: !url.isLocal
    case .never: false
    }
  }
}

extension ServerSettings {
  private static func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy { $0 == 0x20 } }

  private static func hasControlCharacters(_ text: String) -> Bool {
    text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
  }

  private static func check(
    _ value: Int, in range: ClosedRange<Int>, _ setting: String
  ) throws(SettingsProblem) {
    guard range.contains(value) else { throw .range(setting, range) }
  }

  /// The server reads the filter; what can be seen here is whether it was cut. Parentheses inside
  /// values are written `\28` and `\29` (RFC 4515, section 3).
  private static func check(filter: String, _ setting: String) throws(SettingsProblem) {
    if hasControlCharacters(filter) { throw .characters(setting) }
    var depth = 0
    for (index, byte) in filter.utf8.enumerated() {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      let isWithin = depth > 0 || (depth == 0 && index == filter.utf8.count - 1)
      guard isWithin else { throw .filter(setting) }
    }
    guard depth == 0, filter.utf8.count > 2 else { throw .filter(setting) }
  }
}
