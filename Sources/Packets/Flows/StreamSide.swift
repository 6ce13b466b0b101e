internal import Bytes

/// One direction of a flow: what was sent in it, and how far it was read.
struct StreamSide: Sendable {
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt8
    /// A packet came, so `next` holds.
    static let started = Marks(rawValue: 1)
    /// The SYN came, so the stream is known from its first byte.
    static let syn = Marks(rawValue: 2)
    static let fin = Marks(rawValue: 4)
    /// `position` is set: the content is read from there.
    static let reading = Marks(rawValue: 8)
    /// A DNS message was read.
    static let lookup = Marks(rawValue: 32)
    /// The content is not looked at any more.
    static let ignored = Marks(rawValue: 16)
    /// A packet came, so the hardware address is what it said.
    static let located = Marks(rawValue: 64)
  }

  /// Jumps beyond this are no loss and no disorder, but another counting.
  private static let largestGap = 1 << 24

  /// Payload bytes on the wire, those sent again counted once.
  var bytes: UInt64 = 0
  /// The sequence number behind the highest that was seen.
  private(set) var next: UInt32 = 0
  /// The sequence number of the first byte of the stream.
  private(set) var start: UInt32 = 0
  /// The sequence number of the first byte that was not read yet.
  var position: UInt32 = 0
  /// The buffer in which the stream is put together; 0 for none.
  var gathering: UInt32 = 0
  /// How many segments were looked at in vain.
  var tries: UInt8 = 0
  var marks: Marks = []
  /// The hardware address of who sends, in two parts that fill the gap up to the next eight bytes.
  private var hardwareHigh: UInt16 = 0
  private var hardwareLow: UInt32 = 0

  var hardware: HardwareAddress? {
    get {
      let bits = UInt64(hardwareHigh) << 32 | UInt64(hardwareLow)
      return bits == 0 ? nil : HardwareAddress(bits: bits)
    }
    set {
      let bits = newValue?.bits ?? 0
      hardwareHigh = UInt16(truncatingIfNeeded: bits >> 32)
      hardwareLow = UInt32(truncatingIfNeeded: bits)
    }
  }

  /// Takes note of where the stream begins, or of a repetition of that.
  mutating func begin(at sequence: UInt32) {
    if !marks.contains(.reading) { position = sequence }
    if !marks.contains(.started) { next = sequence }
    start = sequence
    marks.formUnion([.started, .syn, .reading])
  }

  /// Whether a SYN with this first sequence number can be of this stream, sent again or late.
  func isBeginning(at sequence: UInt32) -> Bool {
    if marks.contains(.syn) { return start == sequence }
    guard marks.contains(.started) else { return true }
    return next &- sequence <= 1 << 17
  }

  /// Whether a segment holds anything behind the highest sequence number that was seen.
  func isNew(_ sequence: UInt32, _ length: Int) -> Bool {
    guard marks.contains(.started) else { return true }
    return Int32(bitPattern: sequence &+ UInt32(truncatingIfNeeded: length) &- next) > 0
  }

  /// Counts a segment: all up to its end, so that what the capture lost on the way is counted and
  /// what comes again, or late, is not.
  mutating func count(_ sequence: UInt32, _ length: Int) {
    let end = sequence &+ UInt32(truncatingIfNeeded: length)
    let gap = Int(Int32(bitPattern: sequence &- next))
    guard marks.contains(.started), gap.magnitude <= Self.largestGap else {
      bytes &+= UInt64(truncatingIfNeeded: length)
      next = end
      marks.insert(.started)
      return
    }
    let new = gap &+ length
    guard new > 0 else { return }
    bytes &+= UInt64(truncatingIfNeeded: new)
    next = end
  }

  /// Whether a reset with this sequence number can come from the sender: near to what it sent (RFC
  /// 5961, section 3.2). One made up by a stranger does not end the flow.
  func acceptsReset(_ sequence: UInt32) -> Bool {
    guard marks.contains(.started) else { return true }
    return Int(Int32(bitPattern: sequence &- next)).magnitude <= 1 << 20
  }
}
