/// Why a capture could not be read, or not to its end. Places are byte offsets from its beginning,
/// behind decompression, of the record or block that could not be read.
package enum CaptureFileError: Error, Equatable, Sendable {
  /// The bytes could not be had.
  case input(InputError)
  /// The first bytes are not those of a capture.
  case foreign
  /// A version of the format that nobody has described.
  case unsupportedVersion(CaptureVersion, at: Int)
  /// The capture ends within a record.
  case truncated(at: Int)
  /// What stands there is no record: nothing behind it can be found.
  case damaged(CaptureDamage, at: Int)
}

/// The version a capture gives itself.
package struct CaptureVersion: Equatable, Sendable {
  package let major: UInt16
  package let minor: UInt16
}

/// What is wrong with a record.
package enum CaptureDamage: Equatable, Sendable {
  /// A frame of this many bytes, more than `CaptureReader.maximumFrameLength`.
  case frameLength(UInt32)
  /// A block of this many bytes: not a multiple of four, too short for its kind, or longer than any
  /// block of its kind is.
  case blockLength(UInt32)
  /// The length at a block's end is not the one at its beginning.
  case blockLengthsDiffer(UInt32, UInt32)
  /// A section that does not say in which order its bytes are.
  case byteOrder(UInt32)
}
