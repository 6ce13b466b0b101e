/// The name of an attribute as a server writes it, `member;range=0-1499`. Active Directory sends
/// attributes of many values in such parts (MS-ADTS, section 3.1.1.3.1.3.3).
struct RangedAttribute {
  /// Without options.
  let name: [UInt8]
  /// From 0; nil when all values are there.
  let range: (first: Int, last: Int?)?

  /// Nil when a range cannot be read.
  init?(_ description: [UInt8]) {
    let parts = description.split(
      separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    name = parts.first.map { Array($0) } ?? []
    var range: (first: Int, last: Int?)?
    for option in parts.dropFirst() {
      let text = String(decoding: option, as: UTF8.self).lowercased()
      guard text.hasPrefix("range=") else { continue }
      let bounds = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
      guard bounds.count == 2, let first = UInt32(bounds[0]) else { return nil }
      if bounds[1] == "*" {
        range = (Int(first), nil)
      } else {
        guard let last = UInt32(bounds[1]), last >= first else { return nil }
        range = (Int(first), Int(last))
      }
    }
    self.range = range
  }

  /// From which value on the rest is still to be asked for; nil when there is none.
  var next: Int? { range?.last.map { $0 + 1 } }

  /// How the values from `first` on are asked for.
  func request(from first: Int) -> String {
    "\(String(decoding: name, as: UTF8.self));range=\(first)-*"
  }
}
