import Access
import Bytes
import Evidence

/// A format whose lines are phrases with fields in them: it finds the values itself. How values become
/// a record is the same as for described formats.
protocol PhraseFormat: LogFormat {
  /// Fills `values` from `line`.
  ///
  /// - Returns: nil for a line that tells of no access.
  /// - Throws: `layout` for a line of another format.
  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind?

  /// The time, where the format reads it itself; nil where the usual fields or the header have it.
  func time(
    of values: FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> Timestamp?

  /// What became of the access. The usual words of `action` are known.
  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome
}

extension PhraseFormat {
  func time(
    of values: FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> Timestamp? { nil }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    ActionWords.outcome(of: line.bytes(in: values[.action]))
  }

  package func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      guard let kind = try read(line, context: &context, into: &values) else { return .notAnAccess }
      let time = try time(of: values, in: line, context: &context)
      let hasAccess = try AccessBuilder.build(
        &record, kind, from: values, in: line, context: &context, time: time)
      guard hasAccess else { return .notAnAccess }
      record.outcome = outcome(of: values, in: line)
      return .access
    } catch {
      return .malformed(error)
    }
  }
}

extension FieldValues {
  /// Takes `value` for `role`, unless it stands for nothing.
  mutating func take(_ role: FieldRole, _ value: ByteRange, in line: Span<UInt8>) {
    set(FieldMap.Target(role: role, rank: 0), value, in: line)
  }

  /// Forgets what was taken for `role`.
  mutating func drop(_ role: FieldRole) { replace(role, with: .none) }
}
