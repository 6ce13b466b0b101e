internal import CZlib

/// Decompresses gzip (RFC 1952) as it comes, also of several members, as `logrotate` and parallel
/// compressors write it.
@safe final class GzipSource: ByteSource {
  private var input: CompressedInput
  /// zlib keeps a pointer to the stream, which therefore has a place of its own.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isInsideMember = true
  /// Whether zlib may hold output back, because there was no room for more.
  private var mayHoldOutput = false

  init(_ input: CompressedInput) throws(InputError) {
    self.input = input
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe schattenki_inflate_init_gzip(stream) == Z_OK else {
      throw .system("zlib cannot start: not enough memory")
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    while true {
      let hasInput = mayHoldOutput ? true : try input.fill()
      guard hasInput else {
        if isInsideMember { throw .truncated(.gzip) }
        return 0
      }
      if !isInsideMember {
        // Zeros pad the last member on tapes; anything else begins another member.
        guard input.bytes[input.waiting.lowerBound] != 0 else {
          input.consume(1)
          continue
        }
        guard unsafe inflateReset(stream) == Z_OK else { throw .corrupt(.gzip) }
        isInsideMember = true
      }
      let produced = try inflate(into: &buffer, from: start)
      if produced > 0 { return produced }
    }
  }

  private func inflate(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    let room = buffer.count - start
    let waiting = input.waiting
    // Both pointers are valid for the call only. zlib reads at most `avail_in` bytes, although it
    // asks for a pointer that it could write through, and writes at most `avail_out`.
    let status = unsafe buffer.withUnsafeMutableBufferPointer { output in
      unsafe input.bytes.withUnsafeBufferPointer { input in
        guard let from = input.baseAddress, let to = output.baseAddress else {
          return Z_BUF_ERROR
        }
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: from + waiting.lowerBound)
        unsafe stream.pointee.avail_in = UInt32(waiting.count)
        unsafe stream.pointee.next_out = to + start
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
      }
    }
    input.consume(waiting.count - Int(unsafe stream.pointee.avail_in))
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isInsideMember = false
    default: throw .corrupt(.gzip)
    }
    let left = Int(unsafe stream.pointee.avail_out)
    mayHoldOutput = isInsideMember && left == 0
    return room - left
  }
}
