import Inputs
import Testing

@Suite("pcapng files") struct PcapngFramingTests {
  @Test("Packets of all three kinds, in both byte orders", arguments: [false, true])
  func packets(isBig: Bool) {
    var capture = CaptureBytes(isBig: isBig)
    capture.section(length: 1000, options: [(4, Array("a program".utf8))])
    capture.interface(linkType: 1)
    capture.interface(linkType: 113, options: [(2, Array("any".utf8))])
    capture.enhancedPacket(
      [1, 2, 3, 4, 5], interface: 1, units: 1_794_817_800_250_999, original: 70,
      options: [(1, Array("a comment".utf8))])
    capture.block(0xBAD, [1, 2, 3, 4])
    capture.obsoletePacket([6, 7], units: 1_794_817_800_251_000, original: 80)
    capture.simplePacket([8])
    capture.enhancedPacket([], units: 0)
    let read = readFrames(capture)
    #expect(read.data == [[1, 2, 3, 4, 5], [6, 7], [8], []])
    #expect(read.linkTypes == [113, 1, 1, 1])
    #expect(read.times == [1_794_817_800_250, 1_794_817_800_251, 1_794_817_800_251, 0])
    #expect(read.frames.map(\.isTimed) == [true, true, false, true])
    #expect(read.lengths == [70, 80, 1, 0])
    #expect(read.indices == [1, 2, 3, 4])
    #expect(read.failure == nil)
    #expect(read.malformed == 0)
  }

  @Test("The snap length gives a simple packet's length")
  func simplePackets() {
    var capture = CaptureBytes()
    capture.section()
    capture.interface(snapLength: 5)
    capture.simplePacket([1, 2, 3, 4, 5], original: 100)
    capture.simplePacket([1, 2], original: 2)
    // The block holds less than the lengths promise.
    capture.simplePacket([1, 2, 3, 4], original: 100)
    let read = readFrames(capture)
    #expect(read.data == [[1, 2, 3, 4, 5], [1, 2], [1, 2, 3, 4]])
    #expect(read.lengths == [100, 2, 100])
    #expect(read.times == [0, 0, 0])
  }

  @Test(
    "Times count in negative powers of 10 or of 2",
    arguments: [
      (0, 1_794_817_800, 1_794_817_800_000), (1, 5, 500), (2, 5, 50), (3, 5, 5), (4, 19, 1),
      (6, 5999, 5), (9, 5_999_999, 5), (22, UInt64.max, 1), (23, .max, 0), (127, .max, 0),
      (0x80, 7, 7000), (0x81, 7, 3500), (0x8A, 1025, 1000), (0xA0, 1 << 31, 500),
      (0xC0, .max, 999), (0xFF, .max, 0),
      (0, .max, 253_402_300_799_999), (0x80, .max, 253_402_300_799_999),
    ] as [(UInt8, UInt64, Int64)])
  func resolutions(option: UInt8, units: UInt64, milliseconds: Int64) {
    var capture = CaptureBytes()
    capture.section()
    capture.interface(options: [(2, [0x78]), (9, [option])])
    capture.enhancedPacket([1], units: units)
    #expect(readFrames(capture).times == [milliseconds])
  }

  @Test(
    "An offset is added to times",
    arguments: [
      (1_794_817_800, 1_794_817_800_005), (-1, -995), (0, 5), (.max, 253_402_300_799_999),
      (.min, -62_167_219_200_000), (9_000_000_000_000_000, 253_402_300_799_999),
    ] as [(Int64, Int64)])
  func offsets(offset: Int64, milliseconds: Int64) {
    for isBig in [false, true] {
      var capture = CaptureBytes(isBig: isBig)
      capture.section()
      capture.interface(options: [(14, capture.number(offset)), (9, [3])])
      capture.enhancedPacket([1], units: 5)
      #expect(readFrames(capture).times == [milliseconds])
    }
  }

  @Test("Options of a wrong length, or behind the end of options, are not heeded")
  func damagedOptions() {
    var capture = CaptureBytes()
    capture.section()
    capture.interface(options: [(9, [3, 3]), (14, [1]), (0, []), (9, [3])])
    capture.block(1, [1, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0xFF, 0xFF, 3])
    capture.enhancedPacket([1], units: 5_000_000)
    capture.enhancedPacket([1], interface: 1, units: 6_000_000)
    #expect(readFrames(capture).times == [5000, 6000])
  }

  @Test("Sections have interfaces and a byte order of their own")
  func sections() {
    var capture = CaptureBytes(isBig: false)
    capture.section()
    capture.interface(linkType: 1)
    capture.interface(linkType: 101)
    capture.enhancedPacket([1], interface: 1)
    capture.isBig = true
    capture.section(minor: 2, length: 48)
    capture.interface(linkType: 113)
    capture.enhancedPacket([2])
    capture.enhancedPacket([3], interface: 1)
    capture.isBig = false
    capture.section()
    capture.enhancedPacket([4])
    let read = readFrames(capture)
    #expect(read.data == [[1], [2]])
    #expect(read.linkTypes == [101, 113])
    #expect(read.malformed == 2)
    #expect(read.failure == nil)
  }

