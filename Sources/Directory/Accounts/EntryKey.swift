/// What an entry is known by while a directory is read, in place of its distinguished name, which holds
/// a person's: short, because groups name their members by it millions of times.
///
/// Swift's hasher takes a random seed for each process, so nobody can write names that collide, and at
/// 128 bits none do by chance. It is quicker than a hash that must last.
struct EntryKey: Hashable {
  private let first: Int
  private let second: Int

  init(_ name: DistinguishedName) { self.init(name.key) }

  init(_ bytes: [UInt8]) {
    first = Self.hash(bytes, salt: 1)
    second = Self.hash(bytes, salt: 2)
  }

  private static func hash(_ bytes: [UInt8], salt: UInt8) -> Int {
    var hasher = Hasher()
    hasher.combine(salt)
    hasher.combine(bytes)
    return hasher.finalize()
  }
}
