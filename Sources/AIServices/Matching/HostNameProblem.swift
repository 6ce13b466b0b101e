import Bytes

extension Catalogue {
  /// What is wrong with `host` as a name in lower case, or nil.
  package static func problem(withHost host: String) -> String? {
    if host.isEmpty { return "no host name: nothing was given" }
    if host.utf8.count > 253 { return "not a host name: longer than 253 bytes" }
    let name = host.utf8.span
    var start = 0
    while true {
      let end = name.firstIndex(of: ASCII.dot, from: start) ?? name.count
      if let problem = problem(withLabel: name.extracting(start..<end)) { return problem }
      if end == name.count { return nil }
      start = end + 1
    }
  }

  private static func problem(withLabel label: Span<UInt8>) -> String? {
    if label.count == 0 { return "not a host name: a label between two dots is empty" }
    if label.count > 63 { return "not a host name: a label is longer than 63 bytes" }
    if label[0] == ASCII.hyphen || label[label.count - 1] == ASCII.hyphen {
      return "not a host name: a label begins or ends with a hyphen"
    }
    for index in label.indices where !isNameByte(label[index]) {
      return "not a host name: only letters, digits, hyphens and dots (other scripts as xn--…)"
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.hyphen || byte == ASCII.underscore
  }
}
