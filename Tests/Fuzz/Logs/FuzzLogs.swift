import Access
import Bytes
import Foundation
import Inputs
import LogFormats

/// libFuzzer calls this with every input, a whole log: decompressed, cut into lines, taken out of every
/// envelope, read in every format and by the detector.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start else { return 0 }
  // libFuzzer keeps the `count` bytes alive for the length of the call.
  let log = unsafe Span(_unsafeStart: start, count: count).copy
  let clock = LogClock(zone: .gmt, reference: Timestamp(milliseconds: 1_794_817_800_000))
  var reading = Reading(context: LogContext(clock: clock))
  guard var lines = try? LineReader(MemorySource(bytes: log)) else { return 0 }
  while (try? lines.withNextBlock { block, _ in reading.read(block) }) == true {}
  reading.finish()
  return 0
}

private struct MemorySource: ByteSource {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    let count = min(buffer.count - start, bytes.count - position)
    for index in 0..<count { buffer[start + index] = bytes[position + index] }
    position += count
    return count
  }
}

private struct Reading {
  var contexts: [LogContext]
  var detector: FormatDetector
  var openers = Envelope.allCases.map { EnvelopeOpener($0) }
  var openerContext: LogContext
  /// A crafted archive can hold more than there is time for.
  var linesLeft = 200

  init(context: LogContext) {
    contexts = allFormats.map { _ in context }
    detector = FormatDetector(context: context)
    openerContext = context
  }

  mutating func read(_ block: Span<UInt8>) {
    block.forEachLine { line in
      linesLeft -= 1
      decode(line)
      for index in openers.indices {
        guard case .line = openers[index].open(line, context: &openerContext) else { continue }
        repeat {
          let inner = openers[index].line
          decode(inner.span)
          linesLeft -= 1
        } while linesLeft > 0 && openers[index].openNext()
      }
      return linesLeft > 0
    }
  }

  private mutating func decode(_ line: Span<UInt8>) {
    var record = AccessRecord.blank
    for (index, format) in allFormats.enumerated() {
      contexts[index].beginLine()
      let decoded = format.decode(line, context: &contexts[index], into: &record)
      guard decoded == .access || decoded == .refusedLookup else { continue }
      let ranges = [
        record.host, record.user, record.client, record.method, record.path, record.userAgent,
      ]
      contexts[index].withBytes(of: line) { bytes in
        for range in ranges { precondition(range.range.upperBound <= bytes.count) }
        precondition(!record.host.isEmpty)
      }
    }
    detector.sample(line)
  }

  func finish() {
    precondition(detector.detection.map { $0.recognised <= $0.sampled } ?? true)
  }
}
