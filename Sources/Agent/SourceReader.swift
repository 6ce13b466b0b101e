package import Access
package import Bytes
package import Foundation
package import Inputs
package import LogFormats
package import Usage

/// Reads one log or capture from its first byte to its last: decompressed, told by its content.
package final class SourceReader {
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
    case capture(CaptureFileError)
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
  ///
  /// The record is lent for change because Swift would copy it to lend it for reading.
  package typealias LineHandler = (
    _ line: Span<UInt8>, _ decoded: Decoded, _ record: inout AccessRecord, _ place: Place
  ) -> Void

  /// Told now and then how many bytes were read, and the file's size, which streams do not have.
  package typealias BlockHandler = (_ bytesRead: Int, _ size: Int?) -> Void

  /// What is known before the first line.
  struct Start {
    let settings: Settings
    /// The age of the source: times that it leaves out are taken for this.
    let reference: Timestamp
    let summary: SourceSummary
  }

  private enum Content {
    case log(LogReader)
    case capture(CaptureFileReader)
  }

  private let content: Content

  /// Opens the source at `path`, or standard input for `-`.
  package init(
    path: String, settings: Settings, isCancelled: @escaping @Sendable () -> Bool
  ) throws(Failure) {
    do throws(InputError) {
      let file = try FileSource(path: path, isCancelled: isCancelled)
      let input =
        try OpenedInput(PiholeSource.isDatabase(path) ? PiholeSource(path: path) : file)
      let lastChanged = file.lastChanged.flatMap { Timestamp(seconds: $0) }
      var summary = SourceSummary(name: path.split(separator: "/").last.map(String.init) ?? path)
      summary.compression = input.compression?.rawValue
      let start = Start(
        settings: settings, reference: lastChanged ?? settings.now, summary: summary)
      content =
        input.isCapture
        ? .capture(CaptureFileReader(input, from: file, start, isCancelled: isCancelled))
        : .log(LogReader(LineReader(input), from: file, start, isCancelled: isCancelled))
    } catch {
      throw .input(error)
    }
  }

  /// What is known of the source; complete after `read`.
  package var summary: SourceSummary {
    switch content {
    case .log(let reader): reader.summary
    case .capture(let reader): reader.summary
    }
  }

  /// Reads to the end, or until `isCancelled` says stop, and hands out every line, or what every
  /// access of a capture says.
  ///
  /// - Parameter onLine: called with every line that is not blank.
  /// - Throws: what was wrong; the lines before that were handed out.
  package func read(onBlock: BlockHandler, onLine: LineHandler) throws(Failure) {
    switch content {
    case .log(let reader): try reader.read(onBlock: onBlock, onLine: onLine)
    case .capture(let reader): try reader.read(onBlock: onBlock, onTrace: onLine)
    }
  }

  /// Reads to the end, or until `isCancelled` says stop, and counts what is read; on as many
  /// processors as there are, with the outcome of one.
  ///
  /// - Parameter onUnread: called with every line that could not be read.
  /// - Throws: what was wrong; the lines before that were counted.
  package func read(
    into analysis: inout Analysis, onBlock: BlockHandler, onUnread: LineHandler
  ) throws(Failure) {
    switch content {
    case .log(let reader):
      try reader.read(into: &analysis, onBlock: onBlock, onUnread: onUnread)
    case .capture(let reader):
      try reader.read(onBlock: onBlock) { text, decoded, record, place in
        analysis.add(decoded, record, from: text, fallbackTime: place.fallbackTime)
      }
    }
  }
}
