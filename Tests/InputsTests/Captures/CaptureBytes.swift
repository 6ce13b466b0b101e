/// A capture written field by field, as the drafts lay it out.
struct CaptureBytes {
  private(set) var bytes: [UInt8] = []
  var isBig: Bool

  init(isBig: Bool = false) { self.isBig = isBig }

  func number<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
    let lowestFirst = (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    return isBig ? lowestFirst.reversed() : lowestFirst
  }

  mutating func raw(_ more: [UInt8]) { bytes += more }
}

// draft-ietf-opsawg-pcap, sections 4 and 5.
extension CaptureBytes {
  static let modified: UInt32 = 0xA1B2_CD34

  mutating func fileHeader(
    magic: UInt32 = 0xA1B2_C3D4, major: UInt16 = 2, minor: UInt16 = 4, linkType: UInt32 = 1
  ) {
    bytes += number(magic) + number(major) + number(minor)
    // A time zone that no reader may heed, the accuracy, and the snap length.
    bytes += number(UInt32(3600)) + number(UInt32(0)) + number(UInt32(100)) + number(linkType)
  }

  mutating func record(
    _ data: [UInt8], seconds: UInt32 = 1_794_817_800, fraction: UInt32 = 0, captured: UInt32? = nil,
    original: UInt32? = nil, extra: [UInt8] = []
  ) {
    bytes += number(seconds) + number(fraction)
    bytes += number(captured ?? UInt32(data.count)) + number(original ?? UInt32(data.count))
    bytes += extra + data
  }
}

// draft-ietf-opsawg-pcapng, sections 3 and 4.
extension CaptureBytes {
  typealias Option = (code: UInt16, value: [UInt8])

  mutating func block(_ type: UInt32, _ body: [UInt8], trailing: UInt32? = nil) {
    let padded = Self.padded(body)
    let length = UInt32(padded.count + 12)
    bytes += number(type) + number(length) + padded + number(trailing ?? length)
  }

  mutating func section(
    major: UInt16 = 1, minor: UInt16 = 0, length: Int64 = -1, options: [Option] = []
  ) {
    block(
      0x0A0D_0D0A,
      number(UInt32(0x1A2B_3C4D)) + number(major) + number(minor) + number(length) + list(options))
  }

  mutating func interface(
    linkType: UInt16 = 1, snapLength: UInt32 = 0, options: [Option] = []
  ) {
    block(1, number(linkType) + number(UInt16(0)) + number(snapLength) + list(options))
  }

  mutating func enhancedPacket(
    _ data: [UInt8], interface: UInt32 = 0, units: UInt64 = 0, captured: UInt32? = nil,
    original: UInt32? = nil, options: [Option] = []
  ) {
    let lengths =
      number(captured ?? UInt32(data.count)) + number(original ?? UInt32(data.count))
    block(6, number(interface) + time(units) + lengths + Self.padded(data) + list(options))
  }

  mutating func obsoletePacket(
    _ data: [UInt8], interface: UInt16 = 0, units: UInt64 = 0, original: UInt32? = nil
  ) {
    let lengths = number(UInt32(data.count)) + number(original ?? UInt32(data.count))
    block(2, number(interface) + number(UInt16(0xFFFF)) + time(units) + lengths + data)
  }

  mutating func simplePacket(_ data: [UInt8], original: UInt32? = nil) {
    block(3, number(original ?? UInt32(data.count)) + data)
  }

  mutating func statistics(interface: UInt32 = 0, options: [Option]) {
    block(5, number(interface) + time(0) + list(options))
  }

  private func time(_ units: UInt64) -> [UInt8] {
    number(UInt32(units >> 32)) + number(UInt32(truncatingIfNeeded: units))
  }

  private func list(_ options: [Option]) -> [UInt8] {
    guard !options.isEmpty else { return [] }
    return options.flatMap {
      number($0.code) + number(UInt16($0.value.count)) + Self.padded($0.value)
    } + [0, 0, 0, 0]
  }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }
}
