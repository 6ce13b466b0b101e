import Bytes
import Directory

/// How a copy is written: the title, 16 bytes for the settings, the time in milliseconds since 1970, and
/// four lists: texts, accounts that point to them, names and bare names that point to accounts. Numbers
/// are big endian with 32 bits but for the time; the checksum behind it is not this type's.
enum AccountCacheFormat {
  typealias Content = (accounts: DirectoryAccounts, time: Timestamp, fingerprint: AccountNameHash)

  static let title: StaticString = "schattenki accounts 1\n"
  /// A million accounts with many groups take a quarter of it.
  static let mostBytes = 1 << 30

  /// Nil when a number does not fit.
  static func encode(
    _ accounts: DirectoryAccounts, time: Timestamp, fingerprint: AccountNameHash
  ) -> [UInt8]? {
    var writer = CacheWriter()
    writer.bytes += "\(title)".utf8
    writer.add(fingerprint)
    writer.add(UInt64(bitPattern: time.milliseconds))
    var texts: [String: Int] = [:]
    var list: [String] = []
    func place(of text: String) -> Int {
      if let known = texts[text] { return known }
      texts[text] = list.count
      list.append(text)
      return list.count - 1
    }
    let entries = accounts.accounts.map { account in
      (account.department.map(place) ?? -1, account.groups.map(place), account.isDisabled)
    }
    writer.add(list) { text, writer in
      writer.add(count: text.utf8.count)
      writer.bytes += text.utf8
    }
    writer.add(entries) { entry, writer in
      // 0 for none.
      writer.add(count: entry.0 + 1)
      writer.add(count: entry.2 ? 1 : 0)
      writer.add(entry.1) { group, writer in writer.add(count: group) }
    }
    for places in [accounts.places, accounts.barePlaces] {
      writer.add(Array(places)) { place, writer in
        writer.add(place.key)
        writer.add(count: place.value)
      }
    }
    return writer.isWhole ? writer.bytes : nil
  }

  /// Nil when the bytes are anything else.
  static func decode(_ bytes: Span<UInt8>, _ key: AccountNameKey) -> Content? {
    guard bytes.starts(with: title) else { return nil }
    var reader = CacheReader(position: title.utf8CodeUnitCount)
    guard let fingerprint = reader.hash(bytes), let time = reader.word(bytes),
      let texts = reader.list(bytes, { reader, bytes in reader.text(bytes) }),
      let accounts = reader.list(bytes, { reader, bytes in reader.account(bytes, texts) }),
      let places = reader.places(bytes, below: accounts.count),
      let barePlaces = reader.places(bytes, below: accounts.count),
      reader.position == bytes.count
    else { return nil }
    let directory = DirectoryAccounts(
      accounts, key: key, places: places, barePlaces: barePlaces)
    return (directory, Timestamp(milliseconds: Int64(bitPattern: time)), fingerprint)
  }
}

private struct CacheWriter {
  var bytes: [UInt8] = []
  /// Whether every number had room.
  private(set) var isWhole = true

  mutating func add(_ word: UInt64) {
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  mutating func add(_ hash: AccountNameHash) {
    add(hash.high)
    add(hash.low)
  }

  mutating func add(count: Int) {
    guard let number = UInt32(exactly: count) else { return isWhole = false }
    for shift: UInt32 in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func add<Element>(
    _ list: [Element], _ body: (Element, inout CacheWriter) -> Void
  ) {
    add(count: list.count)
    for element in list { body(element, &self) }
  }
}

private struct CacheReader {
  var position: Int

  mutating func word(_ bytes: Span<UInt8>) -> UInt64? {
    defer { position += 8 }
    return bytes.bigEndian64(at: position)
  }

  mutating func number(_ bytes: Span<UInt8>) -> Int? {
    defer { position += 4 }
    return bytes.bigEndian32(at: position).map { Int($0) }
  }

  mutating func hash(_ bytes: Span<UInt8>) -> AccountNameHash? {
    guard let high = word(bytes), let low = word(bytes) else { return nil }
    return AccountNameHash(high: high, low: low)
  }

  mutating func text(_ bytes: Span<UInt8>) -> String? {
    guard let count = number(bytes), count <= bytes.count - position else { return nil }
    defer { position += count }
    return bytes.extracting(position..<position + count).text
  }

  mutating func account(_ bytes: Span<UInt8>, _ texts: [String]) -> DirectoryAccount? {
    guard let department = number(bytes), department <= texts.count,
      let isDisabled = number(bytes), isDisabled <= 1,
      let groups = list(
        bytes,
        { reader, bytes in
          reader.number(bytes).flatMap { $0 < texts.count ? texts[$0] : nil }
        })
    else { return nil }
    return DirectoryAccount(
      department: department == 0 ? nil : texts[department - 1], groups: groups,
      isDisabled: isDisabled == 1)
  }

  mutating func places(_ bytes: Span<UInt8>, below end: Int) -> [AccountNameHash: Int]? {
    guard let count = number(bytes) else { return nil }
    var places: [AccountNameHash: Int] = [:]
    // Each takes 20 bytes; a wrong count must not ask for memory.
    places.reserveCapacity(min(count, (bytes.count - position) / 20))
    for _ in 0..<count {
      guard let name = hash(bytes), let place = number(bytes), place < end else { return nil }
      places[name] = place
    }
    return places
  }

  mutating func list<Element>(
    _ bytes: Span<UInt8>, _ body: (inout CacheReader, Span<UInt8>) -> Element?
  ) -> [Element]? {
    guard let count = number(bytes) else { return nil }
    var list: [Element] = []
    for _ in 0..<count {
      guard let element = body(&self, bytes) else { return nil }
      list.append(element)
    }
    return list
  }
}
