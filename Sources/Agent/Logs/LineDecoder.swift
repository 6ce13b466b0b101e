import Access
import Bytes
import LogFormats
import Usage

/// Decodes the lines of one log; the first block decides on its formats and on what is wrapped around
/// its lines.
struct LineDecoder: Sendable {
  private(set) var summary: SourceSummary
  private let knownFormats: [any LogFormat]
  /// The format of most lines first. A line that it does not read is offered to the others.
  private var formats: [any LogFormat] = []
  private var opener: EnvelopeOpener?
  private var context: LogContext
  private let fallbackTime: Timestamp
  /// Lines of programs that no format reads are no accesses, if the log holds such.
  private var holdsOtherPrograms = false
  /// The programs of which a line was read.
  private var knownPrograms: Set<UInt64> = []

  init(
    settings: SourceReader.Settings, context: LogContext, fallbackTime: Timestamp,
    summary: SourceSummary
  ) {
    knownFormats = settings.formats
    self.context = context
    self.fallbackTime = fallbackTime
    self.summary = summary
    self.summary.isFormatGiven = settings.format != nil
    if let format = settings.format { use([(format, 0)]) }
  }

  mutating func finish(isComplete: Bool) {
    summary.assumedZone = summary.assumedZone || context.clock.assumedZone
    summary.assumedYear = summary.assumedYear || context.clock.assumedYear
    summary.isComplete = isComplete
  }

  // MARK: Parts that are read apart

  /// Whether blocks can be decoded before those in front of them: nothing wrapped around the lines
  /// runs on from one block to the next.
  var canReadAhead: Bool { !formats.isEmpty && opener == nil }

  /// Changes whenever a line changed what the lines behind it mean.
  var state: UInt64 { context.changes &+ UInt64(knownPrograms.count) }

  /// A decoder for a part of the log, whose lines it counts from 1.
  var forPart: LineDecoder {
    var part = self
    part.summary.resetCounts()
    return part
  }

  /// Takes over from a decoder that has read the part that follows.
  ///
  /// - Parameter start: how many lines stand before that part.
  mutating func add(_ part: LineDecoder, behind start: UInt64) {
    summary.add(countsOf: part.summary, behind: start)
    context = part.context
    knownPrograms = part.knownPrograms
    finish(isComplete: false)
  }

  // MARK: Lines

  /// - Parameter leftOut: how many lines before the block were too long to be read.
  mutating func decode(
    _ block: Span<UInt8>, behind leftOut: UInt64, _ onLine: SourceReader.LineHandler
  ) -> SourceReader.Failure? {
    var record = AccessRecord.blank
    if formats.isEmpty, let failure = detect(in: block) {
      reject(block, &record, onLine)
      return failure
    }
    var position = 0
    while let range = block.nextLine(at: &position) {
      let line = block.extracting(range)
      summary.lines &+= 1
      let number = summary.lines &+ leftOut
      if opener == nil {
        if line.count > 0 { read(line, number: number, envelopeTime: nil, &record, onLine) }
      } else {
        open(line, number: number, &record, onLine)
      }
    }
    finish(isComplete: false)
    return nil
  }

  /// Hands out the lines of a log of unknown format, so that they can be looked at.
  private func reject(
    _ block: Span<UInt8>, _ record: inout AccessRecord, _ onLine: SourceReader.LineHandler
  ) {
    var position = 0
    var number: UInt64 = 0
    while number < FormatDetector.sampleLines, let line = block.nextLine(at: &position) {
      number += 1
      let place = SourceReader.Place(line: number, format: "", fallbackTime: fallbackTime)
      onLine(block.extracting(line), .malformed(.layout), &record, place)
    }
  }

  private mutating func open(
    _ line: Span<UInt8>, number: UInt64, _ record: inout AccessRecord,
    _ onLine: SourceReader.LineHandler
  ) {
    guard var opener else { return }
    // The opener is moved out so that its line can be read while `self` changes.
    self.opener = nil
    switch opener.open(line, context: &context) {
    case .line:
      repeat {
        read(opener.line.span, number: number, envelopeTime: opener.time, &record, onLine)
      } while opener.openNext()
    case .nothing: if line.count > 0 { summary.otherLines &+= 1 }
    case .foreign:
      if line.count > 0 { read(line, number: number, envelopeTime: nil, &record, onLine) }
    }
    self.opener = opener
  }

