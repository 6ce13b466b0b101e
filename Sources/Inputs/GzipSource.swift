internal import CZlib

/// Decompresses gzip (RFC 1952) as it comes, also of several members, as `logrotate` and parallel
/// compressors write it.
@safe final class GzipSource: ByteSource {
  private var input: any ByteSource
  private var compressed = [UInt8](repeating: 0, count: 128 << 10)
  private var consumed = 0
  private var filled: Int
  /// zlib keeps a pointer to the stream, which therefore has a place of its own.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isInsideMember = true

  /// - Parameter head: the bytes of `input` that were read already.
  init(_ input: any ByteSource, head: [UInt8]) throws(InputError) {
    self.input = input
    filled = head.count
    for (index, byte) in head.enumerated() { compressed[index] = byte }
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
      if consumed == filled {
        filled = try input.read(into: &compressed, from: 0)
        consumed = 0
        if filled == 0 {
          if isInsideMember { throw .truncated(.gzip) }
          return 0
        }
      }
      if !isInsideMember {
        // Zeros pad the last member on tapes; anything else begins another member.
        guard compressed[consumed] != 0 else {
          consumed += 1
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
    let available = filled - consumed
    // Both pointers are valid for the call only; zlib writes at most `avail_out` bytes.
    let status = unsafe buffer.withUnsafeMutableBufferPointer { output in
      unsafe compressed.withUnsafeMutableBufferPointer { input in
        guard let from = input.baseAddress, let to = output.baseAddress else {
          return Z_BUF_ERROR
        }
        unsafe stream.pointee.next_in = from + consumed
        unsafe stream.pointee.avail_in = UInt32(available)
        unsafe stream.pointee.next_out = to + start
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
      }
    }
    consumed = filled - Int(unsafe stream.pointee.avail_in)
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isInsideMember = false
    default: throw .corrupt(.gzip)
    }
    return room - Int(unsafe stream.pointee.avail_out)
  }
}
