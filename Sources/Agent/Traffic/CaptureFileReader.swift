import Inputs
import Usage

/// Reads one capture, pcap or pcapng, from its first frame to its last.
final class CaptureFileReader {
  private let source: FileSource
  private let input: OpenedInput
  private var decoder: TrafficDecoder
  private let isCancelled: @Sendable () -> Bool

  /// - Parameter input: what `source` holds.
  init(
    _ input: OpenedInput, from source: FileSource, _ start: SourceReader.Start,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.source = source
    self.input = input
    self.isCancelled = isCancelled
    decoder = TrafficDecoder(
      format: "capture", fallbackTime: start.reference, summary: start.summary)
  }

  var summary: SourceSummary { decoder.summary }

  /// Reads to the end, or until `isCancelled` says stop, and hands out what every access says.
  ///
  /// - Throws: what was wrong; the frames before that were counted.
  func read(
    onBlock: SourceReader.BlockHandler, onTrace: SourceReader.LineHandler
  ) throws(SourceReader.Failure) {
    var failure: CaptureFileError?
    do throws(CaptureFileError) {
      try readFrames(onBlock, onTrace)
    } catch {
      failure = error
    }
    decoder.finish(isComplete: failure == nil && !isCancelled(), onTrace)
    switch failure {
    case .input(let error): throw .input(error)
    case let failure?: throw .capture(failure)
    case nil: break
    }
  }

  private func readFrames(
    _ onBlock: SourceReader.BlockHandler, _ onTrace: SourceReader.LineHandler
  ) throws(CaptureFileError) {
    var frames = try CaptureReader(input)
    defer {
      decoder.reject("frame_damaged", count: frames.malformedFrames)
      decoder.setDropped(frames.droppedFrames)
    }
    while !isCancelled(),
      try frames.withNextFrames({ frame, bytes in
        decoder.decode(
          bytes, linkType: frame.linkType, originalLength: frame.originalLength,
          at: frame.isTimed ? frame.milliseconds : nil, onTrace)
      })
    { onBlock(source.bytesRead, source.size) }
  }
}
