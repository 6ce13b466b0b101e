import Bytes

/// The name of an entry in a directory: `CN=Sales,OU=Groups,DC=corp,DC=example` (RFC 4514).
struct DistinguishedName {
  /// The first part and the ones it lies in; attributes in lower case, values without escapes.
  private(set) var parts: [(attribute: [UInt8], value: [UInt8])] = []

  /// Nil when the text is not a distinguished name, or the empty one.
  init?(_ text: Span<UInt8>) {
    var position = 0
    repeat {
      guard let part = Self.readPart(text, &position) else { return nil }
      parts.append(part)
      // Behind `,`, `;` (RFC 2253, section 4) or `+`.
      position += 1
    } while position <= text.count
  }

  /// The same for every spelling of the name: blanks between its parts, escapes and case.
  var key: [UInt8] {
    var key: [UInt8] = []
    for part in parts {
      key += part.attribute
      key.append(0)
      key += comparable(part.value)
      key.append(0)
    }
    return key
  }

  /// The first value of `attribute`, which is in lower case.
  func value(_ attribute: StaticString) -> [UInt8]? {
    for part in parts where part.attribute.span.equals(attribute) { return part.value }
    return nil
  }

  /// What the entry is called: its common name or, without one, its first part.
  var commonName: [UInt8] { value("cn") ?? parts.first?.value ?? [] }

  /// Reads `CN=Sales` and stops at the separator behind it or at the end.
  private static func readPart(
    _ text: Span<UInt8>, _ position: inout Int
  ) -> (attribute: [UInt8], value: [UInt8])? {
    while position < text.count, text[position] == ASCII.space { position += 1 }
    guard let equals = text.firstIndex(of: UInt8(ascii: "="), from: position) else { return nil }
    var attribute: [UInt8] = []
    for index in position..<equals where text[index] != ASCII.space {
      let byte = ASCII.lowercased(text[index])
      // Names of attributes and dotted numbers (RFC 4512, section 1.4).
      guard ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.hyphen || byte == ASCII.dot
      else { return nil }
      attribute.append(byte)
    }
    guard !attribute.isEmpty else { return nil }
    position = equals + 1
    return (attribute, readValue(text, &position))
  }

  private static func readValue(_ text: Span<UInt8>, _ position: inout Int) -> [UInt8] {
    var value: [UInt8] = []
    // How much of the value counts: blanks at its end only when escaped.
    var length = 0
    var isQuoted = false
    while position < text.count {
      let byte = text[position]
      if byte == ASCII.backslash, position + 1 < text.count {
        if position + 2 < text.count, let high = ASCII.hexValue(text[position + 1]),
          let low = ASCII.hexValue(text[position + 2])
        {
          value.append(high << 4 | low)
          position += 3
        } else {
          value.append(text[position + 1])
          position += 2
        }
        length = value.count
        continue
      }
      if byte == ASCII.quote {
        // RFC 1779 quotes whole values.
        isQuoted.toggle()
      } else if !isQuoted, isSeparator(byte) {
        break
      } else if byte != ASCII.space || isQuoted {
        value.append(byte)
        length = value.count
      } else if !value.isEmpty {
        value.append(byte)
      }
      position += 1
    }
    value.removeLast(value.count - length)
    return value
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == ASCII.plus
  }
}
