import Access
import Bytes
import Dispatch
import LogFormats
import Synchronization
import Usage

/// Decodes and sifts blocks of a log beside the thread that counts, one at a time.
///
/// A block is begun before those in front of it are counted. Should one of these change what lines
/// mean, as a header does, then the block is read again: the outcome is always that of reading line
/// by line.
final class BlockSifter: Sendable {
  private let work: Mutex<SiftedBlock>
  private let isDone = DispatchSemaphore(value: 0)

  init(_ sieve: AccessSieve, _ decoder: LineDecoder) {
    work = Mutex(SiftedBlock(sieve, decoder))
  }

  /// Begins with a copy of `block`.
  ///
  /// - Parameter leftOut: how many lines of the log before the block were too long to be read.
  func begin(_ block: Span<UInt8>, behind leftOut: UInt64, _ decoder: LineDecoder) {
    work.withLock { $0.set(block, behind: leftOut, decoder) }
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      work.withLock { $0.sift() }
      isDone.signal()
    }
  }

  /// Waits for the block and counts it.
  ///
  /// - Parameter decoder: that of the log, which then has the block behind it.
  func finish(
    _ decoder: inout LineDecoder, into analysis: inout Analysis, onUnread: SourceReader.LineHandler
  ) {
    isDone.wait()
    work.withLock { block in
      if block.isStale(for: decoder) { block.siftAgain(decoder) }
      block.count(&decoder, &analysis, onUnread)
    }
  }
}

/// A block of a log, and what of it is left to count.
private struct SiftedBlock: Sendable {
  private struct Line: Sendable {
    /// Where the bytes that the record's ranges point into stand in `texts`.
    let text: Range<Int>
    let decoded: Decoded
    let record: AccessRecord
    /// Its line number counts from the start of the block.
    let place: SourceReader.Place
  }

  private var bytes: [UInt8] = []
  private var leftOut: UInt64 = 0
  private var sieve: AccessSieve
  private var decoder: LineDecoder
  private var stateAtStart: UInt64
  /// The lines that were let through or could not be read.
  private var lines: [Line] = []
  private var texts: [UInt8] = []

  init(_ sieve: AccessSieve, _ decoder: LineDecoder) {
    self.sieve = sieve
    self.decoder = decoder
    stateAtStart = decoder.state
  }

  mutating func set(_ block: Span<UInt8>, behind leftOut: UInt64, _ decoder: LineDecoder) {
    bytes.removeAll(keepingCapacity: true)
    block.append(to: &bytes)
    self.leftOut = leftOut
    self.decoder = decoder.forPart
    stateAtStart = decoder.state
  }

  func isStale(for decoder: LineDecoder) -> Bool { decoder.state != stateAtStart }

  mutating func siftAgain(_ decoder: LineDecoder) {
    self.decoder = decoder.forPart
    stateAtStart = decoder.state
    _ = sieve.takeCoverage()
    sift()
  }

  mutating func sift() {
    lines.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    // Out of `self`, of which the closure changes the rest.
    let bytes = bytes
    var decoder = decoder
    _ = decoder.decode(bytes.span, behind: 0) { line, decoded, record, place in
      switch decoded {
      case .notAnAccess: break
      case .access:
        if sieve.passes(record, from: line, at: record.time ?? place.fallbackTime) {
          keep(line, decoded, record, place)
        }
      case .refusedLookup, .malformed: keep(line, decoded, record, place)
      }
    }
    self.decoder = decoder
  }

  private mutating func keep(
    _ line: Span<UInt8>, _ decoded: Decoded, _ record: borrowing AccessRecord,
    _ place: SourceReader.Place
  ) {
    let start = texts.count
    line.append(to: &texts)
    lines.append(
      Line(text: start..<texts.count, decoded: decoded, record: copy record, place: place))
  }

  mutating func count(
    _ decoder: inout LineDecoder, _ analysis: inout Analysis, _ onUnread: SourceReader.LineHandler
  ) {
    let start = decoder.summary.lines &+ leftOut
    analysis.add(heldBack: sieve.takeCoverage())
    for line in lines {
      let text = texts.span.extracting(line.text)
      if case .malformed = line.decoded {
        var record = line.record
        onUnread(text, line.decoded, &record, line.place.behind(start))
      } else {
        analysis.addSifted(
          line.decoded, line.record, from: text, fallbackTime: line.place.fallbackTime)
      }
    }
    decoder.add(self.decoder, behind: start)
  }
}
