import Bytes

extension Span where Element == UInt8 {
  /// The number that these bytes are in decimal; nil when they are anything else or it does not fit.
  var decimal: UInt64? {
    var cursor = ByteCursor(self)
    guard let value = try? cursor.readDecimal(), cursor.isAtEnd else { return nil }
    return value
  }

  /// The seconds since 1970 that these bytes are in decimal.
  var seconds: Int64? { decimal.flatMap(Int64.init(exactly:)) }

  /// The bytes that `01:aa:bb` stands for, two digits each; nil when it is anything else.
  var hexOctets: [UInt8]? {
    guard count % 3 == 2 else { return nil }
    var octets: [UInt8] = []
    octets.reserveCapacity(count / 3 + 1)
    for start in stride(from: 0, to: count, by: 3) {
      guard let high = ASCII.hexValue(self[start]), let low = ASCII.hexValue(self[start + 1]),
        start + 2 == count || self[start + 2] == ASCII.colon
      else { return nil }
      octets.append(high << 4 | low)
    }
    return octets
  }

  /// The fields between `separator`: one more than it occurs.
  func fields(separatedBy separator: UInt8, into ranges: inout [Range<Int>]) {
    ranges.removeAll(keepingCapacity: true)
    var start = 0
    while let end = firstIndex(of: separator, from: start) {
      ranges.append(start..<end)
      start = end + 1
    }
    ranges.append(start..<count)
  }

  /// Whether a file of lines ends in the middle of one.
  var endsWithinLine: Bool { count > 0 && self[count - 1] != ASCII.lineFeed }
}
