internal import Bytes

/// Hashes for tables that strangers fill: without the random secrets nobody can make up keys that
/// fall on one place.
struct SeededHash: Sendable {
  private let first: UInt64
  private let second: UInt64

  init() {
    first = UInt64.random(in: .min ... .max)
    second = UInt64.random(in: .min ... .max)
  }

  /// For names, whose own hash wants a seed.
  var seed: UInt64 { first ^ second &<< 1 }

  /// Both halves of the product, folded: each bit of the factors reaches each bit of the result.
  func mixed(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = (one ^ first).multipliedFullWidth(by: other ^ second)
    return product.high ^ product.low
  }

  func mixed(_ one: IPAddress, _ other: IPAddress, _ rest: UInt64) -> UInt64 {
    let left = mixed(one.high ^ rest, one.low)
    return mixed(mixed(left, other.high), other.low ^ left &>> 32)
  }
}
