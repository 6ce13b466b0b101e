internal import Bytes

/// The names of HTTP methods.
enum HTTPMethods {
  /// The longest method that is read: registered names have up to 17 bytes.
  static let maximumLength = 24

  /// How many bytes the known method has that stands at the start of `bytes` with a blank behind
  /// it; nil for none.
  static func knownLength(in bytes: Span<UInt8>) -> Int? {
    guard bytes.count > 3 else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "G"): return length(of: "GET ", in: bytes)
    case UInt8(ascii: "P"):
      return length(of: "POST ", in: bytes) ?? length(of: "PUT ", in: bytes)
        ?? length(of: "PATCH ", in: bytes) ?? length(of: "PROPFIND ", in: bytes)
        ?? length(of: "PROPPATCH ", in: bytes)
    case UInt8(ascii: "C"):
      return length(of: "CONNECT ", in: bytes) ?? length(of: "COPY ", in: bytes)
        ?? length(of: "CHECKOUT ", in: bytes) ?? length(of: "CHECKIN ", in: bytes)
    case UInt8(ascii: "H"): return length(of: "HEAD ", in: bytes)
    case UInt8(ascii: "D"): return length(of: "DELETE ", in: bytes)
    case UInt8(ascii: "O"): return length(of: "OPTIONS ", in: bytes)
    case UInt8(ascii: "M"):
      return length(of: "MKCOL ", in: bytes) ?? length(of: "MOVE ", in: bytes)
        ?? length(of: "MERGE ", in: bytes) ?? length(of: "MKACTIVITY ", in: bytes)
        ?? length(of: "MKCALENDAR ", in: bytes)
    default: return rareLength(in: bytes)
    }
  }

  private static func rareLength(in bytes: Span<UInt8>) -> Int? {
    switch bytes[0] {
    case UInt8(ascii: "T"): return length(of: "TRACE ", in: bytes)
    case UInt8(ascii: "L"): return length(of: "LOCK ", in: bytes)
    case UInt8(ascii: "U"):
      return length(of: "UNLOCK ", in: bytes) ?? length(of: "UNSUBSCRIBE ", in: bytes)
    case UInt8(ascii: "R"): return length(of: "REPORT ", in: bytes)
    case UInt8(ascii: "S"):
      return length(of: "SEARCH ", in: bytes) ?? length(of: "SUBSCRIBE ", in: bytes)
    case UInt8(ascii: "N"): return length(of: "NOTIFY ", in: bytes)
    case UInt8(ascii: "Q"): return length(of: "QUERY ", in: bytes)
    case UInt8(ascii: "A"): return length(of: "ACL ", in: bytes)
    case UInt8(ascii: "B"): return length(of: "BIND ", in: bytes)
    case UInt8(ascii: "V"): return length(of: "VERSION-CONTROL ", in: bytes)
    default: return nil
    }
  }

  @inline(__always)
  private static func length(of word: StaticString, in bytes: Span<UInt8>) -> Int? {
    bytes.starts(with: word) ? word.utf8CodeUnitCount &- 1 : nil
  }

  /// Whether a byte may stand in a method: a token's bytes (RFC 9110, section 5.6.2).
  static func isTokenByte(_ byte: UInt8) -> Bool {
    if ASCII.isLetter(byte) || ASCII.isDigit(byte) { return true }
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"),
      UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      return true
    default: return false
    }
  }
}
