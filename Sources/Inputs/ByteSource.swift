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
package enum Compression: String, CaseIterable, Sendable {
  case gzip, zstd, xz, bzip2, zip

  /// How many bytes `init(magic:)` needs.
  static let magicLength = 6

  init?(magic: Span<UInt8>) {
    guard let found = Self.allCases.first(where: { $0.stands(in: magic) }) else { return nil }
    self = found
  }

  private func stands(in magic: Span<UInt8>) -> Bool {
    func has(_ bytes: [UInt8]) -> Bool {
      magic.count >= bytes.count && bytes.indices.allSatisfy { magic[$0] == bytes[$0] }
    }
    switch self {
    // RFC 1952, section 2.3.1, with the only defined method.
    case .gzip: return has([0x1F, 0x8B, 8])
    // RFC 8878, section 3.1.1, and the skippable frame of section 3.1.2, which parallel compressors
    // may begin with.
    case .zstd:
      return has([0x28, 0xB5, 0x2F, 0xFD])
        || magic.count >= 4 && magic[0] & 0xF0 == 0x50 && magic[1] == 0x2A && magic[2] == 0x4D
          && magic[3] == 0x18
    case .xz: return has([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0])
    // `BZh`, the block size, and the mark of a block or of the end.
    case .bzip2:
      return has([0x42, 0x5A, 0x68]) && magic.count >= 6 && (0x31...0x39).contains(magic[3])
        && (magic[4] == 0x31 && magic[5] == 0x41 || magic[4] == 0x17 && magic[5] == 0x72)
    // A file, or the end of an archive without files.
    case .zip: return has([0x50, 0x4B, 3, 4]) || has([0x50, 0x4B, 5, 6])
    }
  }
}
