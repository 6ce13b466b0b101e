/// How long the unit is in which an interface gives times: a negative power of 10 or of 2
/// (draft-ietf-opsawg-pcapng, section 4.2, if_tsresol).
struct PcapngResolution {
  static let microseconds = PcapngResolution(6)

  /// Units times `factor` through `divisor`, or shifted by `bits`, are milliseconds.
  private let factor: UInt64
  private let divisor: UInt64
  private let bits: UInt8?

  /// - Parameter option: the value of if_tsresol.
  init(_ option: UInt8) {
    let exponent = option & 0x7F
    bits = option & 0x80 == 0 ? nil : exponent
    switch exponent {
    case 0...3: (factor, divisor) = (Self.power(of10: 3 - exponent), 1)
    case 4...22: (factor, divisor) = (1, Self.power(of10: exponent - 3))
    // All of 64 bits are less than a millisecond.
    default: (factor, divisor) = (0, 1)
    }
  }

  /// - Parameter exponent: at most 19, so that the power fits.
  private static func power(of10 exponent: UInt8) -> UInt64 {
    (0..<exponent).reduce(1) { power, _ in power &* 10 }
  }

  /// `units` in milliseconds, or the highest number when there are more than fit.
  func milliseconds(_ units: UInt64) -> Int64 {
    if let bits { return Int64(clamping: (UInt128(units) &* 1000) >> UInt128(bits)) }
    let (scaled, isTooBig) = (units / divisor).multipliedReportingOverflow(by: factor)
    return isTooBig ? .max : Int64(clamping: scaled)
  }
}
