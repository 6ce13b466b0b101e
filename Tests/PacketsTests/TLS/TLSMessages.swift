/// Builds hellos and the records that carry them, after the layouts of the RFCs.
enum TLSMessages {
  static func number(_ value: Int, bytes: Int) -> [UInt8] {
    (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// A vector with its length in front (RFC 8446, section 3.4).
  static func vector(_ content: [UInt8], lengthBytes: Int) -> [UInt8] {
    number(content.count, bytes: lengthBytes) + content
  }

  static func helloExtension(_ type: Int, _ content: [UInt8]) -> [UInt8] {
    number(type, bytes: 2) + vector(content, lengthBytes: 2)
  }

  /// A server_name extension (RFC 6066, section 3).
  static func serverName(_ names: String...) -> [UInt8] {
    serverName(entries: names.map { (0, Array($0.utf8)) })
  }

  static func serverName(entries: [(UInt8, [UInt8])]) -> [UInt8] {
    let list = entries.flatMap { [$0.0] + vector($0.1, lengthBytes: 2) }
    return helloExtension(0, vector(list, lengthBytes: 2))
  }

  /// An ALPN extension (RFC 7301, section 3.1).
  static func protocols(_ ids: String...) -> [UInt8] {
    let list = ids.flatMap { vector(Array($0.utf8), lengthBytes: 1) }
    return helloExtension(16, vector(list, lengthBytes: 2))
  }

  static func versions(_ versions: Int...) -> [UInt8] {
    helloExtension(43, vector(versions.flatMap { number($0, bytes: 2) }, lengthBytes: 1))
  }

  /// The body of a ClientHello (RFC 8446, section 4.1.2).
  static func helloBody(
    _ extensions: [UInt8]?, version: Int = 0x0303, sessionID: [UInt8] = [], cookie: [UInt8]? = nil
  ) -> [UInt8] {
    var body = number(version, bytes: 2) + [UInt8](repeating: 0x5A, count: 32)
    body += vector(sessionID, lengthBytes: 1)
    if let cookie { body += vector(cookie, lengthBytes: 1) }
    body += vector(hex("0A 0A 13 01 C0 2F"), lengthBytes: 2) + hex("01 00")
    if let extensions { body += vector(extensions, lengthBytes: 2) }
    return body
  }

  static func clientHello(
    _ extensions: [UInt8]?, version: Int = 0x0303, sessionID: [UInt8] = []
  ) -> [UInt8] {
    [1] + vector(helloBody(extensions, version: version, sessionID: sessionID), lengthBytes: 3)
  }

  /// A hello as browsers send it: GREASE, a name, two protocols, a key of post-quantum size.
  static let browserHello = clientHello(
    helloExtension(0x1A1A, []) + helloExtension(23, []) + serverName("www.example.com")
      + protocols("h2", "http/1.1") + versions(0xFAFA, 0x0304, 0x0303)
      + helloExtension(51, [UInt8](repeating: 7, count: 1650)) + helloExtension(0x2A2A, [0]),
    sessionID: [UInt8](repeating: 9, count: 32))

  /// A ServerHello (RFC 8446, section 4.1.3).
  static func serverHello(
    _ extensions: [UInt8]?, version: Int = 0x0303,
    random: [UInt8] = [UInt8](repeating: 0x3C, count: 32)
  ) -> [UInt8] {
    var body = number(version, bytes: 2) + random + hex("00 13 01 00")
    if let extensions { body += vector(extensions, lengthBytes: 2) }
    return [2] + vector(body, lengthBytes: 3)
  }

  static func record(_ fragment: [UInt8], type: UInt8 = 22, version: Int = 0x0301) -> [UInt8] {
    [type] + number(version, bytes: 2) + vector(fragment, lengthBytes: 2)
  }

  /// A message cut at the given places, each piece in a record of its own.
  static func records(_ message: [UInt8], cutAt places: [Int]) -> [UInt8] {
    let edges = [0] + places + [message.count]
    return zip(edges, edges.dropFirst()).flatMap { record(Array(message[$0..<$1])) }
  }

  /// A fragment of a DTLS ClientHello (RFC 6347, section 4.2.2) in a record of its own.
  static func datagram(
    _ body: [UInt8], _ part: Range<Int>? = nil, sequence: Int = 0, version: Int = 0xFEFD,
    type: UInt8 = 1
  ) -> [UInt8] {
    let part = part ?? 0..<body.count
    let fragment =
      [type] + number(body.count, bytes: 3) + number(sequence, bytes: 2)
      + number(part.lowerBound, bytes: 3) + vector(Array(body[part]), lengthBytes: 3)
    return [22] + number(version, bytes: 2) + [UInt8](repeating: 0, count: 8)
      + vector(fragment, lengthBytes: 2)
  }
}
