internal import CZstd

/// Decompresses Zstandard (RFC 8878) as it comes, also of several frames.
@safe final class ZstdSource: ByteSource {
  private var input: CompressedInput
  private let decoder: OpaquePointer
  private var isInsideFrame = true
  /// Whether zstd may hold output back, because there was no room for more.
  private var mayHoldOutput = false

  /// 2^27 bytes, what `zstd` itself takes without being asked for more; logs compressed with
  /// `--long` need it, and a crafted file can claim no more.
  private static let maximumWindowLog: Int32 = 27

  init(_ input: CompressedInput) throws(InputError) {
    self.input = input
    guard let decoder = unsafe ZSTD_createDStream() else {
      throw .system("zstd cannot start: not enough memory")
    }
    unsafe self.decoder = decoder
    unsafe ZSTD_DCtx_setParameter(decoder, ZSTD_d_windowLogMax, Self.maximumWindowLog)
  }

  deinit { unsafe ZSTD_freeDStream(decoder) }

  func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    while true {
      let hasInput = mayHoldOutput ? true : try input.fill()
      guard hasInput else {
        if isInsideFrame { throw .truncated(.zstd) }
        return 0
      }
      let produced = try decompress(into: &buffer, from: start)
      if produced > 0 { return produced }
    }
  }

  private func decompress(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    let room = buffer.count - start
    let waiting = input.waiting
    var consumed = 0
    var produced = 0
    // Both pointers are valid for the call only; zstd reads and writes within the given sizes.
    let status = unsafe buffer.withUnsafeMutableBytes { output in
      unsafe input.bytes.withUnsafeBytes { input in
        var from = unsafe ZSTD_inBuffer(
          src: input.baseAddress.map { unsafe $0 + waiting.lowerBound }, size: waiting.count,
          pos: 0)
        var to = unsafe ZSTD_outBuffer(
          dst: output.baseAddress.map { unsafe $0 + start }, size: room, pos: 0)
        let status = unsafe ZSTD_decompressStream(decoder, &to, &from)
        consumed = unsafe from.pos
        produced = unsafe to.pos
        return status
      }
    }
    guard ZSTD_isError(status) == 0 else { throw .corrupt(.zstd) }
    input.consume(consumed)
    isInsideFrame = status != 0
    mayHoldOutput = isInsideFrame && produced == room
    return produced
  }
}
