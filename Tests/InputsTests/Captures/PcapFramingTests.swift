import Inputs
import Testing

@Suite("pcap files") struct PcapFramingTests {
  @Test("Seconds and their fraction, in both byte orders", arguments: [false, true])
  func times(isBig: Bool) {
    let magics: [(magic: UInt32, unit: UInt32)] = [(0xA1B2_C3D4, 1000), (0xA1B2_3C4D, 1_000_000)]
    for (magic, unit) in magics {
      var capture = CaptureBytes(isBig: isBig)
      capture.fileHeader(magic: magic, linkType: 101)
      capture.record([1, 2, 3], fraction: 0, original: 60)
      capture.record([], fraction: 250 * unit + unit - 1)
      capture.record([4], seconds: 0, fraction: 0)
      capture.record([5], seconds: .max, fraction: 999 * unit)
      let read = readFrames(capture)
      #expect(read.data == [[1, 2, 3], [], [4], [5]])
      #expect(read.times == [1_794_817_800_000, 1_794_817_800_250, 0, 4_294_967_295_999])
      #expect(read.lengths == [60, 0, 1, 1])
      #expect(read.linkTypes == [101, 101, 101, 101])
      #expect(read.indices == [1, 2, 3, 4])
      #expect(!read.frames.contains { !$0.isTimed })
      #expect(read.failure == nil)
    }
  }

  @Test("A fraction of more than a second keeps the second")
  func fraction() {
    var capture = CaptureBytes()
    capture.fileHeader()
    capture.record([1], seconds: 10, fraction: 1_000_000)
    capture.record([1], seconds: 10, fraction: .max)
    #expect(readFrames(capture).times == [10_999, 10_999])
  }

  @Test("Records of the modified format are eight bytes longer", arguments: [false, true])
  func modified(isBig: Bool) {
    var capture = CaptureBytes(isBig: isBig)
    capture.fileHeader(magic: CaptureBytes.modified)
    for number in 0..<3 {
      capture.record([UInt8(number)], fraction: 5000, extra: [1, 0, 0, 0, 8, 0, 4, 0])
    }
    let read = readFrames(capture)
    #expect(read.data == [[0], [1], [2]])
    #expect(read.times.last == 1_794_817_800_005)
    #expect(read.failure == nil)
  }

  @Test("The upper half of the link type tells about check sequences")
  func linkType() {
    var capture = CaptureBytes()
    capture.fileHeader(linkType: 0x2400_0071)
    capture.record([1])
    #expect(readFrames(capture).linkTypes == [113])
  }

  @Test("More may be captured than the snap length, or than there was")
  func lengths() {
    var capture = CaptureBytes()
    capture.fileHeader()
    capture.record([UInt8](repeating: 7, count: 5000), original: 9)
    let read = readFrames(capture)
    #expect(read.data.map(\.count) == [5000])
    #expect(read.lengths == [5000])
  }

  @Test("Up to version 2.3 the lengths may be the other way round", arguments: [UInt16(0), 2, 3])
  func oldVersions(minor: UInt16) {
    var capture = CaptureBytes()
    capture.fileHeader(minor: minor)
    capture.record([1, 2], captured: 100, original: 2)
    capture.record([3, 4], captured: 2, original: 100)
    let read = readFrames(capture)
    #expect(read.data == [[1, 2], [3, 4]])
    #expect(read.lengths == [100, 100])
  }

  @Test("A version that nobody described is not read", arguments: [UInt16(0), 1, 3, 543])
  func version(major: UInt16) {
    var capture = CaptureBytes()
    capture.fileHeader(major: major, minor: 7)
    guard case .unsupportedVersion(let version, at: 0) = readFrames(capture).failure else {
      Issue.record("read")
      return
    }
    #expect(version.major == major && version.minor == 7)
  }

  @Test("A frame longer than any ends the reading", arguments: [262_145, UInt32.max])
  func tooLong(length: UInt32) {
    var capture = CaptureBytes()
    capture.fileHeader()
    capture.record([1, 2, 3])
    capture.record([4], captured: length)
    capture.record([5])
    let read = readFrames(capture)
    #expect(read.data == [[1, 2, 3]])
    #expect(read.failure == .damaged(.frameLength(length), at: 24 + 19))
  }

  @Test("The longest frame is read, and those around it")
  func longest() {
    let long = [UInt8](repeating: 9, count: CaptureReader.maximumFrameLength)
    var capture = CaptureBytes()
    capture.fileHeader()
    for _ in 0..<9 {
      capture.record([1])
      capture.record(long)
    }
    let read = readFrames(capture.bytes, largestChunk: 70_000)
    #expect(read.data.map(\.count) == (0..<9).flatMap { _ in [1, long.count] })
    #expect(read.failure == nil)
  }
}
