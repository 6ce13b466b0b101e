import Bytes

/// The shape of a line without its content, letters as `x` and digits as `9`: no name, address or host
/// can be read from it.
package enum RedactedLine {
  /// - Parameter length: how many bytes of the line are shown; `…` stands for the rest.
  package static func text(of line: Span<UInt8>, length: Int) -> String {
    var shape: [UInt8] = []
    for index in 0..<min(line.count, length) {
      let byte = line[index]
      if ASCII.isDigit(byte) {
        shape.append(UInt8(ascii: "9"))
      } else if ASCII.isLetter(byte) || byte >= 0x80 {
        shape.append(UInt8(ascii: "x"))
      } else {
        shape.append(byte < 0x20 || byte == 0x7F ? UInt8(ascii: "?") : byte)
      }
    }
    return String(decoding: shape, as: UTF8.self) + (line.count > length ? "…" : "")
  }
}
