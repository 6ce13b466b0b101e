import Bytes
package import Evidence

/// A format that the administrator describes: where its lines write fields, and what those mean.
package struct ConfiguredFormat: DescribedFormat {
  package enum Shape: String, CaseIterable, Sendable {
    /// Columns between commas, tabs, semicolons or blanks.
    case csv, tsv, semicolon, blanks
    case keyValue = "key-value"
    case json

    /// Whether fields may be named by the number of their column.
    package var hasColumns: Bool { delimiter != nil }

    fileprivate var delimiter: DelimitedLine? {
      switch self {
      case .csv: DelimitedLine()
      case .tsv: DelimitedLine(delimiter: ASCII.tab)
      case .semicolon: DelimitedLine(delimiter: UInt8(ascii: ";"))
      case .blanks: DelimitedLine(delimiter: UInt8(ascii: " "), joinsDelimiters: true)
      case .keyValue, .json: nil
      }
    }
  }

  /// A field of the log: its name, a path with dots in JSON, or the number of its column from 1.
  package enum FieldName: Equatable, Sendable {
    case name(String)
    case column(Int)
  }

  package let name: String
  let shape: LineShape
  let map: FieldMap
  private let kind: AccessKind
  private let blocked: [[UInt8]]
  private let allowed: [[UInt8]]

  /// - Parameters:
  ///   - fields: in the order of trust: of several fields of one role the first that says something
  ///     counts. Either all are columns or all are names.
  ///   - blocked: words that `action` begins with when an access was refused, beside the usual ones.
  ///   - allowed: likewise when it was let through.
  package init(
    name: String, shape: Shape, kind: AccessKind, fields: [(FieldName, FieldRole)],
    blocked: [String], allowed: [String]
  ) {
    self.name = name
    self.kind = kind
    self.blocked = blocked.map { Array($0.lowercased().utf8) }
    self.allowed = allowed.map { Array($0.lowercased().utf8) }
    let names = fields.map { (Self.text(of: $0.0), $0.1) }
    map = FieldMap(names)
    switch shape {
    case .json: self.shape = .json
    case .keyValue: self.shape = .keyValue(KeyValueLine())
    case .csv, .tsv, .semicolon, .blanks:
      let columns = shape.delimiter ?? DelimitedLine()
      let numbers = fields.compactMap { if case .column(let number) = $0.0 { number } else { nil } }
      if let last = numbers.max() {
        let ordered = (1...last).map { "column \($0)" }
        self.shape = .columns(columns, NamedColumns(ordered, map), minimum: last)
      } else {
        let header = HeaderLine(mark: "", names: names.map { $0.0.lowercased() })
        self.shape = .namedColumns(columns, header)
      }
    }
  }

  private static func text(of field: FieldName) -> String {
    switch field {
    case .name(let name): name
    case .column(let number): "column \(number)"
    }
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let hasHost =
      !values[.host].isEmpty || !values[.url].isEmpty || !values[.destination].isEmpty
    // A line of another format has neither; one of this format may lack a host.
    guard hasHost || !values[.client].isEmpty else { throw .layout }
    return hasHost ? .access(kind) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let word = line.bytes(in: values[.action])
    guard word.count > 0 else { return .unknown }
    for index in blocked.indices where word.contains(lowercase: blocked[index], at: 0) {
      return .blocked
    }
    for index in allowed.indices where word.contains(lowercase: allowed[index], at: 0) {
      return .allowed
    }
    return ActionWords.outcome(of: word)
  }
}

extension FieldRole {
  /// The word for it in `formats.yaml`; nil for roles that only built-in formats use.
  package var configurationWord: String? {
    switch self {
    case .time: "time"
    case .date: "date"
    case .timeOfDay: "time_of_day"
    case .zone: "zone"
    case .client: "client"
    case .clientHardware: "hardware"
    case .vlan: "vlan"
    case .user: "user"
    case .host: "host"
    case .url: "url"
    case .path: "path"
    case .destination: "destination"
    case .port: "port"
    case .method: "method"
    case .userAgent: "user_agent"
    case .bytesUp: "bytes_up"
    case .bytesDown: "bytes_down"
    case .action: "action"
    case .status, .product, .type, .subtype, .event, .direction, .detail, .remark: nil
    }
  }
}
