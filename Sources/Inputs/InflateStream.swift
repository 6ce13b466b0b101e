internal import CZlib

/// One stream of deflated data (RFC 1951), with or without the frame of gzip.
@safe final class InflateStream {
  enum Frame { case gzip, none }

  /// zlib keeps a pointer to the stream, which therefore has a place of its own.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether the end of the data was met.
  private(set) var isAtEnd = false
  /// Whether zlib may hold output back, because there was no room for more.
  private(set) var mayHoldOutput = false

  init(_ frame: Frame) throws(InputError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status =
      switch frame {
      case .gzip: unsafe schattenki_inflate_init_gzip(stream)
      case .none: unsafe schattenki_inflate_init_raw(stream)
      }
    guard status == Z_OK else { throw .system("zlib cannot start: not enough memory") }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Begins anew, for the next member or file. Returns whether that is possible.
  func restart() -> Bool {
    isAtEnd = false
    mayHoldOutput = false
    return unsafe inflateReset(stream) == Z_OK
  }

  /// Inflates what waits in `input` into `buffer` from `start` on.
  ///
  /// - Returns: how many bytes were written; nil for data that is damaged.
  func inflate(
    _ input: inout CompressedInput, into buffer: inout [UInt8], from start: Int
  ) -> Int? {
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
    case Z_STREAM_END: isAtEnd = true
    default: return nil
    }
    let left = Int(unsafe stream.pointee.avail_out)
    mayHoldOutput = !isAtEnd && left == 0
    return room - left
  }
}
