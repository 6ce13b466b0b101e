import Bytes

/// Why a message cannot be read further.
enum DNSFault: Error {
  /// The bytes ended too early.
  case incomplete
  /// Against the rules.
  case malformed
}

/// Goes through the labels of a name, and through the pointers that compress it (RFC 1035, sections
/// 3.1 and 4.1.4).
struct NameLabels {
  /// In the form of the wire: each label with its length byte, and the root's (RFC 1035, section
  /// 2.3.4).
  static let maximumLength = 255
  /// Far more than names have labels that other names share.
  private static let maximumJumps = 32

  private var position: Int
  /// Where the run of labels began; a pointer leads before it, or it would lead around in circles.
  private var runStart: Int
  private var length = 1
  private var jumps = 0
  /// Where the name ends in the place it stands, behind the root or the first pointer; counts once
  /// `next` gave nil.
  private(set) var end = 0

  init(at position: Int) {
    self.position = position
    runStart = position
  }

  /// Where the next label's bytes stand; nil behind the last.
  mutating func next(in message: Span<UInt8>) throws(DNSFault) -> Range<Int>? {
    while true {
      guard position >= 0, position < message.count else { throw .incomplete }
      let first = message[position]
      if first == 0 {
        if jumps == 0 { end = position &+ 1 }
        return nil
      }
      if first < 64 { return try label(of: Int(first), in: message) }
      try jump(in: message)
    }
  }

  private mutating func label(
    of count: Int, in message: Span<UInt8>
  ) throws(DNSFault) -> Range<Int> {
    let start = position &+ 1
    length &+= 1 &+ count
    guard length <= Self.maximumLength else { throw .malformed }
    guard count <= message.count &- start else { throw .incomplete }
    position = start &+ count
    return start..<position
  }

  private mutating func jump(in message: Span<UInt8>) throws(DNSFault) {
    guard message[position] >= 0xC0 else { throw .malformed }
    guard let pointer = message.bigEndian16(at: position) else { throw .incomplete }
    if jumps == 0 { end = position &+ 2 }
    let target = Int(pointer & 0x3FFF)
    jumps &+= 1
    guard target >= DNSHeader.length, target < runStart, jumps <= Self.maximumJumps else {
      throw .malformed
    }
    position = target
    runStart = target
  }
}

extension NameLabels {
  /// Where the name at `start` ends. Only its first pointer is looked at, which keeps a walk over
  /// many records linear.
  static func end(
    ofNameAt start: Int, in message: Span<UInt8>
  ) throws(DNSFault) -> Int {
    var position = start
    while position >= 0, position < message.count {
      let first = message[position]
      if first == 0 { return position &+ 1 }
      if first >= 64 {
        guard first >= 0xC0 else { throw .malformed }
        guard let pointer = message.bigEndian16(at: position) else { throw .incomplete }
        let target = Int(pointer & 0x3FFF)
        guard target >= DNSHeader.length, target < start else { throw .malformed }
        return position &+ 2
      }
      position &+= 1 &+ Int(first)
      guard position &- start < maximumLength else { throw .malformed }
    }
    throw .incomplete
  }

  /// Where the name that begins at the lower bound of `data` ends, which is not beyond the upper.
  static func end(
    ofNameIn data: Range<Int>, in message: Span<UInt8>
  ) throws(DNSFault) -> Int {
    do {
      return try end(ofNameAt: data.lowerBound, in: message.extracting(first: data.upperBound))
    } catch {
      throw .malformed
    }
  }

  /// Whether two names are the same in either case (RFC 4343, section 3).
  static func areSame(
    _ first: Int, _ second: Int, in message: Span<UInt8>
  ) throws(DNSFault) -> Bool {
    var left = NameLabels(at: first)
    var right = NameLabels(at: second)
    while true {
      let one = try left.next(in: message)
      let other = try right.next(in: message)
      guard let one, let other else { return one == nil && other == nil }
      // Mostly a pointer leads to the other name's own bytes; from there on they are one.
      if one == other { return true }
      guard one.count == other.count else { return false }
      for index in 0..<one.count
      where ASCII.lowercased(message[one.lowerBound &+ index])
        != ASCII.lowercased(message[other.lowerBound &+ index])
      { return false }
    }
  }
}
