import Bytes

/// An input of which the first bytes were looked at, and what they say it is.
package struct OpenedInput {
  /// How it is compressed; nil for plain bytes.
  package let compression: Compression?
  /// Whether it is a capture, pcap or pcapng, and no text.
  package let isCapture: Bool
  /// The first bytes, decompressed.
  let head: [UInt8]
  /// The bytes behind `head`, decompressed.
  let source: any ByteSource

  package init(_ input: any ByteSource) throws(InputError) {
    var input = input
    let start = try Self.read(Compression.magicLength, from: &input)
    compression = Compression(magic: start.span)
    guard let compression else {
      (head, source) = (start, input)
      isCapture = CaptureReader.isCapture(start.span)
      return
    }
    var plain = try Self.decompressed(input, head: start, compression)
    var plainStart: [UInt8] = []
    do throws(InputError) {
      plainStart = try Self.read(Compression.magicLength, from: &plain)
    } catch {
      // Whoever reads is told.
      plain = BrokenSource(error: error)
    }
    isCapture = CaptureReader.isCapture(plainStart.span)
    (head, source) = (plainStart, plain)
  }

  private static func decompressed(
    _ input: any ByteSource, head: [UInt8], _ compression: Compression
  ) throws(InputError) -> any ByteSource {
    let compressed = CompressedInput(input, head: head)
    switch compression {
    case .gzip: return try GzipSource(compressed)
    case .zstd: return try ZstdSource(compressed)
    case .xz: return try XzSource(compressed)
    case .bzip2: return try Bzip2Source(compressed)
    case .zip: return try ZipSource(compressed)
    }
  }

  /// `length` bytes, or all that there are.
  private static func read(
    _ length: Int, from source: inout any ByteSource
  ) throws(InputError) -> [UInt8] {
    var head = [UInt8](repeating: 0, count: length)
    var count = 0
    while count < length {
      let read = try source.read(into: &head, from: count)
      if read == 0 { break }
      count += read
    }
    head.removeLast(length - count)
    return head
  }
}

/// An input that breaks off where it begins.
private struct BrokenSource: ByteSource {
  let error: InputError

  func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int { throw error }
}
