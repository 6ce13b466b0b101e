import Bytes
import Directory

/// One read of a directory over one connection: all of it, or an error.
struct DirectoryRead {
  private let connection: Connection
  private let settings: ServerSettings
  private let isCancelled: () -> Bool
  private let isActiveDirectory: Bool
  private var builder: AccountBuilder
  private var problems = LineProblems()
  /// From 1, in the order in which they came.
  private var entryNumber = 0

  static let personAttributes = [
    "objectClass", "sAMAccountName", "uid", "userPrincipalName", "mail", "department",
    "departmentNumber", "memberOf", "userAccountControl", "primaryGroupID", "objectSid",
  ]
  static let groupAttributes = [
    "objectClass", "memberOf", "member", "uniqueMember", "memberUid", "objectSid",
  ]
  /// LDAP_CAP_ACTIVE_DIRECTORY_OID (MS-ADTS, section 3.1.1.3.4.3).
  private static let activeDirectory = "1.2.840.113556.1.4.800"
  /// Of pages in a row; servers may send some when they filter much out.
  private static let mostEmptyPages = 100

  static func read(
    _ connection: Connection, _ key: AccountNameKey, isCancelled: @escaping () -> Bool
  ) throws(ServerProblem) -> (accounts: DirectoryAccounts, problems: LineProblems) {
    var read = DirectoryRead(
      connection: connection, settings: connection.settings, isCancelled: isCancelled,
      isActiveDirectory: try isActiveDirectory(connection), builder: AccountBuilder(key: key))
    try read.search(connection.settings.peopleFilter, personAttributes)
    try read.search(connection.settings.groupFilter, groupAttributes)
    let accounts = read.builder.finish(&read.problems)
    guard accounts.count > 0 else { throw .noAccounts }
    return (accounts, read.problems)
  }

  /// The entry that says what a server is (RFC 4512, section 5.1). Some let nobody see it.
  private static func isActiveDirectory(_ connection: Connection) throws(ServerProblem) -> Bool {
    let request = SearchRequest(
      base: "", scope: .base, filter: "(objectClass=*)", attributes: ["supportedCapabilities"],
      pageSize: nil, staysInDomain: false)
    var isActiveDirectory = false
    do throws(ServerProblem) {
      _ = try connection.page(request, after: []) { entry throws(ServerProblem) in
        isActiveDirectory = entry.attributes.contains {
          $0.values.contains(Array(activeDirectory.utf8))
        }
      }
    } catch {
      guard [.notPermitted, .noSuchBase].contains(error) else { throw error }
    }
    return isActiveDirectory
  }

  private mutating func search(
    _ filter: String, _ attributes: [String]
  ) throws(ServerProblem) {
    let request = SearchRequest(
      base: settings.base, scope: .subtree, filter: filter, attributes: attributes,
      pageSize: settings.pageSize, staysInDomain: isActiveDirectory)
    var cookie: [UInt8] = []
    var emptyPages = 0
    repeat {
      if isCancelled() { throw .cancelled }
      // Entries of which more is to be asked for, which must wait until the page is over.
      var unfinished: [ServerEntry] = []
      let before = entryNumber
      cookie = try connection.page(request, after: cookie) { entry throws(ServerProblem) in
        if Self.isWhole(entry) {
          try add(entry)
        } else {
          unfinished.append(entry)
        }
      }
      for entry in unfinished { try add(try completed(entry)) }
      emptyPages = entryNumber == before ? emptyPages + 1 : 0
      guard emptyPages <= Self.mostEmptyPages else { throw .malformed }
    } while !cookie.isEmpty
  }

  private mutating func add(_ entry: ServerEntry) throws(ServerProblem) {
    entryNumber += 1
    var read = DirectoryEntry(line: entryNumber, name: entry.name, &problems)
    for (description, values) in entry.attributes {
      guard let attribute = RangedAttribute(description).flatMap({ EntryAttribute(name: $0.name) })
      else { continue }
      for value in values { read.add(attribute, value, &problems) }
    }
    builder.add(read, &problems)
    try check()
  }

  private func check() throws(ServerProblem) {
    let limits = settings.limits
    if builder.accountCount > limits.accounts {
      throw .tooMany(.accounts, most: limits.accounts)
    }
    if builder.groupCount > limits.groups { throw .tooMany(.groups, most: limits.groups) }
    if builder.membershipCount > limits.memberships {
      throw .tooMany(.memberships, most: limits.memberships)
    }
  }
}

// MARK: - Attributes in parts

extension DirectoryRead {
  private static func isWhole(_ entry: ServerEntry) -> Bool {
    entry.attributes.allSatisfy {
      guard let attribute = RangedAttribute($0.description) else { return false }
      return attribute.next == nil
    }
  }

  /// The entry with what the server left out of attributes of many values.
  private func completed(_ entry: ServerEntry) throws(ServerProblem) -> ServerEntry {
    var entry = entry
    for index in entry.attributes.indices {
      guard var part = RangedAttribute(entry.attributes[index].description) else {
        throw .malformed
      }
      while let next = part.next {
        if isCancelled() { throw .cancelled }
        let (description, values) = try rest(of: entry, part, from: next)
        guard let following = RangedAttribute(description), following.range?.first == next else {
          throw .malformed
        }
        entry.attributes[index].values += values
        guard entry.attributes[index].values.count <= settings.limits.memberships else {
          throw .tooMany(.memberships, most: settings.limits.memberships)
        }
        part = following
      }
    }
    return entry
  }

  private func rest(
    of entry: ServerEntry, _ part: RangedAttribute, from first: Int
  ) throws(ServerProblem) -> (description: [UInt8], values: [[UInt8]]) {
    let request = SearchRequest(
      base: String(decoding: entry.name, as: UTF8.self), scope: .base, filter: "(objectClass=*)",
      attributes: [part.request(from: first)], pageSize: nil, staysInDomain: isActiveDirectory)
    var found: (description: [UInt8], values: [[UInt8]])?
    _ = try connection.page(request, after: []) { answer throws(ServerProblem) in
      found =
        found
        ?? answer.attributes.first {
          RangedAttribute($0.description)?.range != nil && !$0.values.isEmpty
        }
    }
    guard let found else { throw .malformed }
    return found
  }
}
