internal import Bytes

/// The blocks of a pcapng file (draft-ietf-opsawg-pcapng, sections 3 and 4).
struct PcapngFraming: CaptureFraming {
  /// The shortest block there is.
  static let minimumBlockLength = 12
  /// A block of this length fits the reader's buffer. Kinds that are left out may be longer.
  static let maximumBlockLength = CaptureReader.bufferLength
  /// A section has no more interfaces than this: frames of others are malformed.
  static let maximumInterfaces = 4096

  private(set) var malformedFrames: UInt64 = 0
  var openRecord: Int? { skipped?.start }

  private var order = ByteOrder.little
  private var interfaces: [PcapngInterface] = []
  private var droppedInEarlierSections: UInt64 = 0
  private var skipped: SkippedBlock?
  private var index: UInt64 = 0
  private var lastMilliseconds: Int64 = 0

  /// A block that is left out, behind its beginning.
  private struct SkippedBlock {
    let start: Int
    let length: UInt32
    /// How many bytes are left before the length at its end.
    var bodyLeft: Int
  }

  var droppedFrames: UInt64 {
    interfaces.reduce(droppedInEarlierSections) { $0.addingSaturating($1.droppedFrames) }
  }

  mutating func readFrames(
    _ bytes: Span<UInt8>, at offset: Int, _ body: (borrowing CapturedFrame, Span<UInt8>) -> Void
  ) throws(CaptureFileError) -> Int {
    var position = 0
    while true {
      let rest = bytes.extracting(position..<bytes.count)
      let used: Int
      if let block = skipped {
        used = try skip(block, rest)
      } else {
        used = try readBlock(rest, at: offset &+ position, body)
      }
      if used == 0 { return position }
      position &+= used
    }
  }

  /// Goes on with the block that is left out.
  private mutating func skip(
    _ block: SkippedBlock, _ bytes: Span<UInt8>
  ) throws(CaptureFileError) -> Int {
    if block.bodyLeft > 0 {
      let used = min(block.bodyLeft, bytes.count)
      skipped?.bodyLeft -= used
      return used
    }
    guard bytes.count >= 4 else { return 0 }
    try check(block.length, against: order.number32(bytes, at: 0), at: block.start)
    skipped = nil
    return 4
  }

  /// Reads the block that begins here, or the beginning of one that is left out; 0 when there is
  /// not enough of it.
  private mutating func readBlock(
    _ bytes: Span<UInt8>, at offset: Int, _ body: (borrowing CapturedFrame, Span<UInt8>) -> Void
  ) throws(CaptureFileError) -> Int {
    guard bytes.count >= Self.minimumBlockLength else { return 0 }
    let type = PcapngBlockType(value: order.number32(bytes, at: 0))
    if type == .sectionHeader { try takeByteOrder(bytes, at: offset) }
    let length = order.number32(bytes, at: 4)
    guard length % 4 == 0, length >= type.minimumLength ?? UInt32(Self.minimumBlockLength) else {
      throw .damaged(.blockLength(length), at: offset)
    }
    guard type.minimumLength != nil else {
      skipped = SkippedBlock(
        start: offset, length: length, bodyLeft: Int(length) &- Self.minimumBlockLength)
      return 8
    }
    guard length <= Self.maximumBlockLength else {
      throw .damaged(.blockLength(length), at: offset)
    }
    guard length <= bytes.count else { return 0 }
    let block = bytes.extracting(0..<Int(length))
    try check(length, against: order.number32(block, at: block.count &- 4), at: offset)
    try read(block, type, at: offset, body)
    return block.count
  }

  private func check(
    _ length: UInt32, against trailing: UInt32, at start: Int
  ) throws(CaptureFileError) {
    guard length == trailing else {
      throw .damaged(.blockLengthsDiffer(length, trailing), at: start)
    }
  }

  private mutating func takeByteOrder(_ bytes: Span<UInt8>, at offset: Int) throws(CaptureFileError)
  {
    guard let magic = PcapngMagic(bytes) else {
      throw .damaged(.byteOrder(ByteOrder.big.number32(bytes, at: 8)), at: offset)
    }
    order = magic.order
  }

  /// - Parameter block: a whole block, as long as its kind must be at least.
  private mutating func read(
    _ block: Span<UInt8>, _ type: PcapngBlockType, at offset: Int,
    _ body: (borrowing CapturedFrame, Span<UInt8>) -> Void
  ) throws(CaptureFileError) {
    switch type {
    case .enhancedPacket: readPacket(block, of: order.number32(block, at: 8), body)
    case .packet: readPacket(block, of: UInt32(order.number16(block, at: 8)), body)
    case .simplePacket: readSimplePacket(block, body)
    case .interfaceDescription: addInterface(block)
    case .interfaceStatistics: addStatistics(block)
    default: try beginSection(block, at: offset)
    }
  }

  /// The section's length is not needed: its blocks are read one by one.
  private mutating func beginSection(_ block: Span<UInt8>, at offset: Int) throws(CaptureFileError)
  {
    let version = CaptureVersion(
      major: order.number16(block, at: 12), minor: order.number16(block, at: 14))
    guard version.major == 1 else { throw .unsupportedVersion(version, at: offset) }
    droppedInEarlierSections = droppedFrames
    interfaces.removeAll(keepingCapacity: true)
  }

  private mutating func addInterface(_ block: Span<UInt8>) {
    guard interfaces.count < Self.maximumInterfaces else { return }
    interfaces.append(PcapngInterface(block, order: order))
  }

  private mutating func addStatistics(_ block: Span<UInt8>) {
    let interface = Int(order.number32(block, at: 8))
    guard interface < interfaces.count else { return }
    interfaces[interface].addStatistics(block, order: order)
  }
}

extension PcapngFraming {
  /// An Enhanced Packet Block (section 4.3), or an obsolete Packet Block (appendix A), which
  /// differs in how it names the interface.
  private mutating func readPacket(
    _ block: Span<UInt8>, of interface: UInt32,
    _ body: (borrowing CapturedFrame, Span<UInt8>) -> Void
  ) {
    index &+= 1
    let captured = Int(order.number32(block, at: 20))
    guard interface < interfaces.count, captured <= block.count &- 32,
      captured <= CaptureReader.maximumFrameLength
    else {
      malformedFrames &+= 1
      return
    }
    let description = interfaces[Int(interface)]
    let high = order.number32(block, at: 12)
    let low = order.number32(block, at: 16)
    lastMilliseconds = description.milliseconds(UInt64(high) << 32 | UInt64(low))
    let frame = CapturedFrame(
      linkType: description.linkType, milliseconds: lastMilliseconds, isTimed: true,
      originalLength: max(captured, Int(order.number32(block, at: 24))), index: index)
    body(frame, block.extracting(28..<28 &+ captured))
  }

  /// A Simple Packet Block (section 4.4) has no time, and no captured length but that which follows
  /// from the others.
  private mutating func readSimplePacket(
    _ block: Span<UInt8>, _ body: (borrowing CapturedFrame, Span<UInt8>) -> Void
  ) {
    index &+= 1
    guard let description = interfaces.first else {
      malformedFrames &+= 1
      return
    }
    let original = Int(order.number32(block, at: 8))
    let limit = description.snapLength == 0 ? .max : Int(description.snapLength)
    let captured = min(original, limit, block.count &- 16, CaptureReader.maximumFrameLength)
    let frame = CapturedFrame(
      linkType: description.linkType, milliseconds: lastMilliseconds, isTimed: false,
      originalLength: original, index: index)
    body(frame, block.extracting(12..<12 &+ captured))
  }
}
