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
  /// Accesses to software with AI in it that cannot be told apart: present, not counted as use.
  package private(set) var embeddedAI: [ServiceIndex: UInt64] = [:]
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

  package mutating func addAccess(withEmbeddedAI service: ServiceIndex) {
    embeddedAI[service, default: 0] &+= 1
  }

  package mutating func addAccessWithoutDepartment() { withoutDepartment &+= 1 }

  package mutating func addContact(withEncryptedDNS service: ServiceIndex) {
    encryptedDNS[service, default: 0] &+= 1
  }

  /// Adds what another part of the same logs covered.
  package mutating func merge(_ other: Coverage) {
    for kind in accessesByKind.indices { accessesByKind[kind] &+= other.accessesByKind[kind] }
    backgroundContacts &+= other.backgroundContacts
    addressOnly &+= other.addressOnly
    withoutDepartment &+= other.withoutDepartment
    embeddedAI.merge(other.embeddedAI) { $0 &+ $1 }
    encryptedDNS.merge(other.encryptedDNS) { $0 &+ $1 }
    first = [first, other.first].compactMap(\.self).min()
    last = [last, other.last].compactMap(\.self).max()
  }
}
