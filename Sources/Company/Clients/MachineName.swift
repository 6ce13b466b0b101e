import Bytes

/// The name of a machine as logs write it, made comparable: in lower case, without a trailing dot, with
/// the domain told apart from the name. `PC-17`, `pc-17.corp.example.` are one machine.
package struct MachineName: Sendable {
  /// With its domain.
  private(set) var full: [UInt8] = []
  /// The first label.
  var bareRange: Range<Int> { 0..<(full.firstIndex(of: ASCII.dot) ?? full.count) }

  package init() { full.reserveCapacity(64) }

  /// Takes the name of another record's client and reuses this value's memory for it.
  package mutating func set(_ client: Span<UInt8>) {
    full.removeAll(keepingCapacity: true)
    client.append(to: &full)
    full.makeLowercase()
    if full.last == ASCII.dot { full.removeLast() }
  }
}

/// Machines by name, with `*` for any characters and `?` for one, in any case.
///
/// A pattern with a dot (`*.sales.corp.example`) is held against the whole name, one without against the
/// first label.
package struct MachinePattern: Sendable {
  let pattern: WildcardPattern
  let namesDomain: Bool

  package init(_ text: String) {
    pattern = WildcardPattern(text)
    namesDomain = pattern.contains(ASCII.dot)
  }
}
