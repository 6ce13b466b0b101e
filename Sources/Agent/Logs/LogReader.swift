import Access
import Bytes
import Foundation
import Inputs
import LogFormats
import Usage

/// Reads one log from its first line to its last: its format detected, line by line.
final class LogReader {
  private let source: FileSource
  private var lines: LineReader
  private var decoder: LineDecoder
  private let isCancelled: @Sendable () -> Bool

  /// - Parameter lines: of what `source` holds.
  init(
    _ lines: LineReader, from source: FileSource, _ start: SourceReader.Start,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.source = source
    self.lines = lines
    self.isCancelled = isCancelled
    let clock = LogClock(zone: start.settings.zone, reference: start.reference)
    decoder = LineDecoder(
      settings: start.settings, context: LogContext(clock: clock), fallbackTime: start.reference,
      summary: start.summary)
  }

  var summary: SourceSummary {
    var summary = decoder.summary
    summary.rejects.add("line_too_long", count: UInt64(lines.oversizedLines))
    summary.lines &+= UInt64(lines.oversizedLines)
    return summary
  }

  /// Reads to the end, or until `isCancelled` says stop, and hands out every line.
  ///
  /// - Parameters:
  ///   - onBlock: called now and then with the bytes read and the file's size, nil for a stream.
  ///   - onLine: called with every line that is not blank.
  /// - Throws: what was wrong; the lines before that were handed out.
  func read(
    onBlock: SourceReader.BlockHandler, onLine: SourceReader.LineHandler
  ) throws(SourceReader.Failure) {
    while try readBlock(onLine) { onBlock(source.bytesRead, source.size) }
    try finish()
  }

  /// Reads to the end, or until `isCancelled` says stop, and counts what is read; on as many
  /// processors as there are, with the outcome of one.
  ///
  /// - Parameters:
  ///   - onBlock: called now and then with the bytes read and the file's size, nil for a stream.
  ///   - onUnread: called with every line that could not be read.
  /// - Throws: what was wrong; the lines before that were counted.
  func read(
    into analysis: inout Analysis, onBlock: SourceReader.BlockHandler,
    onUnread: SourceReader.LineHandler
  ) throws(SourceReader.Failure) {
    func count(
      line: Span<UInt8>, decoded: Decoded, record: inout AccessRecord, place: SourceReader.Place
    ) {
      analysis.add(decoded, record, from: line, fallbackTime: place.fallbackTime)
      if case .malformed = decoded { onUnread(line, decoded, &record, place) }
    }
    // The first block tells the format, and with it whether others can be read ahead.
    while try readBlock(count) {
      onBlock(source.bytesRead, source.size)
      if decoder.canReadAhead {
        try readAhead(&analysis, onBlock, onUnread)
        break
      }
    }
    try finish()
  }

  private func readBlock(_ onLine: SourceReader.LineHandler) throws(SourceReader.Failure) -> Bool {
    guard !isCancelled() else { return false }
    var failure: SourceReader.Failure?
    let hasMore: Bool
    do throws(InputError) {
      hasMore = try lines.withNextBlock { block, leftOut in
        failure = decoder.decode(block, behind: UInt64(leftOut), onLine)
      }
    } catch {
      throw .input(error)
    }
    if let failure { throw failure }
    return hasMore
  }

  /// Keeps a block for each processor under way, and counts them in their order.
  private func readAhead(
    _ analysis: inout Analysis, _ onBlock: SourceReader.BlockHandler,
    _ onUnread: SourceReader.LineHandler
  ) throws(SourceReader.Failure) {
    var idle = (0...ProcessInfo.processInfo.activeProcessorCount).map { _ in
      BlockSifter(analysis.makeSieve(), decoder)
    }
    var busy: [BlockSifter] = []
    var breakOff: InputError?
    var hasMore = true
    repeat {
      while hasMore, !isCancelled(), let sifter = idle.popLast() {
        do throws(InputError) {
          hasMore = try lines.withNextBlock { block, leftOut in
            sifter.begin(block, behind: UInt64(leftOut), decoder)
            busy.append(sifter)
          }
        } catch {
          hasMore = false
          breakOff = error
        }
      }
      guard !busy.isEmpty else { break }
      let first = busy.removeFirst()
      first.finish(&decoder, into: &analysis, onUnread: onUnread)
      idle.append(first)
      onBlock(source.bytesRead, source.size)
    } while true
    if let breakOff { throw .input(breakOff) }
  }

  private func finish() throws(SourceReader.Failure) {
    guard decoder.summary.lines > 0 || lines.oversizedLines > 0 || isCancelled() else {
      throw .empty
    }
    decoder.finish(isComplete: !isCancelled())
  }
}
