import Access
import Bytes
import Evidence

/// What the feeds of Zscaler's Nanolog Streaming Service have in common, however they are written:
/// the names of their fields, and what a web, DNS or firewall log says.
///
/// A feed names its fields as its template does: `cip`, `reqsize` and `eurl` are Zscaler's own names,
/// `ClientIP`, `requestsize` and `url` those of its template for Splunk. Documented at
/// https://help.zscaler.com/zia/nss-feed-output-format-web-logs,
/// https://help.zscaler.com/zia/nss-feed-output-format-dns-logs and
/// https://help.zscaler.com/zia/nss-feed-output-format-firewall-logs.
enum ZscalerFeed {
  enum Log {
    case web, dns, firewall, other
  }

  /// Roles that no feed needs carry the fields in base64: `direction` the URL, `remark` the host and
  /// `status` the user. `type`, `subtype` and `event` mark web, DNS and firewall logs; `detail` is
  /// what was done with the answer to a lookup, which marks DNS logs too.
  static let names: [(String, FieldRole)] = [
    ("datetime", .time), ("time", .time), ("epochtime", .time), ("tz", .zone),
    ("clientip", .client), ("cip", .client), ("clt_sip", .client), ("csip", .client),
    ("clt_ip", .client), ("cintip", .client), ("clientpublicip", .client), ("cpubip", .client),
    ("user", .user), ("login", .user), ("elogin", .user), ("ologin", .user),
    ("hostname", .host), ("ehost", .host), ("dns_req", .host), ("req", .host),
    ("cdfqdn", .host), ("cltdomain", .host), ("url", .url), ("eurl", .url),
    ("serverip", .destination), ("sip", .destination), ("sdip", .destination),
    ("cdip", .destination), ("cdport", .port), ("sdport", .port),
    ("requestmethod", .method), ("reqmethod", .method),
    ("useragent", .userAgent), ("ua", .userAgent), ("eua", .userAgent),
    ("requestsize", .bytesUp), ("reqsize", .bytesUp), ("outbytes", .bytesUp),
    ("reqdatasize", .bytesUp), ("respdatasize", .bytesDown),
    ("responsesize", .bytesDown), ("respsize", .bytesDown), ("inbytes", .bytesDown),
    ("action", .action), ("reqaction", .action), ("resaction", .detail),
    ("sourcetype", .product), ("vendor", .product),
    ("urlsupercategory", .type), ("urlsupercat", .type), ("urlclass", .type),
    ("dns_reqtype", .subtype), ("reqrulelabel", .subtype), ("nwsvc", .event), ("nwapp", .event),
    ("b64url", .direction), ("b64host", .remark), ("b64login", .status),
  ]

  /// Which log the fields are of.
  static func log(_ values: FieldValues, _ line: Span<UInt8>) throws(Malformed) -> Log {
    let source = line.bytes(in: values[.product])
    if source.equals("zscalernss-web") || source.equals("zscalernss") { return .web }
    if source.equals("zscalernss-dns") { return .dns }
    if source.equals("zscalernss-fw") { return .firewall }
    if source.starts(with: "zscalernss") { return .other }
    if !values[.subtype].isEmpty || !values[.detail].isEmpty { return .dns }
    if !values[.event].isEmpty { return .firewall }
    guard !values[.type].isEmpty || source.equals("Zscaler") else { throw .layout }
    return .web
  }

  static func meaning(
    of log: Log, _ values: inout FieldValues, _ line: Span<UInt8>, _ context: inout LogContext
  ) -> LineMeaning {
    decode(.direction, as: .url, &values, line, &context)
    decode(.remark, as: .host, &values, line, &context)
    decode(.status, as: .user, &values, line, &context)
    unescapeUser(&values, line, &context)
    // What broke off before its request has a method of this name.
    if line.bytes(in: values[.method]).equals("invalid") { values.replace(.method, with: .none) }
    switch log {
    case .web: return .access(.proxy)
    case .dns: return .access(.dns)
    case .firewall: return firewallMeaning(values, line)
    case .other: return .notAnAccess
    }
  }

  private static func firewallMeaning(_ values: FieldValues, _ line: Span<UInt8>) -> LineMeaning {
    let service = line.bytes(in: values[.event])
    // The way to Zscaler's own proxy: the web log has what was asked for there.
    if service.equals("ZSCALER_PROXY_NW_SERVICES") { return .notAnAccess }
    guard !values[.host].isEmpty || WebPort.contains(values[.port], line) else {
      return .notAnAccess
    }
    if service.equals("QUIC") { return .access(.quic) }
    return service.equals("HTTP") && !values[.host].isEmpty ? .access(.proxy) : .access(.tls)
  }

  /// A lookup is refused when either the query or its answer was.
  static func outcome(_ values: FieldValues, _ line: Span<UInt8>) -> Outcome {
    let outcome = outcome(of: line.bytes(in: values[.action]))
    guard outcome != .blocked, !values[.detail].isEmpty else { return outcome }
    return self.outcome(of: line.bytes(in: values[.detail])) == .blocked ? .blocked : outcome
  }

  /// `Allowed`, `Block Drop`, `IPS Drop`, `REQ_ALLOW`, `RES_BLOCK`.
  private static func outcome(of word: Span<UInt8>) -> Outcome {
    let isPrefixed =
      word.starts(with: "REQ_") || word.starts(with: "RES_") || word.starts(with: "IPS ")
    return ActionWords.outcome(of: word.extracting((isPrefixed ? 4 : 0)..<word.count))
  }

  // MARK: Other writings

  /// Feeds write `%40` for an `@`, and other characters that would break their lines, in users.
  private static func unescapeUser(
    _ values: inout FieldValues, _ line: Span<UInt8>, _ context: inout LogContext
  ) {
    let field = values[.user]
    guard field.range.upperBound <= line.count else { return }
    let user = line.bytes(in: field)
    guard user.firstIndex(of: ASCII.percent) != nil else { return }
    let decoded = context.addText(to: line) { text in
      var index = 0
      while index < user.count {
        if user[index] == ASCII.percent, index + 2 < user.count,
          let high = ASCII.hexValue(user[index + 1]), let low = ASCII.hexValue(user[index + 2])
        {
          text.append(high << 4 | low)
          index += 3
        } else {
          text.append(user[index])
          index += 1
        }
      }
    }
    values.replace(.user, with: decoded)
  }

  /// Decodes a field in base64 (RFC 4648) unless the plain one is there.
  private static func decode(
    _ source: FieldRole, as role: FieldRole, _ values: inout FieldValues, _ line: Span<UInt8>,
    _ context: inout LogContext
  ) {
    guard !values[source].isEmpty, values[role].isEmpty else { return }
    let field = line.bytes(in: values[source])
    let decoded = context.addText(to: line) { text in
      var (bits, count) = (UInt32(0), UInt32(0))
      for index in field.indices {
        guard let value = base64Value(field[index]) else { continue }
        bits = (bits << 6 | value) & 0xFFFF
        count += 6
        guard count >= 8 else { continue }
        count -= 8
        text.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    values.replace(role, with: decoded)
  }

  private static func base64Value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a") + 26)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0") + 52)
    case ASCII.plus, ASCII.hyphen: 62
    case ASCII.slash, ASCII.underscore: 63
    default: nil
    }
  }
}
