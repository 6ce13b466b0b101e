import Bytes

/// An account's name made comparable, with its domain and without.
struct AccountKey {
  let full: [UInt8]
  /// Behind `CORP\` and before `@corp.example`.
  let bare: [UInt8]

  init(_ name: Span<UInt8>) {
    full = comparable(name.copy)
    let start = full.lastIndex(of: ASCII.backslash).map { $0 + 1 } ?? 0
    let end = full[start...].firstIndex(of: ASCII.at) ?? full.count
    bare = start < end ? Array(full[start..<end]) : full
  }
}
