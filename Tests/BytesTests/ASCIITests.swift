import Bytes
import Testing

@Suite struct ASCIITests {
  @Test(arguments: UInt8.min...UInt8.max)
  func classesAgreeWithTheLibrary(byte: UInt8) {
    let scalar = Unicode.Scalar(byte)
    let character = Character(scalar)
    let isASCII = scalar.isASCII
    #expect(ASCII.isDigit(byte) == (isASCII && character.isWholeNumber))
    #expect(ASCII.isLetter(byte) == (isASCII && character.isLetter))
    #expect(ASCII.isUppercase(byte) == (isASCII && character.isUppercase))
    let lowered = isASCII ? character.lowercased().utf8.first : byte
    #expect(ASCII.lowercased(byte) == lowered)
    let hex = isASCII ? character.hexDigitValue : nil
    #expect(ASCII.hexValue(byte).map(Int.init) == hex)
  }
}
