package import AIServices
package import Bytes
package import Evidence

/// What was looked at, and what could not be seen: half of any finding's worth.
package struct Coverage: Sendable {
  /// In the order of the kinds' raw values: a dictionary would cost more than the rest of a record.
  private var accessesByKind: InlineArray<5, UInt64> = InlineArray(repeating: 0)
  /// Accesses to known services that are background, not use: static files, telemetry, sign-in.
  package private(set) var backgroundContacts: UInt64 = 0
  /// Accesses that name an address in place of a host: no service can be told.
  package private(set) var addressOnly: UInt64 = 0
  /// Accesses to AI services from clients that belong to no department.
  package private(set) var withoutDepartment: UInt64 = 0
  /// Contacts with resolvers and relays that hide names from this log.
  package private(set) var encryptedDNS: [ServiceIndex: UInt64] = [:]
  package private(set) var first: Timestamp?
  package private(set) var last: Timestamp?

  package init() {}

  package mutating func add(_ kind: AccessKind, at time: Timestamp, isAddressOnly: Bool) {
    accessesByKind[Int(kind.rawValue)] &+= 1
    if isAddressOnly { addressOnly &+= 1 }
    if let earliest = first, earliest <= time {} else { first = time }
    if let latest = last, latest >= time {} else { last = time }
  }

  /// How many accesses of a kind were read.
  package func accesses(_ kind: AccessKind) -> UInt64 { accessesByKind[Int(kind.rawValue)] }

  package mutating func addBackgroundContact() { backgroundContacts &+= 1 }

  package mutating func addAccessWithoutDepartment() { withoutDepartment &+= 1 }

  package mutating func addContact(withEncryptedDNS service: ServiceIndex) {
    encryptedDNS[service, default: 0] &+= 1
  }
}

/// What became of one file or stream.
package struct SourceSummary: Sendable {
  /// The file's name without its folder, or `-`.
  package let name: String
  /// The format's name; empty while it is not known.
  package var format = ""
  /// Whether the user named the format; otherwise it was detected.
  package var isFormatGiven = false
  /// How many lines of the sample the format read.
  package var recognised = 0
  package var sampled = 0
  /// `gzip` or `zstd`; nil for plain text.
  package var compression: String?
  package var lines: UInt64 = 0
  package var accesses: UInt64 = 0
  /// Lines of the format that tell of no access.
  package var otherLines: UInt64 = 0
  package var rejects = Rejects()
  /// Whether times came without a zone, or without a year, and were completed.
  package var assumedZone = false
  package var assumedYear = false
  package var carriesUser = false
  package var carriesBytesUp = false
  package var carriesBytesDown = false
  package var carriesOutcome = false
  /// Whether all of it was read: no break in the data, no interruption.
  package var isComplete = false

  package init(name: String) { self.name = name }
}

/// Lines that could not be read, counted by reason, with one redacted sample each.
package struct Rejects: Sendable {
  package struct Group: Equatable, Sendable {
    package fileprivate(set) var count: UInt64
    /// The first such line, letters as `x` and digits as `9`.
    package let sample: String
    /// Its number in the source, from 1.
    package let line: UInt64
  }

  /// By the reason's word in JSON output.
  package private(set) var groups: [String: Group] = [:]

  package init() {}

  package var count: UInt64 { groups.values.reduce(0) { $0 &+ $1.count } }

  package mutating func add(_ reason: String, line: Span<UInt8>, number: UInt64) {
    if groups[reason] != nil {
      groups[reason]?.count &+= 1
    } else {
      groups[reason] = Group(count: 1, sample: Self.redacted(line), line: number)
    }
  }

  /// Adds lines of which nothing was kept.
  package mutating func add(_ reason: String, count: UInt64) {
    if groups[reason] != nil {
      groups[reason]?.count &+= count
    } else if count > 0 {
      groups[reason] = Group(count: count, sample: "", line: 0)
    }
  }

  package mutating func merge(_ other: Rejects) {
    for (reason, group) in other.groups {
      if groups[reason] != nil {
        groups[reason]?.count &+= group.count
      } else {
        groups[reason] = group
      }
    }
  }

  /// Long enough to show a line's shape.
  private static let sampleLength = 160

  /// The shape of a line without its content: no name, address or host can be read from it.
  private static func redacted(_ line: Span<UInt8>) -> String {
    var shape: [UInt8] = []
    for index in 0..<min(line.count, sampleLength) {
      let byte = line[index]
      if ASCII.isDigit(byte) {
        shape.append(UInt8(ascii: "9"))
      } else if ASCII.isLetter(byte) || byte >= 0x80 {
        shape.append(UInt8(ascii: "x"))
      } else {
        shape.append(byte < 0x20 || byte == 0x7F ? UInt8(ascii: "?") : byte)
      }
    }
    return String(decoding: shape, as: UTF8.self) + (line.count > sampleLength ? "…" : "")
  }
}
