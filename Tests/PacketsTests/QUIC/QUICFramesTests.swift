import Bytes
import Packets
import TestSupport
import Testing

@Suite("QUIC: the frames of Initial packets") struct QUICFramesTests {
  private func read(_ frames: [UInt8]) -> (isLegal: Bool, bytes: [UInt8]) {
    var stream = CryptoStream()
    let isLegal = QUICFrames.read(frames.span, into: &stream)
    return (isLegal, stream.withContiguousBytes { $0.copy })
  }

  /// PADDING, PING, ACK with two further ranges, ACK with ECN, CONNECTION_CLOSE with a reason.
  private let others = [
    "00 00", "01", "02 4005 01 02 00 01 00 02 03", "03 05 01 00 00 01 02 03", "1c 0a 06 03 626164",
  ].map(hex)

  @Test("Every frame that may be there is stepped over", arguments: 0..<5)
  func stepsOver(index: Int) {
    let frames = others[index] + cryptoFrame([1, 2], at: 0) + others[index]
    #expect(read(frames) == (true, [1, 2]))
  }

  @Test("A frame that may not be there ends the packet; what stood before counts")
  func illegal() {
    for type in UInt8.min...UInt8.max where ![0, 1, 2, 3, 6, 0x1C].contains(type) {
      #expect(read(cryptoFrame([9], at: 0) + [type, 0, 0]) == (false, [9]))
    }
  }

  @Test("A cut frame is an error at every length") func cut() {
    for frame in others[2...] + [cryptoFrame([1, 2, 3], at: 0)] {
      for length in 1..<frame.count { #expect(!read(Array(frame[..<length])).isLegal) }
    }
  }

  @Test("Numbers of eight bytes do no harm") func largeNumbers() {
    #expect(!read(hex("06 00 ffffffffffffffff 01")).isLegal)
    #expect(read(hex("06 ffffffffffffffff 01 01")) == (true, []))
    #expect(!read(hex("02 00 00 ffffffffffffffff 00")).isLegal)
    #expect(!read(hex("1c 00 00 ffffffffffffffff 00")).isLegal)
  }

  @Test("Random bytes never crash") func random() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<5000 {
      let length = Int.random(in: 0...60, using: &random)
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...31, using: &random) }
      #expect(read(bytes).bytes.count <= CryptoStream.maximumBytes)
    }
  }
}
