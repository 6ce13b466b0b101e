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
  var clock = LogClock(zone: .gmt, reference: Timestamp(milliseconds: 1_794_817_800_000))
  var record = AccessRecord.blank
  for format in allFormats {
    let decoded = format.decode(line, clock: &clock, into: &record)
    guard decoded == .access || decoded == .refusedLookup else { continue }
    for range in [record.host, record.user, record.client, record.method] {
      precondition(range.range.upperBound <= count)
    }
  }
  var detector = FormatDetector(clock: clock)
  detector.sample(line)
  precondition(detector.detection.map { $0.recognised <= $0.sampled } ?? true)
  return 0
}
