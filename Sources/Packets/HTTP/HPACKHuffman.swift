internal import Bytes

/// The Huffman code of header fields (RFC 7541, section 5.2 and appendix B).
///
/// The code is canonical: shorter codes come first, and codes of one length follow each other in
/// the order of their symbols. So the symbols in this order, and how many there are of each length,
/// say all.
enum HPACKHuffman {
  /// Appends the text that `code` stands for.
  ///
  /// - Returns: false when a code is the end mark, or the padding is not what it must be.
  static func decode(_ code: Span<UInt8>, into text: inout [UInt8]) -> Bool {
    let rows = rows
    var pending: UInt64 = 0
    var bits: UInt64 = 0
    var position = 0
    while true {
      while bits <= 56, position < code.count {
        pending = pending &<< 8 | UInt64(code[position])
        bits &+= 8
        position &+= 1
      }
      let window = window(pending, bits)
      guard let row = row(of: window, in: rows), row.length <= bits else {
        return bits < 8 && pending & ones(bits) == ones(bits)
      }
      let offset = (window &- row.first) &>> (32 &- row.length)
      text.append(symbols[row.offset &+ Int(offset)])
      bits &-= row.length
    }
  }

  /// The first 32 of the low `bits` of `pending`; behind the last stand ones, as in the padding.
  private static func window(_ pending: UInt64, _ bits: UInt64) -> UInt64 {
    guard bits < 32 else { return pending &>> (bits &- 32) & ones(32) }
    let missing = 32 &- bits
    return (pending &<< missing | ones(missing)) & ones(32)
  }

  private static func ones(_ count: UInt64) -> UInt64 { (1 &<< count) &- 1 }

  /// The codes of one length, aligned to the left of 32 bits.
  private struct Row {
    let length: UInt64
    let first: UInt64
    /// Behind the last.
    let end: UInt64
    /// Where their symbols begin.
    let offset: Int
  }

  /// The row of the code that `window` begins with; nil for the end mark.
  private static func row(of window: UInt64, in rows: [Row]) -> Row? {
    for row in rows where window < row.end { return row }
    return nil
  }

  private static let rows: [Row] = {
    var rows: [Row] = []
    var first: UInt64 = 0
    var offset = 0
    for (length, group) in groups {
      let end = first &+ UInt64(group.count) &<< (32 &- length)
      rows.append(Row(length: length, first: first, end: end, offset: offset))
      first = end
      offset += group.count
    }
    return rows
  }()

  private static let symbols: [UInt8] = groups.flatMap(\.symbols)

  private static let groups: [(length: UInt64, symbols: [UInt8])] = [
    (5, Array("012aceiost".utf8)),
    (6, Array(" %-./3456789=A_bdfghlmnpru".utf8)),
    (7, Array(":BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz".utf8)),
    (8, Array("&*,;XZ".utf8)),
    (10, Array("!\"()?".utf8)),
    (11, Array("'+|".utf8)),
    (12, Array("#>".utf8)),
    (13, [0] + Array("$@[]~".utf8)),
    (14, Array("^}".utf8)),
    (15, Array("<`{".utf8)),
    (19, [92, 195, 208]),
    (20, [128, 130, 131, 162, 184, 194, 224, 226]),
    (21, [153, 161, 167, 172, 176, 177, 179, 209, 216, 217, 227, 229, 230]),
    (
      22,
      [
        129, 132, 133, 134, 136, 146, 154, 156, 160, 163, 164, 169, 170, 173, 178, 181, 185, 186,
        187, 189, 190, 196, 198, 228, 232, 233,
      ]
    ),
    (
      23,
      [
        1, 135, 137, 138, 139, 140, 141, 143, 147, 149, 150, 151, 152, 155, 157, 158, 165, 166, 168,
        174, 175, 180, 182, 183, 188, 191, 197, 231, 239,
      ]
    ),
    (24, [9, 142, 144, 145, 148, 159, 171, 206, 215, 225, 236, 237]),
    (25, [199, 207, 234, 235]),
    (26, [192, 193, 200, 201, 202, 205, 210, 213, 218, 219, 238, 240, 242, 243, 255]),
    (
      27,
      [
        203, 204, 211, 212, 214, 221, 222, 223, 241, 244, 245, 246, 247, 248, 250, 251, 252, 253,
        254,
      ]
    ),
    (
      28,
      [
        2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 127, 220, 249,
      ]
    ),
    (30, [10, 13, 22]),
  ]
}
