/// Walks the options of a pcapng block (draft-ietf-opsawg-pcapng, section 3.5).
struct PcapngOptions {
  struct Option {
    let code: UInt16
    /// Where its value begins in the block.
    let start: Int
    let length: Int
  }

  /// if_tsresol and if_tsoffset of an Interface Description Block (section 4.2).
  static let timeResolution: UInt16 = 9
  static let timeOffset: UInt16 = 14
  /// isb_ifdrop and isb_osdrop of an Interface Statistics Block (section 4.6).
  static let interfaceDrops: UInt16 = 5
  static let systemDrops: UInt16 = 7
  /// opt_endofopt.
  private static let end: UInt16 = 0

  private var position: Int
  private let order: ByteOrder

  /// - Parameter start: where the block's fixed fields end.
  init(start: Int, order: ByteOrder) {
    position = start
    self.order = order
  }

  /// The next option, with its value inside `block`; nil at the end, or when no further one can be
  /// found.
  mutating func next(in block: Span<UInt8>) -> Option? {
    // The last four bytes repeat the block's length.
    let end = block.count &- 4
    guard position <= end &- 4 else { return nil }
    let code = order.number16(block, at: position)
    let length = Int(order.number16(block, at: position &+ 2))
    let start = position &+ 4
    guard code != Self.end, length <= end &- start else { return nil }
    position = start &+ (length &+ 3) & ~3
    return Option(code: code, start: start, length: length)
  }
}
