import Access
import Bytes
import Foundation
import LogFormats

/// libFuzzer calls this with every input: one line, read in every format and by the detector.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start else { return 0 }
  // libFuzzer keeps the `count` bytes alive for the length of the call.
  let line = unsafe Span(_unsafeStart: start, count: count)
  let clock = LogClock(zone: .gmt, reference: Timestamp(milliseconds: 1_794_817_800_000))
  var context = LogContext(clock: clock)
  var record = AccessRecord.blank
  for format in allFormats {
    context.beginLine()
    let decoded = format.decode(line, context: &context, into: &record)
    guard decoded == .access || decoded == .refusedLookup else { continue }
    for range in [record.host, record.user, record.client, record.method] {
      precondition(range.range.upperBound <= context.withBytes(of: line) { $0.count })
    }
  }
  var detector = FormatDetector(context: context)
  detector.sample(line)
  precondition(detector.detection.map { $0.recognised <= $0.sampled } ?? true)
  return 0
}
