import Access
import Bytes

/// Finds the formats of a log by reading a sample of its lines in every format.
///
/// Only content decides, never the file's name. A file may hold lines of several formats, as a syslog
/// server's does: then each that reads lines which no better one reads is found.
package struct FormatDetector {
  /// The outcome.
  package struct Detection: Sendable {
    /// The formats, the one of most lines first, and how many lines each is the first to read.
    package let formats: [(format: any LogFormat, lines: Int)]
    /// Lines from programs that no format reads anything of.
    package let otherPrograms: Int
    package let sampled: Int
    /// Whether any line tells of an access.
    package let hasAccess: Bool

    /// The format of most lines.
    package var main: any LogFormat { formats[0].format }
    package var recognised: Int { formats.reduce(0) { $0 + $1.lines } }
  }

  /// As many lines as decide safely and cost nothing.
  package static let sampleLines = 2000

  /// As many lines as are tried in every format. Behind them a line is first tried in the formats that
  /// read one before, and in no other if a product's format finds an access in it.
  private static let thoroughLines = 200

  /// What one line is in the formats that were tried.
  private struct Readings {
    var reads = FormatSet()
    var accesses = FormatSet()
    /// Whether a product's format found an access in it.
    var isOfProduct = false
    var isSyslog = false
  }

  /// Some of the formats, a bit for each.
  private struct FormatSet {
    static let capacity = 256
    private var words = InlineArray<4, UInt64>(repeating: 0)

    var isEmpty: Bool { words[0] | words[1] | words[2] | words[3] == 0 }

    func contains(_ index: Int) -> Bool { words[index >> 6] & 1 << UInt64(index & 63) != 0 }

    mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }

    mutating func formUnion(_ other: FormatSet) {
      for index in words.indices { words[index] |= other.words[index] }
    }
  }

  private let formats: [any LogFormat]
  private var context: LogContext
  private var readings: [Readings] = []
  /// The formats that read a line so far.
  private var known = FormatSet()

  /// - Parameter formats: the strictest first; at most 256.
  package init(context: LogContext, formats: [any LogFormat] = allFormats) {
    self.context = context
    self.formats = Array(formats.prefix(FormatSet.capacity))
  }

  /// Tries one line, without its line ending, in every format. Blank lines do not count.
  package mutating func sample(_ line: Span<UInt8>) {
    guard readings.count < Self.sampleLines, line.count > 0 else { return }
    var reading = Readings()
    let isThorough = readings.count < Self.thoroughLines
    if !isThorough { read(line, known: true, into: &reading) }
    if !reading.isOfProduct { read(line, known: isThorough ? nil : false, into: &reading) }
    if reading.reads.isEmpty {
      reading.isSyslog = (try? SyslogHeader(line, clock: &context.clock)) != nil
    }
    known.formUnion(reading.reads)
    readings.append(reading)
  }

  /// - Parameter known: whether to try the formats that read a line before, or the others; nil for all.
  private mutating func read(
    _ line: Span<UInt8>, known isKnown: Bool?, into reading: inout Readings
  ) {
    var record = AccessRecord.blank
    for (index, format) in formats.enumerated() {
      if let isKnown, known.contains(index) != isKnown { continue }
      // Generic formats stand last; what a product's format reads is not theirs.
      if format.isGeneric, !reading.reads.isEmpty { break }
      context.beginLine()
      switch format.decode(line, context: &context, into: &record) {
      case .malformed: continue
      case .access:
        reading.accesses.insert(index)
        reading.isOfProduct = reading.isOfProduct || !format.isGeneric
      case .refusedLookup, .notAnAccess: break
      }
      reading.reads.insert(index)
    }
  }

  /// The formats that read more than half of the lines between them; otherwise nil.
  package var detection: Detection? {
    let sampled = readings.count
    var rest = readings
    var found: [(format: any LogFormat, lines: Int)] = []
    while let best = best(in: rest, isFirst: found.isEmpty) {
      found.append((formats[best.index], best.lines))
      rest.removeAll { $0.reads.contains(best.index) }
    }
    guard !found.isEmpty else { return nil }
    let hasAccess = readings.contains { !$0.accesses.isEmpty }
    let otherPrograms = hasAccess ? rest.count(where: \.isSyslog) : 0
    let unread = rest.count - otherPrograms
    guard unread * 2 < sampled else { return nil }
    return Detection(
      formats: found, otherPrograms: otherPrograms, sampled: sampled,
      hasAccess: hasAccess)
  }

  /// The format that reads the most of `lines`: of two that read as many, the one that finds more
  /// accesses in them, then the earlier. All but the first must find an access. A generic format
  /// comes behind any other that finds one, so that it does not take that one's lines.
  private func best(in lines: [Readings], isFirst: Bool) -> (index: Int, lines: Int)? {
    var best: (index: Int, lines: Int, accesses: Int)?
    for index in formats.indices {
      if formats[index].isGeneric, let best, best.accesses > 0, !formats[best.index].isGeneric {
        break
      }
      let reads = lines.count { $0.reads.contains(index) }
      let accesses = lines.count { $0.accesses.contains(index) }
      guard reads > 0, isFirst || accesses > 0 else { continue }
      if let best, (reads, accesses) <= (best.lines, best.accesses) { continue }
      best = (index, reads, accesses)
    }
    return best.map { ($0.index, $0.lines) }
  }
}
