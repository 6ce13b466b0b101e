/// The kind of a pcapng block (draft-ietf-opsawg-pcapng, section 10.1).
struct PcapngBlockType: Equatable {
  let value: UInt32

  /// The same in both byte orders.
  static let sectionHeader = PcapngBlockType(value: 0x0A0D_0D0A)
  static let interfaceDescription = PcapngBlockType(value: 1)
  /// Obsolete, but still about (appendix A).
  static let packet = PcapngBlockType(value: 2)
  static let simplePacket = PcapngBlockType(value: 3)
  static let interfaceStatistics = PcapngBlockType(value: 5)
  static let enhancedPacket = PcapngBlockType(value: 6)

  /// The length of the shortest one, with what stands in every block; nil for a kind that is left
  /// out.
  var minimumLength: UInt32? {
    switch self {
    case .sectionHeader: 28
    case .interfaceDescription: 20
    case .packet, .enhancedPacket: 32
    case .simplePacket: 16
    case .interfaceStatistics: 24
    default: nil
    }
  }
}

/// What a section's first twelve bytes say about the rest (section 4.1).
struct PcapngMagic {
  let order: ByteOrder

  /// Nil when these are the first bytes of something else.
  init?(_ head: Span<UInt8>) {
    guard ByteOrder.big.number32(head, at: 0) == PcapngBlockType.sectionHeader.value else {
      return nil
    }
    switch ByteOrder.big.number32(head, at: 8) {
    case 0x1A2B_3C4D: order = .big
    case 0x4D3C_2B1A: order = .little
    default: return nil
    }
  }
}
