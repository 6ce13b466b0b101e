import Access
import Bytes

/// Finds the format of a log by reading a sample of its lines in every format.
///
/// Only content decides, never the file's name.
package struct FormatDetector {
  /// The outcome: the format, and the lines of the sample that it reads.
  package struct Detection: Sendable {
    package let format: any LogFormat
    package let recognised: Int
    package let sampled: Int
  }

  /// As many lines as decide safely and cost nothing.
  package static let sampleLines = 2000

  private var clock: LogClock
  private var recognised = Array(repeating: 0, count: allFormats.count)
  private var sampled = 0

  package init(clock: LogClock) { self.clock = clock }

  /// Tries one line, without its line ending, in every format. Blank lines do not count.
  package mutating func sample(_ line: Span<UInt8>) {
    guard sampled < Self.sampleLines, line.count > 0 else { return }
    sampled += 1
    var record = AccessRecord.blank
    for (index, format) in allFormats.enumerated() {
      if case .malformed = format.decode(line, clock: &clock, into: &record) { continue }
      recognised[index] += 1
    }
  }

  /// The format that reads the most lines, if it reads more than half of them; otherwise nil.
  package var detection: Detection? {
    guard let most = recognised.max(), most * 2 > sampled,
      let index = recognised.firstIndex(of: most)
    else { return nil }
    return Detection(format: allFormats[index], recognised: most, sampled: sampled)
  }
}