  @Test("Frames that cannot be are counted, and their neighbours read")
  func malformed() {
    var capture = CaptureBytes()
    capture.section()
    capture.simplePacket([1])
    capture.interface()
    capture.enhancedPacket([2])
    capture.enhancedPacket([3], interface: 7)
    capture.enhancedPacket([4], interface: .max)
    capture.obsoletePacket([5], interface: .max)
    capture.enhancedPacket([6], captured: 5)
    capture.enhancedPacket([7], captured: .max)
    capture.enhancedPacket([UInt8](repeating: 0, count: CaptureReader.maximumFrameLength + 1))
    capture.enhancedPacket([8])
    let read = readFrames(capture)
    #expect(read.data == [[2], [8]])
    #expect(read.indices == [2, 9])
    #expect(read.malformed == 7)
    #expect(read.failure == nil)
  }

  @Test("The statistics count from the beginning: the last of each interface are added up")
  func statistics() {
    var capture = CaptureBytes(isBig: true)
    func drops(_ interface: UInt64, _ system: UInt64) -> [CaptureBytes.Option] {
      [(4, capture.number(UInt64(9))), (5, capture.number(interface)), (7, capture.number(system))]
    }
    capture.section()
    capture.interface()
    capture.interface()
    capture.statistics(interface: 0, options: drops(1, 10))
    capture.statistics(interface: 0, options: drops(2, 20))
    capture.statistics(interface: 1, options: drops(100, 0))
    capture.statistics(interface: 2, options: drops(1 << 20, 1 << 20))
    capture.statistics(interface: 1, options: [(5, [1, 2, 3, 4])])
    capture.section()
    capture.interface()
    capture.statistics(interface: 0, options: drops(1000, 0))
    #expect(readFrames(capture).dropped == 1122)
    capture.statistics(interface: 0, options: drops(.max, .max))
    #expect(readFrames(capture).dropped == .max)
  }

  @Test("Blocks of no interest may be longer than the buffer")
  func longBlocks() {
    var capture = CaptureBytes()
    capture.section()
    capture.interface()
    capture.enhancedPacket([1])
    capture.block(10, [UInt8](repeating: 6, count: 3_000_000))
    capture.enhancedPacket([2])
    #expect(readFrames(capture.bytes).data == [[1], [2]])
    #expect(readFrames(capture.bytes, largestChunk: 5000).data == [[1], [2]])
    let cut = Array(capture.bytes.prefix(2_000_000))
    #expect(readFrames(cut).failure == .truncated(at: 28 + 20 + 36))
  }

  @Test("A block that is none ends the reading, and its place is told")
  func damagedBlocks() {
    let cases: [(block: [UInt8], damage: CaptureDamage)] = [
      ([6, 0, 0, 0, 34, 0, 0, 0, 0, 0, 0, 0], .blockLength(34)),
      ([6, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0], .blockLength(28)),
      ([6, 0, 0, 0, 4, 0, 16, 0, 0, 0, 0, 0], .blockLength(0x10_0004)),
      ([99, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], .blockLength(0)),
      ([99, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0], .blockLength(8)),
      ([99, 0, 0, 0, 12, 0, 0, 0, 13, 0, 0, 0], .blockLengthsDiffer(12, 13)),
      ([10, 13, 13, 10, 28, 0, 0, 0, 0x4D, 0x3C, 0x2B, 0x1B], .byteOrder(0x4D3C_2B1B)),
    ]
    for (block, damage) in cases {
      var capture = CaptureBytes()
      capture.section()
      capture.interface()
      capture.enhancedPacket([1])
      capture.raw(block)
      let read = readFrames(capture)
      #expect(read.data == [[1]])
      #expect(read.failure == .damaged(damage, at: 28 + 20 + 36))
    }
  }

  @Test("A packet's length must stand at both its ends")
  func differingLengths() {
    var capture = CaptureBytes()
    capture.section()
    capture.block(6, [UInt8](repeating: 0, count: 20), trailing: 36)
    #expect(readFrames(capture).failure == .damaged(.blockLengthsDiffer(32, 36), at: 28))
  }

  @Test("A version that nobody described is not read", arguments: [UInt16(0), 2])
  func version(major: UInt16) {
    var capture = CaptureBytes()
    capture.section()
    capture.interface()
    capture.enhancedPacket([1])
    capture.section(major: major)
    let read = readFrames(capture)
    #expect(read.data == [[1]])
    guard case .unsupportedVersion(let version, at: 84) = read.failure else {
      Issue.record("read")
      return
    }
    #expect(version.major == major)
  }

  @Test("A section has a bounded number of interfaces")
  func manyInterfaces() {
    var capture = CaptureBytes()
    capture.section()
    for _ in 0..<5000 { capture.interface() }
    capture.enhancedPacket([1], interface: 4095)
    capture.enhancedPacket([2], interface: 4096)
    let read = readFrames(capture)
    #expect(read.data == [[1]])
    #expect(read.malformed == 1)
  }
}
