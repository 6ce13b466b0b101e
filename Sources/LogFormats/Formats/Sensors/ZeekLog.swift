import Access
import Bytes
import Evidence

/// The logs of Zeek that can tell of accesses, and what their lines mean, in either writing.
enum ZeekLog: UInt8 {
  case dns, ssl, http, quic, conn, other

  /// - Parameter path: the log's name, as `#path` or `_path` has it. `_red` are the reduced logs that
  ///   Corelight's sensors write instead.
  init(path: Span<UInt8>) {
    if path.equals("dns") || path.equals("dns_red") {
      self = .dns
    } else if path.equals("ssl") || path.equals("ssl_red") {
      self = .ssl
    } else if path.equals("http") || path.equals("http_red") {
      self = .http
    } else if path.equals("quic") {
      self = .quic
    } else if path.equals("conn") || path.equals("conn_red") {
      self = .conn
    } else {
      self = .other
    }
  }

  /// The fields of all logs. Those of `marks` stand in one log only.
  static let fields: [(String, FieldRole)] = [
    ("ts", .time), ("@timestamp", .time),
    ("id.orig_h", .client), ("id_orig_h", .client),
    ("orig_l2_addr", .clientHardware), ("inner_vlan", .vlan), ("vlan", .vlan),
    ("id.resp_h", .destination), ("id_resp_h", .destination),
    ("id.resp_p", .port), ("id_resp_p", .port),
    ("query", .host), ("server_name", .host), ("host", .url), ("uri", .path),
    ("method", .method), ("user_agent", .userAgent),
    ("request_body_len", .bytesUp), ("orig_bytes", .bytesUp),
    ("response_body_len", .bytesDown), ("resp_bytes", .bytesDown),
    ("rejected", .action), ("rcode_name", .status), ("proto", .status), ("service", .remark),
  ]

  static let marks: [(String, FieldRole)] = [
    ("_path", .type), ("trans_id", .subtype), ("qclass", .subtype), ("qtype", .subtype),
    ("cipher", .event), ("established", .event), ("resumed", .event),
    ("trans_depth", .detail), ("client_initial_dcid", .product), ("client_scid", .product),
    ("conn_state", .direction),
  ]

  func meaning(of values: inout FieldValues, in line: Span<UInt8>) -> LineMeaning {
    // A shipper may have added a `host` of its own to any log but this.
    if self != .http { values.replace(.url, with: .none) }
    let isWeb = WebPort.contains(values[.port], line)
    let namesHost = !values[.host].isEmpty
    switch self {
    case .dns:
      let isLocal = NeighbourPort.contains(values[.port], line)
      return namesHost && !isLocal ? .access(.dns) : .notAnAccess
    case .ssl: return namesHost || isWeb ? .access(.tls) : .notAnAccess
    case .quic: return namesHost || isWeb ? .access(.quic) : .notAnAccess
    case .http: return http(&values, line, isWeb: isWeb)
    case .conn:
      values.replace(.host, with: .none)
      guard isWeb, values[.remark].isEmpty else { return .notAnAccess }
      return .access(line.bytes(in: values[.status]).equals("udp") ? .quic : .tls)
    case .other: return .notAnAccess
    }
  }

  private func http(
    _ values: inout FieldValues, _ line: Span<UInt8>, isWeb: Bool
  ) -> LineMeaning {
    values.replace(.host, with: .none)
    // On the way to a proxy the whole URL stands in the request.
    let uri = line.bytes(in: values[.path])
    if uri.starts(with: "http:") || uri.starts(with: "https:") {
      values.replace(.host, with: values[.url], escapes: values.escapes(of: .url))
      values.replace(.url, with: values[.path], escapes: values.escapes(of: .path))
    }
    return !values[.url].isEmpty || isWeb ? .access(.proxy) : .notAnAccess
  }

  /// The answer `REFUSED`, and `NXDOMAIN` without the authority that an honest one has, are what
  /// filtering servers give.
  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    guard self == .dns else { return .unknown }
    let code = line.bytes(in: values[.status])
    if code.equals("REFUSED") { return .blocked }
    let rejected = line.bytes(in: values[.action])
    let isRejected = rejected.equals("T") || rejected.equals("true")
    return isRejected && code.equals("NXDOMAIN") ? .blocked : .unknown
  }
}
