internal import Bytes

/// The records of a pcap file (draft-ietf-opsawg-pcap, sections 4 and 5).
struct PcapFraming: CaptureFraming {
  static let headerLength = 24

  let malformedFrames: UInt64 = 0
  let droppedFrames: UInt64 = 0
  let openRecord: Int? = nil

  private let magic: PcapMagic
  private let linkType: UInt32
  /// Up to version 2.3, some writers put the original length before the captured one.
  private let mayHaveLengthsSwapped: Bool
  private var index: UInt64 = 0

  /// Nil when `header`, of `headerLength` bytes, is not that of a pcap file.
  init?(header: Span<UInt8>) throws(CaptureFileError) {
    guard let magic = PcapMagic(header) else { return nil }
    let version = CaptureVersion(
      major: magic.order.number16(header, at: 4), minor: magic.order.number16(header, at: 6))
    guard version.major == 2 else { throw .unsupportedVersion(version, at: 0) }
    self.magic = magic
    mayHaveLengthsSwapped = version.minor < 4
    // The upper half tells about check sequences behind the frames.
    linkType = magic.order.number32(header, at: 20) & 0xFFFF
  }

  mutating func readFrames(
    _ bytes: Span<UInt8>, at offset: Int, _ body: (borrowing CapturedFrame, Span<UInt8>) -> Void
  ) throws(CaptureFileError) -> Int {
    var position = 0
    while position <= bytes.count &- magic.recordHeaderLength {
      let (captured, original) = lengths(bytes, at: position)
      guard captured <= CaptureReader.maximumFrameLength else {
        throw .damaged(.frameLength(captured), at: offset &+ position)
      }
      let start = position &+ magic.recordHeaderLength
      let end = start &+ Int(captured)
      guard end <= bytes.count else { break }
      index &+= 1
      let frame = CapturedFrame(
        linkType: linkType, milliseconds: milliseconds(bytes, at: position), isTimed: true,
        originalLength: Int(max(captured, original)), index: index)
      body(frame, bytes.extracting(start..<end))
      position = end
    }
    return position
  }

  @inline(__always)
  private func lengths(
    _ bytes: Span<UInt8>, at position: Int
  ) -> (captured: UInt32, original: UInt32) {
    let captured = magic.order.number32(bytes, at: position &+ 8)
    let original = magic.order.number32(bytes, at: position &+ 12)
    let isSwapped = mayHaveLengthsSwapped && captured > original
    return isSwapped ? (original, captured) : (captured, original)
  }

  /// A fraction of a second or more cannot be; the second is kept.
  @inline(__always)
  private func milliseconds(_ bytes: Span<UInt8>, at position: Int) -> Int64 {
    let seconds = magic.order.number32(bytes, at: position)
    let fraction = magic.order.number32(bytes, at: position &+ 4)
    let thousandths = magic.hasNanoseconds ? fraction / 1_000_000 : fraction / 1000
    return Int64(seconds) &* 1000 &+ Int64(min(thousandths, 999))
  }
}

/// What a pcap file's first four bytes say about the rest.
struct PcapMagic {
  let order: ByteOrder
  private let value: UInt32

  var hasNanoseconds: Bool { value == 0xA1B2_3C4D }
  /// Records of the modified format, which some routers write, have eight bytes more, about the
  /// interface.
  var recordHeaderLength: Int { value == 0xA1B2_CD34 ? 24 : 16 }

  /// Nil when these are the first bytes of something else.
  init?(_ head: Span<UInt8>) {
    for order in [ByteOrder.big, .little] {
      let value = order.number32(head, at: 0)
      if value == 0xA1B2_C3D4 || value == 0xA1B2_3C4D || value == 0xA1B2_CD34 {
        self.order = order
        self.value = value
        return
      }
    }
    return nil
  }
}
