/// ClientHellos for the tests of QUIC.
enum SampleHello {
  /// The ClientHello of RFC 9001, appendix A.2, for example.com.
  static let example = hex(
    """
    010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e86804fe3a47f06a2b69484c
    00000413011302010000c000000010000e00000b6578616d706c652e636f6dff01000100000a
    00080006001d0017001800100007000504616c706e0005000501000000000033002600240
    01d00209370b2c9caa47fbabaf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b
    0003020304000d0010000e0403050306030203080408050806002d00020101001c000240010
    03900320408ffffffffffffffff05048000ffff07048000ffff0801100104800075300901100f
    088394c8f03e51570806048000ffff
    """)

  /// A ClientHello for `name`, made long by an extension of `filler` bytes before it.
  static func make(_ name: String, filler: Int = 0) -> [UInt8] {
    let list = [0] + short(name.utf8.count) + name.utf8
    let extensions =
      hex("fafa") + short(filler) + [UInt8](repeating: 0x61, count: filler)
      + hex("0000") + short(list.count + 2) + short(list.count) + list
    let body =
      hex("0303") + [UInt8](repeating: 0x55, count: 32) + hex("00 0002 1301 01 00")
      + short(extensions.count) + extensions
    return [1, 0] + short(body.count) + body
  }

  private static func short(_ number: Int) -> [UInt8] {
    [UInt8(number >> 8), UInt8(number & 0xFF)]
  }
}
