/// What a capture says about one frame, beside its bytes.
package struct CapturedFrame: Equatable, Sendable {
  /// What the frame begins with: a number of the registry of link-layer types, LINKTYPE_.
  package let linkType: UInt32
  /// When it was captured, in milliseconds since 1970, within the years 0 to 9999. A frame without
  /// a time of its own has that of the frame before it, and the first one 0.
  package let milliseconds: Int64
  /// Whether the capture gives this frame a time.
  package let isTimed: Bool
  /// How long it was on the wire in bytes; never less than what was captured of it.
  package let originalLength: Int
  /// Its number in the capture, from 1 on. Frames that could not be read have one, too.
  package let index: UInt64

  /// The first millisecond of the year 0 and the last of 9999, which RFC 3339 can still write.
  static let times: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

  /// The nearest moment within `times`.
  static func clamped(_ milliseconds: Int64) -> Int64 {
    min(max(milliseconds, times.lowerBound), times.upperBound)
  }
}
