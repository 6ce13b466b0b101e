package import Access
package import Bytes
package import Foundation
package import Inputs
package import LogFormats
package import Usage

/// Reads one log from its first byte to its last: decompressed, its format detected, line by line.
package final class LogReader {
  /// How logs are read.
  package struct Settings: Sendable {
    /// Nil to detect it.
    package var format: (any LogFormat)?
    /// The formats among which it is looked for, the strictest first.
    package var formats: [any LogFormat]
    /// The zone of times that name none.
    package var zone: TimeZone
    /// The present, for streams; a file is as old as its last change.
    package var now: Timestamp

    package init(
      format: (any LogFormat)?, formats: [any LogFormat] = allFormats, zone: TimeZone,
      now: Timestamp
    ) {
      self.format = format
      self.formats = formats
      self.zone = zone
      self.now = now
    }
  }

  /// Why a log could not be read.
  package enum Failure: Error, Equatable, Sendable {
    case input(InputError)
    case empty
    /// No format reads most of the lines.
    case unknownFormat(lines: Int, isBinary: Bool)
  }

  /// Where a line stands, and what it was read as.
  package struct Place: Sendable {
    /// From 1.
    package let line: UInt64
    package let format: String
    /// The time of an access that the log gives none: that of the file's last change, or now.
    package let fallbackTime: Timestamp

    init(line: UInt64, format: String, fallbackTime: Timestamp) {
      self.line = line
      self.format = format
      self.fallbackTime = fallbackTime
    }

    /// The same place, seen from a start that is `lines` lines further up.
    func behind(_ lines: UInt64) -> Place {
      Place(line: line &+ lines, format: format, fallbackTime: fallbackTime)
    }
  }

  /// Takes a line, what became of it, the record of it if it is one, and where it stands.
  package typealias LineHandler = (
    _ line: Span<UInt8>, _ decoded: Decoded, _ record: borrowing AccessRecord, _ place: Place
  ) -> Void

  private let source: FileSource
  private var lines: LineReader
  private var decoder: LineDecoder
  private let isCancelled: @Sendable () -> Bool

  /// Opens the log at `path`, or standard input for `-`.
  package init(
    path: String, settings: Settings, isCancelled: @escaping @Sendable () -> Bool
  ) throws(Failure) {
    do throws(InputError) {
      source = try FileSource(path: path, isCancelled: isCancelled)
      lines =
        PiholeSource.isDatabase(path)
        ? try LineReader(PiholeSource(path: path)) : try LineReader(source)
    } catch {
      throw .input(error)
    }
    self.isCancelled = isCancelled
    let lastChanged = source.lastChanged.flatMap { Timestamp(seconds: $0) }
    let reference = lastChanged ?? settings.now
    let context = LogContext(clock: LogClock(zone: settings.zone, reference: reference))
    var summary = SourceSummary(name: path.split(separator: "/").last.map(String.init) ?? path)
    summary.compression = lines.compression?.rawValue
    decoder = LineDecoder(
      settings: settings, context: context, fallbackTime: reference, summary: summary)
  }

  /// What is known of the log; complete after `read`.
  package var summary: SourceSummary {
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
  package func read(
    onBlock: (_ bytesRead: Int, _ size: Int?) -> Void, onLine: LineHandler
  ) throws(Failure) {
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
  package func read(
    into analysis: inout Analysis, onBlock: (_ bytesRead: Int, _ size: Int?) -> Void,
    onUnread: LineHandler
  ) throws(Failure) {
    func count(
      line: Span<UInt8>, decoded: Decoded, record: borrowing AccessRecord, place: Place
    ) {
      analysis.add(decoded, record, from: line, fallbackTime: place.fallbackTime)
      if case .malformed = decoded { onUnread(line, decoded, record, place) }
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

  private func readBlock(_ onLine: LineHandler) throws(Failure) -> Bool {
    guard !isCancelled() else { return false }
    var failure: Failure?
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
    _ analysis: inout Analysis, _ onBlock: (_ bytesRead: Int, _ size: Int?) -> Void,
    _ onUnread: LineHandler
  ) throws(Failure) {
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

  private func finish() throws(Failure) {
    guard decoder.summary.lines > 0 || lines.oversizedLines > 0 || isCancelled() else {
      throw .empty
    }
    decoder.finish(isComplete: !isCancelled())
  }
}
