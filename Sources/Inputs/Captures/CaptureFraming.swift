/// Finds the frames in the bytes of one capture format.
protocol CaptureFraming {
  /// How many frames could not be read though their neighbours could.
  var malformedFrames: UInt64 { get }
  /// How many frames the capturing machine says it lost.
  var droppedFrames: UInt64 { get }
  /// Where the record begins within which the last call stopped, when it used up the record's
  /// beginning; else nil.
  var openRecord: Int? { get }

  /// Hands `body` the frames of all whole records in `bytes`, which go on where the last call
  /// stopped, `offset` bytes behind the beginning of the capture.
  ///
  /// - Returns: how many bytes were used up. The rest is the beginning of a record, and comes again
  ///   with more behind it.
  /// - Throws: `damaged` or `unsupportedVersion`, when all frames before were handed out.
  mutating func readFrames(
    _ bytes: Span<UInt8>, at offset: Int, _ body: (borrowing CapturedFrame, Span<UInt8>) -> Void
  ) throws(CaptureFileError) -> Int
}
