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
    let index = HostIndex(hosts: signatures)
    for _ in 0..<500 {
      let host = names.host(near: signatures)
      let found = index.find(Array(host.utf8).span).signature
      #expect(found == slowSignature(for: host, in: signatures), "\(host)")
    }
  }

  @Test func bytesThatAreNoTextMatchNothing() {
    let index = HostIndex(hosts: [signature("example.com")])
    for byte in UInt8.min...UInt8.max {
      let host = Array("example.co".utf8) + [byte]
      #expect((index.find(host.span).signature != nil) == (byte | 0x20 == UInt8(ascii: "m")))
    }
  }

  private func slowSignature(for host: String, in signatures: [Signature]) -> Int? {
    let host = host.lowercased()
    let matching = signatures.indices.filter { index in
      guard let known = signatures[index].host else { return false }
      return host == known.name || (!known.isExact && host.hasSuffix(".\(known.name)"))
    }
    return matching.max { rank(signatures[$0], $0) < rank(signatures[$1], $1) }
  }

  private func rank(_ signature: Signature, _ index: Int) -> (Int, Int, Int) {
    (signature.host?.name.utf8.count ?? 0, signature.host?.isExact == true ? 1 : 0, index)
  }
}

extension HostIndex {
  fileprivate init(hosts: [Signature]) {
    self.init(
      hosts.enumerated().compactMap { index, signature in
        signature.host.map { (index, $0) }
      })
  }
}

/// Names of few and short labels, so that many end alike.
private struct NameGenerator {
  private static let labels = [
    "a", "b", "ab", "ba", "com", "net", "openai", "api", "x-y", "long-label-of-more-than-8-bytes",
  ]
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func signatures(count: Int) -> [Signature] {
    (0..<count).map { _ in
      signature(name(), .app, exact: Int.random(in: 0..<4, using: &random) == 0)
    }
  }

  mutating func host(near signatures: [Signature]) -> String {
    let known = signatures.randomElement(using: &random)?.host?.name ?? name()
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
