@testable import AIServices
import Bytes
import TestSupport
import Testing

/// The index against a twin that is slow and obvious.
@Suite struct HostIndexPropertyTests {
  @Test(arguments: 0..<40)
  func findsWhatTheSlowTwinFinds(seed: UInt64) {
    var names = NameGenerator(seed: seed)
    let signatures = names.signatures(count: Int(seed) * 8)
    let index = HostIndex(signatures)
    for _ in 0..<500 {
      let host = names.host(near: signatures)
      let found = index.signature(for: Array(host.utf8).span)
      #expect(found == slowSignature(for: host, in: signatures), "\(host)")
    }
  }

  @Test func bytesThatAreNoTextMatchNothing() {
    let index = HostIndex([signature("example.com")])
    for byte in UInt8.min...UInt8.max {
      let host = Array("example.co".utf8) + [byte]
      #expect((index.signature(for: host.span) != nil) == (byte | 0x20 == UInt8(ascii: "m")))
    }
  }

  private func slowSignature(for host: String, in signatures: [HostSignature]) -> Int? {
    let host = host.lowercased()
    let matching = signatures.indices.filter { index in
      let signature = signatures[index]
      return host == signature.host
        || (!signature.isExact && host.hasSuffix(".\(signature.host)"))
    }
    return matching.max { rank(signatures[$0], $0) < rank(signatures[$1], $1) }
  }

  private func rank(_ signature: HostSignature, _ index: Int) -> (Int, Int, Int) {
    (signature.host.utf8.count, signature.isExact ? 1 : 0, index)
  }
}

/// Names of few and short labels, so that many end alike.
private struct NameGenerator {
  private static let labels = [
    "a", "b", "ab", "ba", "com", "net", "openai", "api", "x-y", "long-label-of-more-than-8-bytes",
  ]
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func signatures(count: Int) -> [HostSignature] {
    (0..<count).map { _ in
      signature(name(), .app, exact: Int.random(in: 0..<4, using: &random) == 0)
    }
  }

  mutating func host(near signatures: [HostSignature]) -> String {
    let known = signatures.randomElement(using: &random)?.host ?? name()
    let host =
      switch Int.random(in: 0..<8, using: &random) {
      case 0: known
      case 1: "\(name()).\(known)"
      case 2: "\(name())\(known)"
      case 3: "\(known).\(name())"
      case 4: ".\(known)"
      case 5: String(known.dropFirst())
      case 6: known.replacing(".", with: "..", maxReplacements: 1)
      default: name()
      }
    return Bool.random(using: &random) ? host : host.uppercased()
  }

  private mutating func name() -> String {
    let count = Int.random(in: 1...4, using: &random)
    return (0..<count).map { _ in Self.labels.randomElement(using: &random) ?? "a" }
      .joined(separator: ".")
  }
}
