import Bytes

/// A machine's name as clients send it (RFC 2132, section 3.14; RFC 4702), made comparable.
enum HostName: Equatable {
  case none
  /// In lower case, without the dot at the end.
  case name(String)
  /// Too long for a name (RFC 1035, section 2.3.4), or with bytes that no name has.
  case unreadable

  init(_ bytes: Span<UInt8>) {
    let hasDot = bytes.count > 0 && bytes[bytes.count - 1] == ASCII.dot
    let name = bytes.extracting(0..<(hasDot ? bytes.count - 1 : bytes.count)).copy
    if name.isEmpty {
      self = .none
    } else if name.count <= 255, name.allSatisfy({ $0 >= ASCII.space && $0 != 0x7F }),
      let text = String(validating: name, as: UTF8.self)
    {
      self = .name(text.lowercased())
    } else {
      self = .unreadable
    }
  }

  /// The name, with what is unreadable counted.
  func text(countingIn problems: inout LineProblems, line: Int) -> String? {
    switch self {
    case .none: return nil
    case .name(let name): return name
    case .unreadable:
      problems.add(.hostName, line: line)
      return nil
    }
  }
}
