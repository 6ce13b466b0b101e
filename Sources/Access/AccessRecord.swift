package import Bytes
package import Evidence

/// What one log line or packet says of an access: numbers, and ranges into the bytes it came from.
///
/// A record borrows. It is worth something only next to its line or packet and is gone with it, so
/// nothing of a person survives by accident.
@usableFromInline package struct AccessRecord: Sendable {
  package private(set) var kind: AccessKind
  /// When the access happened; nil when the format carries no time.
  package var time: Timestamp?
  /// The client, the machine that asked and not a proxy between, as the log writes it: an address
  /// or a name. It is read only for accesses that matter, one in a hundred.
  package var client: ByteRange = .none
  /// The number of the VLAN that the client is in (IEEE 802.1Q, 1 to 4094); 0 when nothing says.
  package var vlan: UInt16 = 0
  private var hardwareBits: UInt64 = 0
  /// The server's address, of accesses seen in packets; empty for others.
  package var server: ByteRange = .none
  /// The user as the log writes it, with domain and quoting; empty when it names nobody.
  package var user: ByteRange = .none
  /// Whether `user` is escaped as Squid and Apache do it: `%5b` for a byte, `\\` for a backslash.
  package var isUserEscaped = false
  /// The host asked for, without port, brackets or trailing dot, in the log's own case.
  package var host: ByteRange
  /// Whether `host` is an IP address: no name was given.
  package var isHostAddress = false
  /// Whether `host` was not said by the access itself, but is the name that the client was last
  /// told for the server's address.
  package var isNameInferred = false
  /// The port asked for; 0 when the log does not say.
  package var port: UInt16 = 0
  /// Path and query, from the slash; empty where the log does not show them. They and the user
  /// agent help to tell services apart, and go nowhere.
  package var path: ByteRange = .none
  package var userAgent: ByteRange = .none
  package var method: ByteRange = .none
  /// Bytes from the client; nil when the format does not say.
  package var bytesUp: UInt64?
  /// Bytes to the client; nil when the format does not say.
  package var bytesDown: UInt64?
  /// From the first to the last packet in milliseconds, never negative; nil when nothing says.
  package var duration: Int64?
  package var outcome: Outcome = .unknown

  package init(kind: AccessKind, host: ByteRange) {
    self.kind = kind
    self.host = host
  }

  /// Forgets all but these two. In place: records are large, and each line fills one.
  package mutating func restart(_ kind: AccessKind, host: ByteRange) {
    self = AccessRecord(kind: kind, host: host)
  }

  /// A record that says nothing yet, for a reader to fill again and again.
  package static var blank: AccessRecord { AccessRecord(kind: .dns, host: .none) }

  /// Makes the ranges count from the start of a line in which the record's own begins at `offset`.
  package mutating func shift(by offset: Int) {
    client = client.shifted(by: offset)
    server = server.shifted(by: offset)
    user = user.shifted(by: offset)
    host = host.shifted(by: offset)
    path = path.shifted(by: offset)
    userAgent = userAgent.shifted(by: offset)
    method = method.shifted(by: offset)
  }

  /// The hardware address of the client's interface; nil when nothing says.
  package var hardware: HardwareAddress? {
    get { hardwareBits == 0 ? nil : HardwareAddress(bits: hardwareBits) }
    set { hardwareBits = newValue?.bits ?? 0 }
  }

  /// The client's address; nil when the log has a name in its place, or nothing.
  package borrowing func clientAddress(in line: Span<UInt8>) -> IPAddress? {
    IPAddress(line.bytes(in: client))
  }

  /// Takes the client from `field`, unless it is the `-` that stands for none.
  package mutating func setClient(_ field: ByteRange, in line: Span<UInt8>) {
    client = line.bytes(in: field).equals("-") ? .none : field
  }

  /// Takes the user from `field`, unless it is the `-` that stands for nobody.
  package mutating func setUser(_ field: ByteRange, in line: Span<UInt8>) {
    user = line.bytes(in: field).equals("-") ? .none : field
  }

  /// Appends the user's bytes, as they were before the log escaped them, to `buffer`.
  package borrowing func copyUser(from line: Span<UInt8>, into buffer: inout [UInt8]) {
    let bytes = line.bytes(in: user)
    var index = 0
    while index < bytes.count {
      var byte = bytes[index]
      if isUserEscaped, byte == ASCII.percent, index + 2 < bytes.count,
        let high = ASCII.hexValue(bytes[index + 1]), let low = ASCII.hexValue(bytes[index + 2])
      {
        byte = high << 4 | low
        index += 2
      } else if isUserEscaped, byte == ASCII.backslash, index + 1 < bytes.count,
        bytes[index + 1] == ASCII.backslash || bytes[index + 1] == ASCII.quote
      {
        byte = bytes[index + 1]
        index += 1
      }
      buffer.append(byte)
      index += 1
    }
  }
}
