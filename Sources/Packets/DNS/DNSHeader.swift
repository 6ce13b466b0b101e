import Bytes

/// The twelve bytes that begin every message (RFC 1035, section 4.1.1).
struct DNSHeader {
  static let length = 12

  let id: UInt16
  let flags: UInt16
  let questionCount: Int
  let answerCount: Int
  let authorityCount: Int
  let additionalCount: Int

  /// Nil when the bytes end within it.
  init?(_ message: Span<UInt8>) {
    guard let first = message.bigEndian32(at: 0), let counts = message.bigEndian64(at: 4) else {
      return nil
    }
    id = UInt16(truncatingIfNeeded: first >> 16)
    flags = UInt16(truncatingIfNeeded: first)
    questionCount = Int(counts >> 48)
    answerCount = Int(counts >> 32 & 0xFFFF)
    authorityCount = Int(counts >> 16 & 0xFFFF)
    additionalCount = Int(counts & 0xFFFF)
  }

  var isResponse: Bool { flags & 0x8000 != 0 }
  var opcode: Opcode { Opcode(UInt8(truncatingIfNeeded: flags >> 11 & 0xF)) }
  var isTruncated: Bool { flags & 0x0200 != 0 }
  /// The low four bits of the response code; the others are in EDNS.
  var responseCode: UInt16 { flags & 0xF }
}

/// What kind of query a message is or answers (RFC 6895, section 2.2).
package struct Opcode: Hashable, Sendable {
  /// The number in the message: four bits.
  package let value: UInt8

  package init(_ value: UInt8) { self.value = value }

  package static let query = Opcode(0)
  package static let notify = Opcode(4)
  package static let update = Opcode(5)
  package static let stateful = Opcode(6)

  /// Whether a number was ever given to it.
  var isAssigned: Bool { value <= 6 && value != 3 }
}
