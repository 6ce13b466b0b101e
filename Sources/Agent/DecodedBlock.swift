import Access
import Bytes
import LogFormats

/// The lines of one block, decoded without looking at any other block.
struct DecodedBlock: Sendable {
  /// One line that is not blank.
  struct Line: Sendable {
    /// Where it stands in the block.
    let range: Range<Int>
    /// Where the bytes that its record's ranges point into stand in `texts`; nil when it is the line.
    let text: Range<Int>?
    /// Its number in the block, from 1.
    let number: UInt64
    let decoded: Decoded
    /// The format that read it.
    let format: Int
    let record: AccessRecord
  }

  let bytes: [UInt8]
  private(set) var lines: [Line] = []
  /// Lines with what was decoded from them behind them.
  private(set) var texts: [UInt8] = []
  private(set) var lineCount: UInt64 = 0
  /// What the clock had to assume.
  private(set) var clock: LogClock

  init(_ bytes: [UInt8], _ reader: FormatsReader) {
    self.bytes = bytes
    var reader = reader
    var record = AccessRecord.blank
    var lines: [Line] = []
    var texts: [UInt8] = []
    lines.reserveCapacity(bytes.count / 128)
    var count: UInt64 = 0
    let block = bytes.span
    block.forEachLineRange { range in
      count += 1
      let line = block.extracting(range)
      guard line.count > 0 else { return true }
      let (decoded, format) = reader.decode(line, into: &record)
      var text: Range<Int>?
      if reader.context.hasText {
        reader.context.withBytes(of: line) { bytes in
          text = texts.count..<texts.count + bytes.count
          texts += bytes.copy
        }
      }
      lines.append(
        Line(
          range: range, text: text, number: count, decoded: decoded, format: format,
          record: record))
      return true
    }
    self.lines = lines
    self.texts = texts
    lineCount = count
    clock = reader.context.clock
  }
}
