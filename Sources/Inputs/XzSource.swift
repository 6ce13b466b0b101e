internal import CLzma

/// Decompresses xz (https://tukaani.org/xz/xz-file-format.txt) as it comes, also of several streams.
@safe final class XzSource: ByteSource {
  private var input: CompressedInput
  /// liblzma keeps a pointer to the stream, which therefore has a place of its own.
  private let stream: UnsafeMutablePointer<lzma_stream>
  private var isAtEnd = false

  /// What `xz -9` needs is 65 MiB; a crafted file can claim no more than this.
  private static let maximumMemory: UInt64 = 256 << 20

  init(_ input: CompressedInput) throws(InputError) {
    self.input = input
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: schattenki_lzma_stream())
    guard unsafe schattenki_lzma_start(stream, Self.maximumMemory) == LZMA_OK else {
      throw .system("liblzma cannot start: not enough memory")
    }
  }

  deinit {
    unsafe lzma_end(stream)
    unsafe stream.deallocate()
  }

  func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    while !isAtEnd {
      let hasInput = try input.fill()
      let produced = try decompress(into: &buffer, from: start, isLast: !hasInput)
      if produced > 0 { return produced }
    }
    return 0
  }

  private func decompress(
    into buffer: inout [UInt8], from start: Int, isLast: Bool
  ) throws(InputError) -> Int {
    let room = buffer.count - start
    let waiting = input.waiting
    // Both pointers are valid for the call only; liblzma reads and writes within the given sizes.
    let status = unsafe buffer.withUnsafeMutableBufferPointer { output in
      unsafe input.bytes.withUnsafeBufferPointer { input in
        unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + waiting.lowerBound }
        unsafe stream.pointee.avail_in = waiting.count
        unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + start }
        unsafe stream.pointee.avail_out = room
        return unsafe lzma_code(stream, isLast ? LZMA_FINISH : LZMA_RUN)
      }
    }
    input.consume(waiting.count - Int(unsafe stream.pointee.avail_in))
    let produced = room - Int(unsafe stream.pointee.avail_out)
    switch status {
    case LZMA_OK: break
    case LZMA_STREAM_END: isAtEnd = true
    // No progress is possible: behind the last byte the stream is cut off.
    case LZMA_BUF_ERROR where isLast && produced == 0: throw .truncated(.xz)
    case LZMA_BUF_ERROR: break
    default: throw .corrupt(.xz)
    }
    return produced
  }
}