  private mutating func read(
    _ line: Span<UInt8>, number: UInt64, envelopeTime: Timestamp?, _ record: inout AccessRecord,
    _ onLine: SourceReader.LineHandler
  ) {
    var (decoded, index) = decode(line, &record)
    switch decoded {
    case .access:
      if record.time == nil { record.time = envelopeTime }
      summary.accesses &+= 1
      if record.time == nil { summary.undatedAccesses &+= 1 }
      if holdsOtherPrograms, let program = program(of: line) { knownPrograms.insert(program) }
    case .refusedLookup, .notAnAccess: summary.otherLines &+= 1
    case .malformed(let reason):
      if isFromOtherProgram(line) {
        decoded = .notAnAccess
        summary.otherLines &+= 1
      } else {
        index = 0
        summary.rejects.add(reason.name, line: line, number: number)
      }
    }
    let place = SourceReader.Place(
      line: number, format: summary.formats[index].name, fallbackTime: fallbackTime)
    guard context.hasText else { return onLine(line, decoded, &record, place) }
    context.withBytes(of: line) { onLine($0, decoded, &record, place) }
  }

  /// What the first format that reads `line` makes of it, and which that is; the main format's reason
  /// when none does.
  private mutating func decode(
    _ line: Span<UInt8>, _ record: inout AccessRecord
  ) -> (Decoded, format: Int) {
    context.beginLine()
    let first = formats[0].decode(line, context: &context, into: &record)
    guard case .malformed = first else { return (first, 0) }
    for index in formats.indices.dropFirst() {
      context.beginLine()
      let decoded = formats[index].decode(line, context: &context, into: &record)
      if case .malformed = decoded { continue }
      return (decoded, index)
    }
    context.beginLine()
    return (first, 0)
  }

  // MARK: Lines of other programs

  private mutating func isFromOtherProgram(_ line: Span<UInt8>) -> Bool {
    guard holdsOtherPrograms, let program = program(of: line) else { return false }
    return !knownPrograms.contains(program)
  }

  private mutating func program(of line: Span<UInt8>) -> UInt64? {
    syslogProgram(of: line, context: &context).map { line.bytes(in: $0).nameHash(seed: 0) }
  }

  // MARK: Detection

  private mutating func detect(in block: Span<UInt8>) -> SourceReader.Failure? {
    let plain = sample(block, opener: nil)
    if let found = plain.detection, found.hasAccess {
      use(found)
      return nil
    }
    for envelope in Envelope.allCases where plain.mayBeInside(envelope) {
      if let found = sample(block, opener: EnvelopeOpener(envelope)).detection {
        opener = EnvelopeOpener(envelope)
        summary.envelope = envelope.rawValue
        use(found)
        return nil
      }
    }
    if let found = plain.detection {
      use(found)
      return nil
    }
    return .unknownFormat(lines: plain.lines, isBinary: block.firstIndex(of: 0) != nil)
  }

  private struct Sample {
    var detection: FormatDetector.Detection?
    var lines = 0
    var envelopes: Set<Envelope> = []

    func mayBeInside(_ envelope: Envelope) -> Bool { envelopes.contains(envelope) }
  }

  private func sample(_ block: Span<UInt8>, opener: EnvelopeOpener?) -> Sample {
    var sample = Sample()
    var detector = FormatDetector(context: context, formats: knownFormats)
    var opener = opener
    var context = context
    var position = 0
    while sample.lines < FormatDetector.sampleLines, let range = block.nextLine(at: &position) {
      let line = block.extracting(range)
      sample.lines += 1
      if opener == nil {
        detector.sample(line)
        for envelope in Envelope.allCases where envelope.mayHold(line) {
          sample.envelopes.insert(envelope)
        }
      } else if case .line? = opener?.open(line, context: &context) {
        repeat {
          if let inner = opener?.line { detector.sample(inner.span) }
        } while opener?.openNext() == true
      }
    }
    sample.detection = detector.detection
    return sample
  }

  private mutating func use(_ found: FormatDetector.Detection) {
    summary.recognised = found.recognised
    summary.sampled = found.sampled
    holdsOtherPrograms = found.otherPrograms > 0
    summary.sampledFromOthers = found.otherPrograms
    use(found.formats)
  }

  private mutating func use(_ found: [(format: any LogFormat, lines: Int)]) {
    formats = found.map(\.format)
    summary.formats = found.map { FormatShare(name: $0.format.name, sampledLines: $0.lines) }
    summary.format = formats[0].name
    let carried = formats.reduce(into: LogFields()) { $0.formUnion($1.fields) }
    summary.carriesBytesUp = carried.contains(.bytesUp)
    summary.carriesBytesDown = carried.contains(.bytesDown)
    summary.carriesOutcome = carried.contains(.outcome)
  }
}
