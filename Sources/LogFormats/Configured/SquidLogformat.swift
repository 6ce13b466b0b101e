package import Access
import Bytes
import Evidence

/// A format of Squid's own making, from the text that stands behind `logformat NAME` in `squid.conf`
/// (https://www.squid-cache.org/Doc/config/logformat/).
///
/// Read are the time (`%ts`, `%tu`, `%tl`, `%tg`), the client (`%>a`, `%>A`) and its hardware address
/// (`%>eui`), the user (`%un` and its
/// kin), method, URL and host, the sizes of request (`%>st`) and reply (`%<st`), the result (`%Ss`,
/// `%>Hs`, `%Sh`), `%ssl::>sni` and the request headers `Host` and `User-Agent`. All other codes are
/// passed over. A value ends where the text that follows its code in the format stands next.
package struct SquidLogformat: LogFormat {
  package let name: String
  package let fields: LogFields
  private let parts: [Part]

  /// A code of the format, or the text between two.
  private enum Part: Sendable {
    case text([UInt8])
    case value(Meaning?)
  }

  private enum Meaning: Sendable {
    case seconds, thousandths, clock
    case client, hardware, user, host, url, path, method, userAgent
    case bytesUp, bytesDown, status, result, hierarchy
  }

  /// Why a text is no log format.
  package enum Problem: Error, Equatable, Sendable {
    /// A `%` that no code follows, at this character from 1.
    case code(at: Int)
    /// Two codes with nothing between them, of which nobody can tell the first from the second.
    case adjacent(at: Int)
    /// Nothing that names a host.
    case noHost
  }

  /// - Throws: what is wrong with `text`.
  package init(name: String, text: String) throws(Problem) {
    self.name = name
    parts = try Self.parse(Array(text.utf8))
    var carried: LogFields = []
    var hasHost = false
    for part in parts {
      guard case .value(let meaning?) = part else { continue }
      switch meaning {
      case .client: carried.insert(.client)
      case .hardware: carried.insert(.clientHardware)
      case .user: carried.insert(.user)
      case .path: carried.insert(.path)
      case .userAgent: carried.insert(.userAgent)
      case .bytesUp: carried.insert(.bytesUp)
      case .bytesDown: carried.insert(.bytesDown)
      case .result, .status: carried.insert(.outcome)
      case .url:
        carried.insert(.path)
        hasHost = true
      case .host: hasHost = true
      default: break
      }
    }
    guard hasHost else { throw .noHost }
    fields = carried
  }

  // MARK: The format's text

  private static func parse(_ text: [UInt8]) throws(Problem) -> [Part] {
    var parts: [Part] = []
    var literal: [UInt8] = []
    var position = 0
    while position < text.count {
      let byte = text[position]
      guard byte == ASCII.percent else {
        literal.append(byte)
        position += 1
        continue
      }
      let start = position
      guard let code = code(text, at: &position) else { throw .code(at: start + 1) }
      if code == "%" {
        literal.append(ASCII.percent)
        continue
      }
      if case .value? = parts.last, literal.isEmpty { throw .adjacent(at: start + 1) }
      if !literal.isEmpty { parts.append(.text(literal)) }
      literal = []
      parts.append(.value(meaning(of: code)))
    }
    if !literal.isEmpty { parts.append(.text(literal)) }
    return parts
  }

  /// `%[ENCODING][-][[0]WIDTH][{ARGUMENT}]CODE[{ARGUMENT}]`: the code with its argument, without the rest.
  private static func code(_ text: [UInt8], at position: inout Int) -> String? {
    position += 1
    func next() -> UInt8 { position < text.count ? text[position] : 0 }
    if next() == ASCII.percent {
      position += 1
      return "%"
    }
    while [UInt8]("\"[#'/-".utf8).contains(next()) { position += 1 }
    while ASCII.isDigit(next()) || next() == ASCII.dot { position += 1 }
    var argument = argument(text, at: &position)
    var code: [UInt8] = []
    while isInCode(next()) {
      code.append(next())
      position += 1
      // Codes of a group, such as `ssl::>sni`, end with their last letter.
      let isGroup =
        next() == ASCII.colon && position + 1 < text.count
        && text[position + 1] == ASCII.colon
      if codes.keys.contains(String(decoding: code, as: UTF8.self)), !isGroup { break }
    }
    if argument.isEmpty { argument = self.argument(text, at: &position) }
    return code.isEmpty ? nil : String(decoding: code, as: UTF8.self) + argument
  }

  private static func argument(_ text: [UInt8], at position: inout Int) -> String {
    guard position < text.count, text[position] == UInt8(ascii: "{"),
      let end = text[position...].firstIndex(of: UInt8(ascii: "}"))
    else { return "" }
    defer { position = end + 1 }
    return String(decoding: text[position...end], as: UTF8.self)
  }

  /// The codes of Squid 3 to 6 outside its groups, each with what it means; nil for one that is
  /// passed over.
  private static let codes: [String: Meaning?] = [
    "ts": .seconds, "tu": .thousandths, "tl": .clock, "tg": .clock, "tr": nil, "dt": nil,
    "tS": nil, "busy_time": nil,
    ">a": .client, ">A": .client, ">p": nil, ">eui": .hardware, ">la": nil, ">lp": nil, ">qos": nil,
    ">nfmark": nil, "<a": nil, "<A": nil, "<p": nil, "<la": nil, "<lp": nil, "<qos": nil,
    "<nfmark": nil, "la": nil, "lp": nil, "err_code": nil, "err_detail": nil, "note": nil,
    "un": .user, "ul": .user, "us": .user, "ui": .user, "ue": .user, "credentials": nil,
    "Hs": .status, ">Hs": .status, "<Hs": nil, "<bs": nil, "Ss": .result, "Sh": .hierarchy,
    "mt": nil, "ea": nil, "et": nil, "sn": nil, "master_xaction": nil,
    "rm": .method, ">rm": .method, "<rm": nil, "ru": .url, ">ru": .url, "<ru": nil,
    "rd": .host, ">rd": .host, "<rd": nil, "rp": .path, ">rp": .path, "<rp": nil, "rP": nil,
    ">rP": nil, "<rP": nil, "rs": nil, ">rs": nil, "<rs": nil, "rv": nil, ">rv": nil, "<rv": nil,
    ">h": nil, "<h": nil, "st": nil, ">st": .bytesUp, "<st": .bytesDown, ">sh": nil,
    "<sh": nil, "<sS": nil, "<pt": nil, "<tt": nil, "<ts": nil,
    "ssl::>sni": .host,
  ]

  private static func isInCode(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || byte == ASCII.lessThan || byte == ASCII.greaterThan
      || byte == ASCII.colon || byte == ASCII.underscore
  }

  private static func meaning(of code: String) -> Meaning? {
    let argument = code.firstIndex(of: "{").map { code[$0...].lowercased() } ?? ""
    let plain = code.prefix { $0 != "{" }
    if plain == ">h" {
      switch argument {
      case "{user-agent}": return .userAgent
      case "{host}": return .host
      default: return nil
      }
    }
    // A pattern of its own is read as it looks.
    return codes[String(plain)] ?? nil
  }

  // MARK: Lines

  package func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      return try read(line, &context, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private struct Values {
    var time = 0..<0
    var client = ByteRange.none
    var hardware = ByteRange.none
    var user = ByteRange.none
    var host = ByteRange.none
    var url = ByteRange.none
    var path = ByteRange.none
    var method = ByteRange.none
    var userAgent = ByteRange.none
    var bytesUp = ByteRange.none
    var bytesDown = ByteRange.none
    var status = ByteRange.none
    var result = ByteRange.none
    var hierarchy = ByteRange.none
  }

  private func read(
    _ line: Span<UInt8>, _ context: inout LogContext, into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    let values = try split(line)
    let method = values.method.isEmpty ? ByteRange.none : values.method
    let target = values.url.isEmpty ? values.host : values.url
    guard !target.isEmpty, !line.bytes(in: target).equals("-") else { return false }
    guard try start(&record, values, method, target, line) else { return false }
    if !values.time.isEmpty {
      record.time = try MomentReader.read(
        line.extracting(values.time), zone: line.extracting(0..<0), context: &context)
    }
    record.setClient(values.client, in: line)
    record.hardware = HardwareAddress(field: line.bytes(in: values.hardware))
    record.setUser(values.user, in: line)
    record.isUserEscaped = true
    record.userAgent = values.userAgent
    if record.path.isEmpty, !line.bytes(in: method).equals("CONNECT") { record.path = values.path }
    record.bytesUp = number(values.bytesUp, line)
    record.bytesDown = number(values.bytesDown, line)
    if !values.result.isEmpty || !values.status.isEmpty {
      let status = number(values.status, line).flatMap { Int(exactly: $0) } ?? 0
      record.outcome = ProxyRequest.outcome(
        result: line.bytes(in: values.result), status: status,
        wasForwarded: !values.hierarchy.isEmpty
          && ProxyRequest.wasForwarded(line.bytes(in: values.hierarchy)))
    }
    return true
  }

  /// The URL names the host; where it is an address, SNI or the Host header may name it better.
  private func start(
    _ record: inout AccessRecord, _ values: Values, _ method: ByteRange, _ target: ByteRange,
    _ line: Span<UInt8>
  ) throws(Malformed) -> Bool {
    if values.url.isEmpty {
      guard try ProxyRequest.start(&record, target: target, in: line) else { return false }
      record.method = method
      return true
    }
    guard try ProxyRequest.start(&record, method: method, target: target, in: line) else {
      return false
    }
    if record.isHostAddress, let named = try? HostName(name: values.host.range, of: line) {
      record.host = named.range
      record.isHostAddress = named.isAddress
    }
    return true
  }

  private func number(_ field: ByteRange, _ line: Span<UInt8>) -> UInt64? {
    var cursor = ByteCursor(line.bytes(in: field))
    guard let number = try? cursor.readDecimal(), cursor.isAtEnd else { return nil }
    return number
  }

  private func split(_ line: Span<UInt8>) throws(Malformed) -> Values {
    var values = Values()
    var position = 0
    for index in parts.indices {
      switch parts[index] {
      case .text(let text):
        position = try end(of: text, line, from: position)
      case .value(let meaning):
        // Numbers are padded to their width.
        while position < line.count, line[position] == ASCII.space { position += 1 }
        let end = try valueEnd(line, from: position, behind: index)
        if let meaning { set(meaning, position..<end, in: &values) }
        position = end
      }
    }
    return values
  }

  /// Where `text` of the format ends in the line; a blank stands for several.
  private func end(
    of text: [UInt8], _ line: Span<UInt8>, from start: Int
  ) throws(Malformed) -> Int {
    var position = start
    for byte in text {
      guard position < line.count else { throw .truncated }
      guard line[position] == byte else { throw .layout }
      position += 1
      if byte == ASCII.space {
        while position < line.count, line[position] == ASCII.space { position += 1 }
      }
    }
    return position
  }

  private func valueEnd(
    _ line: Span<UInt8>, from start: Int, behind index: Int
  ) throws(Malformed) -> Int {
    guard index + 1 < parts.count, case .text(let text) = parts[index + 1], let first = text.first
    else { return line.count }
    var position = start
    while true {
      position = line.wordEnd(first, from: position)
      guard position < line.count else { throw .truncated }
      if line.stands(text, at: position) { return position }
      position += 1
    }
  }

  private func set(_ meaning: Meaning, _ range: Range<Int>, in values: inout Values) {
    let field = ByteRange(range)
    switch meaning {
    case .seconds, .clock: values.time = range
    case .thousandths:
      // `%ts.%03tu`: both are one number.
      if values.time.upperBound + 1 == range.lowerBound {
        values.time = values.time.lowerBound..<range.upperBound
      }
    case .client: values.client = field
    case .hardware: values.hardware = field
    case .user: if values.user.count <= 1 { values.user = field }
    case .host: if values.host.count <= 1 { values.host = field }
    case .url: values.url = field
    case .path: values.path = field
    case .method: values.method = field
    case .userAgent: values.userAgent = field
    case .bytesUp: values.bytesUp = field
    case .bytesDown: values.bytesDown = field
    case .status: values.status = field
    case .result: values.result = field
    case .hierarchy: values.hierarchy = field
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether `text` stands at `position`.
  fileprivate func stands(_ text: [UInt8], at position: Int) -> Bool {
    guard text.count <= count - position else { return false }
    for index in text.indices where text[index] != self[position + index] { return false }
    return true
  }
}
