import Bytes

/// A datagram of which some fragments are there.
///
/// What came first stays where fragments overlap, so that nobody can change what was seen.
struct FragmentedDatagram {
  private(set) var key = Fragment.Key()
  /// When its first fragment came, in milliseconds.
  private(set) var began: Int64 = 0
  var isInUse = false

  private var nextHeader = InternetProtocol.udp
  /// In bytes; nil until the last fragment is there.
  private var total: Int?
  /// Where the data known so far ends, in bytes.
  private var known = 0
  private var bytes: [UInt8] = []
  /// One bit for each eight bytes, which is what offsets count.
  private var present = InlineArray<128, UInt64>(repeating: 0)
  private var unitsPresent = 0

  /// The payload of an IPv4 packet can be this long at most, less its header (RFC 791 section 3.1).
  static let sizeLimit = 65_535

  mutating func begin(_ datagram: Fragment.Key, at milliseconds: Int64) {
    key = datagram
    began = milliseconds
    isInUse = true
    total = nil
    known = 0
    unitsPresent = 0
    for index in present.indices { present[index] = 0 }
  }

  /// How many milliseconds ago, or ahead, the first fragment came; captures do not always go
  /// forward.
  func age(at milliseconds: Int64) -> UInt64 { (milliseconds &- began).magnitude }

  /// Adds a fragment's data; false when it contradicts the others, or has a length that none can
  /// have.
  mutating func add(_ fragment: Fragment, _ data: Span<UInt8>) -> Bool {
    let end = fragment.offset &+ data.count
    guard data.count > 0, end <= Self.sizeLimit, fragment.isLast || data.count & 7 == 0 else {
      return false
    }
    if let total {
      guard fragment.isLast ? end == total : end <= total else { return false }
    } else if fragment.isLast {
      guard end >= known else { return false }
      total = end
    }
    known = max(known, end)
    if fragment.offset == 0 { nextHeader = fragment.nextHeader }
    copyNewUnits(data, to: fragment.offset)
    return true
  }

  var isEmpty: Bool { unitsPresent == 0 }

  var isWhole: Bool {
    guard let total else { return false }
    return unitsPresent == (total &+ 7) / 8
  }

  /// Exchanges the bytes for those of `datagram`, and says what they begin with.
  mutating func finish(into datagram: inout Datagram) -> InternetProtocol {
    swap(&bytes, &datagram.bytes)
    datagram.count = total ?? 0
    isInUse = false
    return nextHeader
  }

  private mutating func copyNewUnits(_ data: Span<UInt8>, to offset: Int) {
    let end = offset &+ data.count
    if bytes.count < end {
      bytes.append(contentsOf: repeatElement(0, count: end &- bytes.count))
    }
    for unit in stride(from: offset, to: end, by: 8) {
      let bit: UInt64 = 1 << UInt64(unit >> 3 & 63)
      let word = unit >> 9
      guard present[word] & bit == 0 else { continue }
      present[word] |= bit
      unitsPresent &+= 1
      for place in unit..<min(unit &+ 8, end) { bytes[place] = data[place &- offset] }
    }
  }
}
