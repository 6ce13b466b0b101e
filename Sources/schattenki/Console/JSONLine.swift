import Foundation

/// Builds one JSON object on a line, member by member, in a buffer that is used again.
struct JSONLine {
  private(set) var bytes: [UInt8] = []

  mutating func begin() {
    bytes.append(UInt8(ascii: "{"))
  }

  mutating func end() {
    if bytes.last == UInt8(ascii: ",") { bytes.removeLast() }
    bytes += "}\n".utf8
  }

  mutating func add(_ key: StaticString, _ value: String?) {
    add(key)
    if let value { append(quoted: value) } else { bytes += "null".utf8 }
    bytes.append(UInt8(ascii: ","))
  }

  mutating func add(_ key: StaticString, _ value: UInt64?) {
    add(key)
    bytes += (value.map(String.init) ?? "null").utf8
    bytes.append(UInt8(ascii: ","))
  }

  mutating func add(_ key: StaticString, _ value: Bool) {
    add(key)
    bytes += (value ? "true," : "false,").utf8
  }

  /// Hands out what was built once there is enough of it to be worth a write.
  mutating func flush(force: Bool = false) throws {
    guard force ? !bytes.isEmpty : bytes.count > 60_000 else { return }
    try Console.print(Data(bytes))
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ key: StaticString) {
    bytes += "\"\(key)\":".utf8
  }

  private mutating func append(quoted text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": bytes += "\\\(scalar)".utf8
      // JSON's control characters, and those of terminals, where the output may be read.
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: bytes += String(scalar).utf8
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
