/// Decompresses gzip (RFC 1952) as it comes, also of several members, as `logrotate` and parallel
/// compressors write it.
final class GzipSource: ByteSource {
  private var input: CompressedInput
  private let stream: InflateStream

  init(_ input: CompressedInput) throws(InputError) {
    self.input = input
    stream = try InflateStream(.gzip)
  }

  func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    while true {
      let hasInput = stream.mayHoldOutput ? true : try input.fill()
      guard hasInput else {
        if !stream.isAtEnd { throw .truncated(.gzip) }
        return 0
      }
      if stream.isAtEnd {
        // Zeros pad the last member on tapes; anything else begins another member.
        guard input.bytes[input.waiting.lowerBound] != 0 else {
          input.consume(1)
          continue
        }
        guard stream.restart() else { throw .corrupt(.gzip) }
      }
      guard let produced = stream.inflate(&input, into: &buffer, from: start) else {
        throw .corrupt(.gzip)
      }
      if produced > 0 { return produced }
    }
  }
}
