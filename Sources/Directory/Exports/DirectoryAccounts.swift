/// What a directory says of an account: nothing that names a person.
package struct DirectoryAccount: Equatable, Sendable {
  /// The department that is written or, without one, the organizational unit the entry lies in.
  package let department: String?
  /// In lower case, in order, each once; with the groups that these are in.
  package let groups: [String]
  /// Whether nobody can log on with it.
  package let isDisabled: Bool

  /// - Parameter groups: in lower case, in order, each once.
  package init(department: String?, groups: [String], isDisabled: Bool) {
    self.department = department
    self.groups = groups
    self.isDisabled = isDisabled
  }
}

/// The accounts of a directory by name.
package struct DirectoryAccounts: Sendable {
  private let accounts: [DirectoryAccount]
  /// By every name that an entry writes, in lower case.
  private let places: [[UInt8]: Int]
  /// By the part before `@` of names that are only written with a domain; not those of several.
  private let barePlaces: [[UInt8]: Int]

  init(_ accounts: [DirectoryAccount], places: [[UInt8]: Int], barePlaces: [[UInt8]: Int]) {
    self.accounts = accounts
    self.places = places
    self.barePlaces = barePlaces
  }

  /// How many accounts there are, each with one name or more.
  package var count: Int { accounts.count }

  /// All names in lower case, in order: a name of logon, `anna@corp.example` and mail addresses.
  package var names: [String] { places.keys.map { String(decoding: $0, as: UTF8.self) }.sorted() }

  /// The account of that name in either case: `anna`, `CORP\anna` or `anna@corp.example`. A name with
  /// a domain that no entry has is looked up without it.
  package func account(_ name: Span<UInt8>) -> DirectoryAccount? {
    let name = AccountKey(name)
    return (places[name.full] ?? places[name.bare] ?? barePlaces[name.bare]).map { accounts[$0] }
  }

  /// The groups of an account, in lower case; none for an unknown one.
  package func groups(of account: Span<UInt8>) -> [String] { self.account(account)?.groups ?? [] }

  /// The department of an account; nil when it or the account is unknown.
  package func department(of account: Span<UInt8>) -> String? { self.account(account)?.department }
}
