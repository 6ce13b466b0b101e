import Bytes

/// The product token of a `User-Agent` header (RFC 9110, section 10.1.5).
package enum UserAgentToken {
  /// Whether `text` can be one, with the bytes that products use of those that are allowed.
  package static func isValid(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(isTokenByte)
  }

  static func isTokenByte(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.hyphen || byte == ASCII.dot
      || byte == ASCII.underscore || byte == ASCII.plus || byte == ASCII.percent
  }
}

/// Finds the products of a catalogue in a `User-Agent` header: `claude-cli` in
/// `claude-cli/1.0.2 (external, cli)`, `Cursor` in `Mozilla/5.0 … Cursor/0.45 Chrome/…`.
struct UserAgentIndex: Sendable {
  private struct Product {
    let name: [UInt8]
    let signature: Int
  }

  private var products: [UInt64: Product] = [:]

  mutating func add(_ product: String, _ signature: Int) {
    let name = product.utf8.map(ASCII.lowercased)
    products[name.span.nameHash(seed: 0)] = Product(name: name, signature: signature)
  }

  /// The signature of the first product token that is known.
  func signature(in userAgent: Span<UInt8>) -> Int? {
    guard !products.isEmpty else { return nil }
    var position = 0
    while let slash = userAgent.firstIndex(of: ASCII.slash, from: position) {
      var start = slash
      while start > position, UserAgentToken.isTokenByte(userAgent[start - 1]) { start -= 1 }
      if let found = product(userAgent.extracting(start..<slash)) { return found }
      position = slash + 1
    }
    return nil
  }

  private func product(_ name: Span<UInt8>) -> Int? {
    guard let product = products[name.nameHash(seed: 0)], product.name.count == name.count,
      name.contains(lowercase: product.name, at: 0)
    else { return nil }
    return product.signature
  }
}
