import Access
import Bytes
import Evidence

/// Tables of any product, with a line at the front that names the columns by well-known names.
///
///     Date,Time,Source IP,User,URL,Action
///     2026-11-16,08:30:00,10.1.2.3,anna,https://www.example.com/,Allowed
///
/// The columns stand between commas, semicolons or tabs, in quotes where they hold one (RFC 4180). The
/// names are those of `WellKnownNames`, written together, with a blank, `_`, `-` or `.`, in either case. A
/// table is read if its header names a time, a client and a host or URL; `host` counts only beside a
/// method or a path. The header may come again. Times and dates are told from their look. Byte counts
/// whose direction the name does not say are not read.
struct CSV: LogFormat {
  let name = "csv"
  let isGeneric = true
  let fields: LogFields = [
    .client, .clientHardware, .vlan, .user, .path, .userAgent, .bytesUp, .bytesDown, .outcome,
  ]
  private let map = FieldMap(WellKnownNames.fields(joiners: [" ", "_", "", "-", "."]))

  /// Which table the context's columns are of.
  private enum Table: UInt8 {
    case comma, semicolon, tab

    var columns: DelimitedLine {
      switch self {
      case .comma: DelimitedLine(delimiter: UInt8(ascii: ","))
      case .semicolon: DelimitedLine(delimiter: UInt8(ascii: ";"))
      case .tab: DelimitedLine(delimiter: ASCII.tab)
      }
    }
  }

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let columns = context.columns(of: name)
      let table = columns.flatMap { Table(rawValue: $0.table) }
      if table == nil || !hasDigit(line), let named = header(line) {
        context.setColumns(named)
        return .notAnAccess
      }
      guard let table, let columns else { throw .layout }
      return try read(line, columns, of: table, &context, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func read(
    _ line: Span<UInt8>, _ columns: NamedColumns, of table: Table, _ context: inout LogContext,
    into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    var values = FieldValues()
    let count = columns.read(line, from: 0, as: table.columns, into: &values)
    guard count >= columns.count else { throw .truncated }
    guard count == columns.count else { throw .layout }
    guard case .access(let kind) = try meaning(of: &values, line, &context),
      try AccessBuilder.build(&record, kind, from: values, in: line, context: &context)
    else { return false }
    record.outcome = ActionWords.outcome(of: line.bytes(in: values[.action]))
    return true
  }

  /// The header told that this is a table of accesses; a line without a client or a host is one of
  /// something else in it.
  private func meaning(
    of values: inout FieldValues, _ line: Span<UInt8>, _ context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    do throws(Malformed) {
      return try WellKnownNames.meaning(of: &values, in: line, context: &context)
    } catch {
      guard error == .layout else { throw error }
      return .notAnAccess
    }
  }

  // MARK: Header

  /// The columns that `line` names; nil if it is no header, or not one of accesses.
  private func header(_ line: Span<UInt8>) -> NamedColumns? {
    // Windows programs put a byte order mark before the first name.
    let start = line.contains("\u{FEFF}", at: 0) ? 3 : 0
    guard start < line.count, mayBeginName(line[start]), let table = table(line) else { return nil }
    let named = NamedColumns(
      line, from: start, as: table.columns, map, owner: name, table: table.rawValue)
    func has(_ role: FieldRole) -> Bool { named.targets.contains { $0?.role == role } }
    let asksFor =
      has(.host) || has(.url) || has(.detail) || has(.remark) && (has(.method) || has(.path))
    return has(.client) && (has(.time) || has(.date)) && asksFor ? named : nil
  }

  /// Names hold no digit at their front, as the addresses and times of records do.
  private func mayBeginName(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || byte == ASCII.quote || byte == ASCII.at || byte == ASCII.underscore
  }

  private func hasDigit(_ line: Span<UInt8>) -> Bool {
    for index in line.indices where ASCII.isDigit(line[index]) { return true }
    return false
  }

  private func table(_ line: Span<UInt8>) -> Table? {
    var (commas, semicolons, tabs) = (0, 0, 0)
    for index in line.indices {
      switch line[index] {
      case UInt8(ascii: ","): commas += 1
      case UInt8(ascii: ";"): semicolons += 1
      case ASCII.tab: tabs += 1
      default: break
      }
    }
    guard max(commas, semicolons, tabs) >= 2 else { return nil }
    if tabs >= commas, tabs >= semicolons { return .tab }
    return semicolons > commas ? .semicolon : .comma
  }
}
