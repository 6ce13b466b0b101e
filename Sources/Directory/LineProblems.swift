/// What could not be read in a file, or was left out on purpose: how often, and where first.
///
/// Bad lines are normal in files that other programs write; reading goes on behind each. Nothing of a
/// line's content is kept.
package struct LineProblems: Equatable, Sendable {
  /// One reason with its lines.
  package struct Entry: Equatable, Sendable {
    /// Why.
    package let reason: Reason
    /// How many lines or entries.
    package fileprivate(set) var count: Int
    /// From 1: the first line in the file, not in time of being noticed.
    package fileprivate(set) var firstLine: Int
  }

  /// One for each reason that occurred, in the order of `Reason`; never more than 20.
  package private(set) var entries: [Entry] = []

  /// Without any.
  package init() {}

  /// Whether every line was read and kept.
  package var isEmpty: Bool { entries.isEmpty }

  /// How often `reason` occurred.
  package func count(of reason: Reason) -> Int {
    entries.first { $0.reason == reason }?.count ?? 0
  }

  /// Counts one line.
  ///
  /// - Parameter line: from 1.
  package mutating func add(_ reason: Reason, line: Int) {
    let place = entries.firstIndex { $0.reason.rawValue >= reason.rawValue } ?? entries.count
    if place < entries.count, entries[place].reason == reason {
      entries[place].count += 1
      entries[place].firstLine = min(entries[place].firstLine, line)
    } else {
      entries.insert(Entry(reason: reason, count: 1, firstLine: line), at: place)
    }
  }
}

extension LineProblems {
  /// Why a line gave nothing, or less than it should.
  package enum Reason: Int, CaseIterable, Sendable {
    /// The file is none of the kinds known, or a table has no column of account names.
    case unknownFile
    /// Words, columns or statements missing, too many or in no known form.
    case form
    /// A block, or a value in quotes, that never ends.
    case unfinished
    /// The last line has no line end: the file may have been cut there. The line is read.
    case cutEnd
    /// Not an IPv4 or IPv6 address.
    case address
    /// Not a hardware address of 48 bits. The lease is kept when it has a host name.
    case hardwareAddress
    /// Control characters, or more than 255 bytes. The lease is kept without the name.
    case hostName
    /// Not a time, one outside the years 1990 to 2199, or an end before its start.
    case time
    /// Not the Base64, UTF-8 or UTF-16 that it should be.
    case encoding
    /// Not a distinguished name.
    case distinguishedName
    /// A value kept elsewhere, or one that the exporting program did not write out.
    case missingValue
    /// A name that another account has, or a second department for one account; the first stays.
    case duplicate
    /// An address that nobody has: free, declined, abandoned or given back.
    case notInUse
    /// A delegated IPv6 prefix, which is a router's and no machine's.
    case delegatedPrefix
    /// A directory entry that is neither an account of a person nor a group.
    case notAnAccount
    /// A change to a directory, not an entry of it.
    case changeRecord
    /// A member, or a primary group, that is not among the entries.
    case unknownMember
  }
}

extension LineProblems.Reason {
  /// For messages, in English.
  package var name: String {
    switch self {
    case .unknownFile: "unknown kind of file"
    case .form: "unknown form of line"
    case .unfinished: "block or quotes not closed"
    case .cutEnd: "last line without a line end"
    case .address: "unreadable IP address"
    case .hardwareAddress: "unreadable hardware address"
    case .hostName: "unreadable host name"
    case .time: "unreadable or impossible time"
    case .encoding: "wrong encoding"
    case .distinguishedName: "unreadable distinguished name"
    case .missingValue: "value not in the file"
    case .duplicate: "name or department given twice"
    case .notInUse: "address not in use"
    case .delegatedPrefix: "delegated prefix"
    case .notAnAccount: "entry that is no account"
    case .changeRecord: "change record"
    case .unknownMember: "group member, or primary group, not among the entries"
    }
  }

  /// Whether sound files have such lines, which are left out on purpose.
  package var isExpected: Bool {
    switch self {
    case .notInUse, .delegatedPrefix, .notAnAccount, .changeRecord, .unknownMember: true
    default: false
    }
  }
}
