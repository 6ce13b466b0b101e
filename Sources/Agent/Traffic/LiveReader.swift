import Access
package import Bytes
package import Capture
package import Usage

/// Reads frames as they pass a network device, until it is told to stop.
package final class LiveReader {
  private let capture: LiveCapture
  private var decoder: TrafficDecoder

  /// - Parameter now: the present.
  package init(_ capture: LiveCapture, now: Timestamp) {
    self.capture = capture
    decoder = TrafficDecoder(
      format: "live", fallbackTime: now, summary: SourceSummary(name: capture.settings.device))
  }

  /// What is known of the traffic; complete after `read`.
  package var summary: SourceSummary { decoder.summary }

  /// Takes in traffic until `isDone` says stop.
  ///
  /// - Parameter isDone: asked after each batch of frames, at least every time-out of the device.
  /// - Throws: what ended the capture; what came before was counted.
  package func read(
    into analysis: inout Analysis, isDone: () -> Bool
  ) throws(CaptureError) {
    var failure: CaptureError?
    while failure == nil, !isDone() {
      do throws(CaptureError) {
        try readBatch(into: &analysis)
      } catch {
        // Frames come again when the device is up.
        if case .deviceDown = error { continue }
        failure = error
      }
    }
    decoder.finish(isComplete: failure == nil) { text, decoded, record, place in
      analysis.add(decoded, record, from: text, fallbackTime: place.fallbackTime)
    }
    if let failure { throw failure }
  }

  private func readBatch(into analysis: inout Analysis) throws(CaptureError) {
    _ = try capture.withNextFrames { frame, originalLength, milliseconds in
      decoder.decode(
        frame, linkType: capture.linkType, originalLength: originalLength, at: milliseconds
      ) { text, decoded, record, place in
        analysis.add(decoded, record, from: text, fallbackTime: place.fallbackTime)
      }
    }
    let statistics = try capture.statistics()
    decoder.setDropped(statistics.droppedByKernel &+ statistics.droppedByDevice)
  }
}
