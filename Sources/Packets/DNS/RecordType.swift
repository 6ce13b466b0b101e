/// What a question asks for, or what a record holds (RFC 1035, section 3.2.2, and IANA's registry).
package struct RecordType: Hashable, Sendable {
  /// The number in the message.
  package let value: UInt16

  package init(_ value: UInt16) { self.value = value }

  package static let a = RecordType(1)
  package static let ns = RecordType(2)
  package static let cname = RecordType(5)
  package static let soa = RecordType(6)
  package static let ptr = RecordType(12)
  package static let mx = RecordType(15)
  package static let txt = RecordType(16)
  package static let aaaa = RecordType(28)
  package static let srv = RecordType(33)
  package static let naptr = RecordType(35)
  package static let opt = RecordType(41)
  package static let svcb = RecordType(64)
  package static let https = RecordType(65)
  /// All records of a name, or of a zone; these stand in questions alone (RFC 6895, section 3.1).
  package static let any = RecordType(255)
  package static let axfr = RecordType(252)
  package static let caa = RecordType(257)

  /// Whether the type is one of those in use, which few random numbers are.
  var isInUse: Bool {
    switch value {
    // Addresses, names, text, services; DNSSEC and DANE stand around 50.
    case 1, 2, 5, 6, 10...18, 24, 25, 28, 29, 33, 35, 37, 39, 43...53, 55, 59...66: true
    // SPF; the types that stand in questions alone; URI and CAA.
    case 99, 249...257: true
    default: false
    }
  }
}

/// The classes that records and questions can have (RFC 6895, section 3.2).
enum RecordClass {
  static let internet: UInt16 = 1
  static let chaos: UInt16 = 3
  static let hesiod: UInt16 = 4
  static let none: UInt16 = 254
  static let any: UInt16 = 255

  static func isKnown(_ value: UInt16) -> Bool {
    value == internet || value == chaos || value == hesiod || value == none || value == any
  }
}
