import Access
package import Bytes
package import Directory

/// Who asked, as far as logs and leases tell: what the rules for departments are held against.
///
/// One value is filled again and again, so that its memory is reused.
package struct Client: Sendable {
  private var accountName = AccountName()
  private var machineName = MachineName()
  private var hasAccount = false
  private var hasMachine = false
  private var hasLease = false
  private var leasedHardware: HardwareAddress?
  /// Nil when the log has a name in its place, or nothing.
  package var address: IPAddress?
  package var hardware: HardwareAddress?
  /// 0 when nothing says.
  package var vlan: UInt16 = 0

  package init() {}

  /// Nil when no user is named.
  package var account: AccountName? { hasAccount ? accountName : nil }

  /// Nil when the machine is known by its address only.
  package var machine: MachineName? { hasMachine ? machineName : nil }

  /// Forgets whom it meant.
  mutating func clear() {
    hasAccount = false
    hasMachine = false
    hasLease = false
    leasedHardware = nil
    address = nil
    hardware = nil
    vlan = 0
  }

  /// Takes the record's user.
  mutating func setAccount(_ record: borrowing AccessRecord, in line: Span<UInt8>) {
    hasAccount = !record.user.isEmpty
    if hasAccount { accountName.set(record, in: line) }
  }

  /// Takes a user's name as it is, not escaped; none when it is empty.
  package mutating func setAccount(_ name: Span<UInt8>) {
    hasAccount = name.count > 0
    if hasAccount { accountName.set(name) }
  }

  /// Takes a machine's name; none when it is empty.
  package mutating func setMachine(_ name: Span<UInt8>) {
    hasMachine = name.count > 0
    if hasMachine { machineName.set(name) }
  }

  /// Takes what the lease of the address says of the machine.
  package mutating func learn(_ machine: Machine) {
    hasLease = true
    leasedHardware = machine.hardware
    hardware = machine.hardware ?? hardware
    if let name = machine.hostName { setMachine(Array(name.utf8).span) }
  }
}

/// What tokens are made from: one sequence of bytes for one person or machine.
extension Client {
  /// The user whatever domain the log writes with the name; nil when none is named.
  var userIdentity: [UInt8]? {
    account.map { [UInt8(ascii: "u")] + $0.full[$0.bareRange] }
  }

  /// The machine; nil when nothing says which.
  ///
  /// A lease knows the interface, which stays the same when the address changes. Without one the
  /// address is all: behind a router, all packets come from the router's interface.
  var machineIdentity: [UInt8]? {
    if let leasedHardware { return [UInt8(ascii: "h")] + Self.bytes(of: leasedHardware.bits) }
    if hasLease || address == nil, let machine {
      return [UInt8(ascii: "n")] + machine.full[machine.bareRange]
    }
    return address.map {
      [UInt8(ascii: "a")] + Self.bytes(of: $0.high) + Self.bytes(of: $0.low)
    }
  }

  private static func bytes(of number: UInt64) -> [UInt8] {
    stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
