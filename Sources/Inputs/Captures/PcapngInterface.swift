/// What an Interface Description Block says that frames need (draft-ietf-opsawg-pcapng, section
/// 4.2), and what the statistics add.
struct PcapngInterface {
  let linkType: UInt32
  /// The longest frame it captures in bytes; 0 for no limit.
  let snapLength: UInt32
  private var resolution = PcapngResolution.microseconds
  /// Added to every time, in seconds.
  private var offset: Int64 = 0
  private var droppedByInterface: UInt64 = 0
  private var droppedBySystem: UInt64 = 0

  /// - Parameter block: the whole block, of 20 bytes or more.
  init(_ block: Span<UInt8>, order: ByteOrder) {
    linkType = UInt32(order.number16(block, at: 8))
    snapLength = order.number32(block, at: 12)
    var options = PcapngOptions(start: 16, order: order)
    while let option = options.next(in: block) {
      switch (option.code, option.length) {
      case (PcapngOptions.timeResolution, 1): resolution = PcapngResolution(block[option.start])
      case (PcapngOptions.timeOffset, 8):
        offset = Int64(bitPattern: order.number64(block, at: option.start))
      default: break
      }
    }
  }

  /// The moment that `units` on this interface mean.
  func milliseconds(_ units: UInt64) -> Int64 {
    let (shift, shiftIsTooBig) = offset.multipliedReportingOverflow(by: 1000)
    let (sum, sumIsTooBig) = resolution.milliseconds(units).addingReportingOverflow(shift)
    guard !shiftIsTooBig, !sumIsTooBig else {
      return CapturedFrame.clamped(offset < 0 ? .min : .max)
    }
    return CapturedFrame.clamped(sum)
  }

  /// How many frames were lost, by the interface and by the system.
  var droppedFrames: UInt64 { droppedByInterface.addingSaturating(droppedBySystem) }

  /// Takes over an Interface Statistics Block (section 4.6). Its numbers count from the beginning
  /// of the capture, so that the highest is the last one.
  mutating func addStatistics(_ block: Span<UInt8>, order: ByteOrder) {
    var options = PcapngOptions(start: 20, order: order)
    while let option = options.next(in: block) {
      guard option.length == 8 else { continue }
      let count = order.number64(block, at: option.start)
      switch option.code {
      case PcapngOptions.interfaceDrops:
        droppedByInterface = max(droppedByInterface, count)
      case PcapngOptions.systemDrops:
        droppedBySystem = max(droppedBySystem, count)
      default: break
      }
    }
  }
}

extension UInt64 {
  /// The sum, or the highest number when it does not fit.
  func addingSaturating(_ other: UInt64) -> UInt64 {
    let (sum, isTooBig) = addingReportingOverflow(other)
    return isTooBig ? .max : sum
  }
}
