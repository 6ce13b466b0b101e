internal import CBzip2

/// Decompresses bzip2 as it comes, also of several streams, as parallel compressors write them.
@safe final class Bzip2Source: ByteSource {
  private var input: CompressedInput
  /// libbz2 keeps a pointer to the stream, which therefore has a place of its own.
  private let stream: UnsafeMutablePointer<bz_stream>
  private var isInsideStream = true
  /// Whether libbz2 may hold output back, because there was no room for more.
  private var mayHoldOutput = false

  init(_ input: CompressedInput) throws(InputError) {
    self.input = input
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: bz_stream())
    guard unsafe BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else {
      throw .system("libbz2 cannot start: not enough memory")
    }
  }

  deinit {
    unsafe BZ2_bzDecompressEnd(stream)
    unsafe stream.deallocate()
  }

  func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    while true {
      let hasInput = mayHoldOutput ? true : try input.fill()
      guard hasInput else {
        if isInsideStream { throw .truncated(.bzip2) }
        return 0
      }
      if !isInsideStream {
        unsafe BZ2_bzDecompressEnd(stream)
        unsafe stream.initialize(to: bz_stream())
        guard unsafe BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else { throw .corrupt(.bzip2) }
        isInsideStream = true
      }
      let produced = try decompress(into: &buffer, from: start)
      if produced > 0 { return produced }
    }
  }

  private func decompress(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    let room = buffer.count - start
    let waiting = input.waiting
    // Both pointers are valid for the call only. libbz2 reads at most `avail_in` bytes, although it
    // asks for a pointer that it could write through, and writes at most `avail_out`.
    let status = unsafe buffer.withUnsafeMutableBytes { output in
      unsafe input.bytes.withUnsafeBytes { input in
        guard let from = input.baseAddress, let to = output.baseAddress else {
          return BZ_PARAM_ERROR
        }
        let source = unsafe (from + waiting.lowerBound).assumingMemoryBound(to: CChar.self)
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source)
        unsafe stream.pointee.avail_in = UInt32(waiting.count)
        unsafe stream.pointee.next_out = (to + start).assumingMemoryBound(to: CChar.self)
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe BZ2_bzDecompress(stream)
      }
    }
    input.consume(waiting.count - Int(unsafe stream.pointee.avail_in))
    let left = Int(unsafe stream.pointee.avail_out)
    switch status {
    case BZ_OK: break
    case BZ_STREAM_END: isInsideStream = false
    default: throw .corrupt(.bzip2)
    }
    mayHoldOutput = isInsideStream && left == 0
    return room - left
  }
}
