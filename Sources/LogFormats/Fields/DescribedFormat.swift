import Access
import Bytes
import Evidence

/// A format that is a description: how its lines write fields, and what each of the fields means.
///
/// A conforming type names its shape and its map, and says which lines tell of an access. The rest is
/// the same for all: see `AccessBuilder` for how values become a record.
protocol DescribedFormat: LogFormat {
  var shape: LineShape { get }
  var map: FieldMap { get }

  /// Tells what a line is about from its fields.
  ///
  /// - Parameters:
  ///   - values: may be put right here, where a field means something else than its name says.
  ///   - text: decodes what a field holds in another writing; see `LogContext.addText`.
  /// - Throws: `layout` for a line of another format.
  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning

  /// What became of the access. The usual words of `action` are known; a format with words of its
  /// own, or with more fields that decide, says so here.
  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome
}

/// How the lines of a format write their fields.
enum LineShape: Sendable {
  case keyValue(KeyValueLine)
  case json
  /// CEF of one of these vendors; any, when there are none.
  case cef([StaticString])
  case leef([StaticString])
  /// Columns that stand always in the same order.
  /// A line with fewer than `minimum` is cut off.
  case columns(DelimitedLine, NamedColumns, minimum: Int)
  /// Columns that a header line names.
  case namedColumns(DelimitedLine, HeaderLine)
}

/// What a line of a described format tells.
enum LineMeaning {
  case access(AccessKind)
  case notAnAccess
}

extension DescribedFormat {
  package var fields: LogFields {
    let carried: [(FieldRole, LogFields)] = [
      (.client, .client), (.clientHardware, .clientHardware), (.vlan, .vlan), (.user, .user),
      (.url, .path), (.path, .path), (.userAgent, .userAgent),
      (.bytesUp, .bytesUp), (.bytesDown, .bytesDown), (.action, .outcome),
    ]
    return LogFields(carried.filter { map.roles.contains($0.0) }.map(\.1))
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    ActionWords.outcome(of: line.bytes(in: values[.action]))
  }

  package func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      guard try shape.read(line, name, map, &context, into: &values) else { return .notAnAccess }
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  /// Makes the record from values that are read, also those that a format read in its own way.
  func decode(
    _ values: inout FieldValues, of line: Span<UInt8>, context: inout LogContext,
    into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    switch try meaning(of: &values, in: line, context: &context) {
    case .notAnAccess: return .notAnAccess
    case .access(let kind):
      let hasAccess = try AccessBuilder.build(
        &record, kind, from: values, in: line, context: &context)
      guard hasAccess else { return .notAnAccess }
      record.outcome = outcome(of: values, in: line)
      return .access
    }
  }
}

extension LineShape {
  /// Reads the fields of `line` that `map` knows.
  ///
  /// - Returns: false for a line that names the columns of those behind it, or is a remark.
  // One copy serves all formats.
  @inline(never)
  func read(
    _ line: Span<UInt8>, _ format: String, _ map: FieldMap, _ context: inout LogContext,
    into values: inout FieldValues
  ) throws(Malformed) -> Bool {
    switch self {
    case .keyValue(let fields):
      fields.read(line, map, &context.fieldOrder, into: &values)
    case .json:
      guard let start = JSONFields.start(line) else { throw .layout }
      try JSONFields.read(line, from: start, map, &context.fieldOrder, into: &values)
    case .cef(let vendors), .leef(let vendors):
      let head = try ExtensionLine.head(line)
      guard head.isCEF == isCEF else { throw .layout }
      let vendor = line.bytes(in: head.vendor)
      guard vendors.isEmpty || vendors.contains(where: { vendor.equals($0) }) else {
        throw .layout
      }
      values.replace(.product, with: head.product)
      values.replace(.event, with: head.event)
      values.replace(.remark, with: head.name)
      head.fields.read(line, from: head.start, map, into: &values)
    case .columns(let columns, let named, let minimum):
      let start = columns.start(of: line)
      guard named.read(line, from: start, as: columns, into: &values) >= minimum else {
        throw .truncated
      }
    case .namedColumns(let columns, let header):
      return try header.read(line, columns, format, map, &context, into: &values)
    }
    return true
  }

  private var isCEF: Bool {
    if case .cef = self { true } else { false }
  }
}
