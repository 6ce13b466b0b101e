internal import CZstd

/// Decompresses Zstandard (RFC 8878) as it comes, also of several frames.
@safe final class ZstdSource: ByteSource {
  private var input: any ByteSource
  private var compressed = [UInt8](repeating: 0, count: 128 << 10)
  private var consumed = 0
  private var filled: Int
  private let decoder: OpaquePointer
  private var isInsideFrame = true

  /// - Parameter head: the bytes of `input` that were read already.
  init(_ input: any ByteSource, head: [UInt8]) throws(InputError) {
    self.input = input
    filled = head.count
    for (index, byte) in head.enumerated() { compressed[index] = byte }
    guard let decoder = unsafe ZSTD_createDStream() else {
      throw .system("zstd cannot start: not enough memory")
    }
    unsafe self.decoder = decoder
    // 2^23 bytes is the window of `zstd -19` and the least that RFC 8878 asks decoders to take;
    // 2^27 would let a crafted file claim 128 MiB.
    unsafe ZSTD_DCtx_setParameter(decoder, ZSTD_d_windowLogMax, 23)
  }

  deinit { unsafe ZSTD_freeDStream(decoder) }

  func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    while true {
      if consumed == filled {
        filled = try input.read(into: &compressed, from: 0)
        consumed = 0
        if filled == 0 {
          if isInsideFrame { throw .truncated(.zstd) }
          return 0
        }
      }
      let produced = try decompress(into: &buffer, from: start)
      if produced > 0 { return produced }
    }
  }

  private func decompress(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    let room = buffer.count - start
    var produced = 0
    // Both pointers are valid for the call only; zstd writes at most `room` bytes.
    let status = unsafe buffer.withUnsafeMutableBytes { output in
      unsafe compressed.withUnsafeBytes { input in
        var from = unsafe ZSTD_inBuffer(src: input.baseAddress, size: filled, pos: consumed)
        var to = unsafe ZSTD_outBuffer(
          dst: output.baseAddress.map { unsafe $0 + start }, size: room, pos: 0)
        let status = unsafe ZSTD_decompressStream(decoder, &to, &from)
        consumed = unsafe from.pos
        produced = unsafe to.pos
        return status
      }
    }
    guard ZSTD_isError(status) == 0 else { throw .corrupt(.zstd) }
    isInsideFrame = status != 0
    return produced
  }
}
