import Bytes

/// What an answer shows of a resolver that keeps a name from its clients.
///
/// A response code alone is no sign: names that do not exist and servers that refuse all give the
/// same.
package enum BlockSign: Equatable, Sendable {
  /// Nothing of the kind.
  case none
  /// The server says so in an extended error (RFC 8914).
  case extendedError
  /// All addresses are `0.0.0.0` or `::`.
  case nullAddress
  /// All addresses are null addresses or the asking host's own: `127.0.0.0/8`, `::1`.
  ///
  /// For a name such as `localhost` that is the right answer.
  case loopback
}

extension DNSMessage {
  /// The strongest sign of a block in this response.
  package var blockSign: BlockSign {
    if let extendedError, extendedError.isBlock { return .extendedError }
    var sign = BlockSign.none
    for address in addresses {
      if address.isNull {
        if sign == .none { sign = .nullAddress }
      } else if address.isLoopback {
        sign = .loopback
      } else {
        return .none
      }
    }
    return sign
  }
}

extension IPAddress {
  fileprivate var isNull: Bool {
    isIPv4 ? UInt32(truncatingIfNeeded: low) == 0 : high == 0 && low == 0
  }

  fileprivate var isLoopback: Bool {
    isIPv4 ? UInt8(truncatingIfNeeded: low >> 24) == 127 : high == 0 && low == 1
  }
}
