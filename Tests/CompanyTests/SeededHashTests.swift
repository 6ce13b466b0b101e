@testable import Company
import Testing

/// The vectors of the reference implementation (Aumasson and Bernstein, `vectors_sip64`): key
/// 00 01 … 0f, inputs of growing length 00 01 02 ….
@Suite struct SeededHashTests {
  private let hash = SeededHash(k0: 0x0706_0504_0302_0100, k1: 0x0F0E_0D0C_0B0A_0908)

  @Test(
    arguments: [
      (0, 0x726F_DB47_DD0E_0E31), (1, 0x74F8_39C5_93DC_67FD), (2, 0x0D6C_8009_D9A9_4F5A),
      (3, 0x8567_6696_D7FB_7E2D), (7, 0xAB02_00F5_8B01_D137), (8, 0x93F5_F579_9A93_2462),
      (15, 0xA129_CA61_49BE_45E5),
    ] as [(UInt8, UInt64)])
  func isSipHash24(length: UInt8, bits: UInt64) {
    let input = Array(0..<length)
    #expect(hash.hash(input.span) == bits)
  }

  @Test(arguments: 24..<40 as Range<UInt8>)
  func wordsStandBeforeTheBytes(length: UInt8) {
    let input = Array(0..<length)
    let words: InlineArray<3, UInt64> = [
      0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908, 0x1716_1514_1312_1110,
    ]
    #expect(hash.hash(words, input.span.extracting(24..<input.count)) == hash.hash(input.span))
  }
}
