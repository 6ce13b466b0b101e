/// Bytes that come in order: a file, standard input, or either decompressed.
package protocol ByteSource {
  /// Fills `buffer` from `start` on and returns how many bytes were read; 0 at the end.
  mutating func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int
}

/// Why an input could not be read, or not to its end.
package enum InputError: Error, Equatable, Sendable {
  case missing
  case notPermitted
  case isDirectory
  /// The operating system's own words.
  case system(String)
  /// The compressed data ends, or breaks, before its end.
  case truncated(Compression)
  case corrupt(Compression)
}

/// How an input is compressed, told from its first bytes.
package enum Compression: String, Sendable {
  case gzip, zstd

  /// How many bytes `init(magic:)` needs.
  static let magicLength = 4

  init?(magic: Span<UInt8>) {
    // RFC 1952, section 2.3.1, with the only defined method; RFC 8878, section 3.1.1, and the
    // skippable frame of section 3.1.2, which parallel compressors may begin with.
    if magic.count >= 3, magic[0] == 0x1F, magic[1] == 0x8B, magic[2] == 8 {
      self = .gzip
    } else if magic.count >= 4, magic[0] == 0x28 || magic[0] & 0xF0 == 0x50,
      magic[1] == (magic[0] == 0x28 ? 0xB5 : 0x2A), magic[2] == (magic[0] == 0x28 ? 0x2F : 0x4D),
      magic[3] == (magic[0] == 0x28 ? 0xFD : 0x18)
    {
      self = .zstd
    } else {
      return nil
    }
  }
}
