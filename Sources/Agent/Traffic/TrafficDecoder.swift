import Access
import Bytes
import Evidence
import LogFormats
import Packets
import Usage

/// Decodes the frames of one capture, from a file or as they come, and counts them.
struct TrafficDecoder: Sendable {
  private(set) var summary: SourceSummary
  private var packets = PacketDecoder()
  private let fallbackTime: Timestamp

  /// - Parameters:
  ///   - format: the name of the capture's format.
  ///   - fallbackTime: the time of frames that have none.
  init(format: String, fallbackTime: Timestamp, summary: SourceSummary) {
    self.summary = summary
    self.fallbackTime = fallbackTime
    self.summary.format = format
    self.summary.formats = [FormatShare(name: format, sampledLines: 0)]
    self.summary.carriesBytesUp = true
    self.summary.carriesBytesDown = true
    self.summary.packets = PacketCoverage()
  }

  /// - Parameter time: milliseconds since 1970; nil for a frame without a time.
  mutating func decode(
    _ frame: Span<UInt8>, linkType: UInt32, originalLength: Int, at time: Int64?,
    _ onTrace: SourceReader.LineHandler
  ) {
    summary.lines &+= 1
    var traces: UInt64 = 0
    let place = SourceReader.Place(
      line: summary.lines, format: summary.format, fallbackTime: fallbackTime)
    let outcome = packets.decode(
      frame, linkType: linkType, originalLength: originalLength,
      at: time ?? fallbackTime.milliseconds
    ) { trace, record, text in
      if trace == .access { traces &+= 1 }
      var record = copy record
      onTrace(text, trace == .access ? .access : .refusedLookup, &record, place)
    }
    summary.accesses &+= traces
    switch outcome {
    case .packet: break
    case .other: summary.otherLines &+= 1
    case .truncated: summary.rejects.add("frame_cut", count: 1)
    case .malformed: summary.rejects.add("frame_malformed", count: 1)
    }
  }

  /// Ends all connections: what was seen of them counts.
  mutating func finish(isComplete: Bool, _ onTrace: SourceReader.LineHandler) {
    var traces: UInt64 = 0
    let place = SourceReader.Place(
      line: summary.lines, format: summary.format, fallbackTime: fallbackTime)
    packets.finish { trace, record, text in
      if trace == .access { traces &+= 1 }
      var record = copy record
      onTrace(text, trace == .access ? .access : .refusedLookup, &record, place)
    }
    summary.accesses &+= traces
    summary.packets = packets.coverage
    summary.isComplete = isComplete
  }

  /// Counts frames that were lost before anybody could look at them.
  mutating func setDropped(_ frames: UInt64) { summary.droppedFrames = frames }

  mutating func reject(_ reason: String, count: UInt64) {
    guard count > 0 else { return }
    summary.lines &+= count
    summary.rejects.add(reason, count: count)
  }
}
