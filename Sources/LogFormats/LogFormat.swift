package import Access
import Bytes

/// One way in which a proxy or a name server writes its log.
///
/// A format reads one line at a time; what it has to keep between lines, it keeps in the context. It is
/// listed in `allFormats`,
/// and its samples stand in `Tests/LogFormatsTests/Fixtures/<name>`.
package protocol LogFormat: Sendable {
  /// The name that users write, in kebab-case.
  var name: String { get }

  /// Which fields the lines carry; what is missing cannot be counted, and the report says so.
  var fields: LogFields { get }

  /// Whether the format is of no product: it takes only lines that no other format reads.
  var isGeneric: Bool { get }

  /// The fields that a line names, and which of them are read; empty for lines without names.
  func seenFields(in line: Span<UInt8>) -> [SeenField]

  /// Reads one line, without its line ending.
  ///
  /// - Parameters:
  ///   - line: the bytes that the record's ranges point into.
  ///   - context: what the line's meaning depends on beside its bytes, such as a header before it.
  ///   - record: filled for `access` and `refusedLookup`; otherwise it means nothing. It is the
  ///     caller's, because handing it back with every line would cost a tenth of the reading.
  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded
}

extension LogFormat {
  package var isGeneric: Bool { false }

  package func seenFields(in line: Span<UInt8>) -> [SeenField] { [] }
}

/// What a format's lines carry beside a time and a host.
package struct LogFields: OptionSet, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let bytesUp = LogFields(rawValue: 1)
  package static let bytesDown = LogFields(rawValue: 2)
  package static let outcome = LogFields(rawValue: 4)
  package static let client = LogFields(rawValue: 8)
  package static let user = LogFields(rawValue: 16)
  package static let path = LogFields(rawValue: 32)
  package static let userAgent = LogFields(rawValue: 64)
  package static let clientHardware = LogFields(rawValue: 128)
  package static let vlan = LogFields(rawValue: 256)

  /// The words for them, in the order of a reader's interest.
  package var names: [String] {
    let words: [(LogFields, String)] = [
      (.client, "client"), (.clientHardware, "hardware address"), (.vlan, "VLAN"), (.user, "user"),
      (.path, "path"), (.userAgent, "user agent"),
      (.bytesUp, "bytes up"), (.bytesDown, "bytes down"), (.outcome, "action"),
    ]
    return words.compactMap { contains($0) ? $1 : nil }
  }
}

/// What became of one line.
package enum Decoded: Equatable, Sendable {
  case access
  /// The server says that it refused an earlier lookup: no access of its own.
  case refusedLookup
  /// A line of this format that tells of no access.
  case notAnAccess
  case malformed(Malformed)
}

/// Why a line could not be read.
package enum Malformed: Error, Equatable, Hashable, CaseIterable, Sendable {
  /// The line does not have the shape of the format.
  case layout
  /// The line ends before its last required field.
  case truncated
  /// No time, or one outside the years 1990 to 2199.
  case time
  /// A number that is none, or over 64 bits.
  case number
  /// A host name that no host can have.
  case host
  /// A status that is not three digits.
  case status

  /// The word for it in JSON output.
  package var name: String { "\(self)" }
}
