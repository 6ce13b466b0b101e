import Bytes

/// A part of a datagram, as its IP header describes it.
struct Fragment {
  /// What the fragments of one datagram have in common (RFC 791 section 3.2, RFC 8200 section 4.5).
  struct Key: Equatable {
    var source = IPAddress(ipv4: 0)
    var destination = IPAddress(ipv4: 0)
    var identification: UInt32 = 0
    /// The protocol for IPv4; in IPv6 only the first fragment knows it, so there it is that of
    /// fragments.
    var number: UInt8 = 0
  }

  var datagram = Key()
  /// What the datagram begins with; in IPv6, that of the first fragment counts.
  var nextHeader = InternetProtocol.udp
  /// In bytes, a multiple of eight below 65,536.
  var offset = 0
  var isLast = false
}

/// The payload of an IP packet put together: the first `count` of `bytes`, which stay for the next
/// one.
struct Datagram {
  var bytes: [UInt8] = []
  var count = 0
}

/// Puts IP fragments together, within 64 datagrams of 64 KiB.
struct FragmentTable {
  enum Outcome {
    case waits
    /// The datagram begins with this header.
    case whole(InternetProtocol)
    case unusable(Stop)
  }

  private var slots: [FragmentedDatagram] = []
  private(set) var droppedDatagrams = 0

  /// How long the fragments of a datagram may take, in milliseconds: what hosts mostly wait for.
  static let timeLimit: UInt64 = 30_000
  static let datagramLimit = 64

  init() {}

  /// Adds `data`; when its datagram is whole by it, that is exchanged for `whole`.
  mutating func add(
    _ fragment: Fragment, data: Span<UInt8>, isCut: Bool, at milliseconds: Int64,
    whole: inout Datagram
  ) -> Outcome {
    guard !isCut else { return .unusable(.truncated) }
    let index = slot(for: fragment.datagram, at: milliseconds)
    guard slots[index].add(fragment, data) else {
      if slots[index].isEmpty { slots[index].isInUse = false }
      return .unusable(.malformed)
    }
    guard slots[index].isWhole else { return .waits }
    let nextHeader = slots[index].finish(into: &whole)
    return .whole(nextHeader)
  }

  /// The place of a datagram: its own, else a free one, else the oldest's.
  private mutating func slot(for datagram: Fragment.Key, at milliseconds: Int64) -> Int {
    var free: Int?
    var oldest = 0
    for index in slots.indices {
      if slots[index].isInUse, slots[index].age(at: milliseconds) > Self.timeLimit {
        slots[index].isInUse = false
        droppedDatagrams &+= 1
      }
      if !slots[index].isInUse {
        free = free ?? index
      } else if slots[index].key == datagram {
        return index
      } else if slots[index].began < slots[oldest].began {
        oldest = index
      }
    }
    if free == nil, slots.count < Self.datagramLimit {
      slots.append(FragmentedDatagram())
      free = slots.count - 1
    }
    if free == nil { droppedDatagrams &+= 1 }
    let index = free ?? oldest
    slots[index].begin(datagram, at: milliseconds)
    return index
  }
}
