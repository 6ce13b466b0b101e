package import Bytes

/// Where a packet came from, as far as its frame says: the interface that sent it, and the VLAN.
///
/// Behind a router, that is the router's interface for every client.
package struct Station: Equatable, Sendable {
  /// The hardware address in the low 48 bits, the VLAN above: packets are many.
  private var bits: UInt64

  /// - Parameter source: the source address of a frame, its first octet highest, in the low 48 bits.
  init(source: UInt64) { bits = source & 0xFFFF_FFFF_FFFF }

  static let unknown = Station(source: 0)

  /// The address of the interface; nil for none and for one of a group, which sends nothing
  /// (IEEE 802-2014, section 8.2).
  package var hardware: HardwareAddress? {
    let address = HardwareAddress(bits: bits)
    return address.isUnspecified || address.isGroup ? nil : address
  }

  /// The number of the VLAN, 1 to 4094; 0 for none.
  package internal(set) var vlan: UInt16 {
    get { UInt16(truncatingIfNeeded: bits >> 48) }
    set { bits = bits & 0xFFFF_FFFF_FFFF | UInt64(newValue) << 48 }
  }

  /// Takes the VLAN from the 16 bits of a tag (IEEE 802.1Q-2022, section 9.6). Of two tags the inner
  /// one, the customer's, comes last and counts. 0 stands in tags that only tell a priority, 4095 in
  /// none.
  mutating func enter(tag: UInt16) {
    let number = tag & 0x0FFF
    if number != 0, number != 0x0FFF { vlan = number }
  }

  /// The VLAN alone: what a packet tells of its receiver.
  var withoutHardware: Station {
    var station = Station.unknown
    station.vlan = vlan
    return station
  }
}
