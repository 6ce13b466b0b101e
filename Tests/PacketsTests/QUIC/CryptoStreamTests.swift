import Bytes
import Packets
import TestSupport
import Testing

@Suite("QUIC: the stream of CRYPTO frames") struct CryptoStreamTests {
  private func contiguous(_ stream: CryptoStream) -> [UInt8] {
    stream.withContiguousBytes { $0.copy }
  }

  @Test("Pieces in any order make the stream whole") func anyOrder() {
    let bytes = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var random = SeededGenerator(seed: 1)
    for _ in 0..<50 {
      var pieces = stride(from: 0, to: 3000, by: 100).map { $0..<min(3000, $0 + 100 + $0 % 41) }
      pieces.shuffle(using: &random)
      var stream = CryptoStream()
      for piece in pieces { stream.take(Array(bytes[piece]).span, at: piece.lowerBound) }
      #expect(contiguous(stream) == bytes)
    }
  }

  @Test("Bytes that came first stay") func firstBytesWin() {
    var stream = CryptoStream()
    stream.take(hex("02 03").span, at: 1)
    stream.take(hex("06 07").span, at: 5)
    #expect(stream.contiguousCount == 0)
    stream.take([UInt8](repeating: 0xFF, count: 9).span, at: 0)
    #expect(contiguous(stream) == hex("ff 02 03 ff ff 06 07 ff ff"))
  }

  @Test("A gap ends what is there") func gap() {
    var stream = CryptoStream()
    stream.take(hex("00 01").span, at: 0)
    stream.take(hex("04").span, at: 4)
    #expect(contiguous(stream) == hex("00 01"))
    stream.take(hex("").span, at: 2)
    #expect(stream.contiguousCount == 2)
  }

  @Test("Nothing is kept behind the limit") func limit() {
    var stream = CryptoStream()
    let block = [UInt8](repeating: 1, count: 1000)
    for start in stride(from: 0, to: 20_000, by: 1000) { stream.take(block.span, at: start) }
    stream.take(block.span, at: Int.max)
    stream.take(block.span, at: -1)
    #expect(stream.contiguousCount == CryptoStream.maximumBytes)
  }

  @Test("More pieces than clients leave open are not kept") func pieces() {
    var stream = CryptoStream()
    for start in 1...(CryptoStream.maximumPieces + 10) { stream.take([7].span, at: 2 * start) }
    // The first that is too many lies behind the last that was kept.
    let end = 2 * CryptoStream.maximumPieces
    stream.take([UInt8](repeating: 0, count: end).span, at: 0)
    #expect(stream.contiguousCount == end + 1)
  }

  @Test("After reset nothing of the old handshake is left") func reset() {
    var stream = CryptoStream()
    stream.take([UInt8](repeating: 1, count: 9000).span, at: 0)
    stream.reset()
    #expect(stream.contiguousCount == 0)
    stream.take(hex("09").span, at: 1)
    stream.take(hex("08").span, at: 0)
    #expect(contiguous(stream) == hex("08 09"))
  }
}
