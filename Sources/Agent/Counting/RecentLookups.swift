import Bytes
import Usage

/// The last lookups of AI services, so that a refusal that the server writes a few lines later is
/// counted for the lookup that it belongs to.
struct RecentLookups: Sendable {
  private struct Lookup: Sendable {
    let host: UInt64
    let client: IPAddress?
    let key: UsageKey
  }

  /// Servers answer within milliseconds: more than this many AI lookups never wait at once.
  private static let capacity = 64

  private var lookups: [Lookup] = []
  private let seed = UInt64.random(in: .min ... .max)

  mutating func add(_ host: Span<UInt8>, client: IPAddress?, key: UsageKey) {
    if lookups.count == Self.capacity { lookups.removeFirst() }
    lookups.append(Lookup(host: host.nameHash(seed: seed), client: client, key: key))
  }

  /// Takes out the newest lookup of `host`, by `client` if the refusal names it.
  mutating func take(_ host: Span<UInt8>, client: IPAddress?) -> UsageKey? {
    let hash = host.nameHash(seed: seed)
    let index = lookups.lastIndex {
      $0.host == hash && (client == nil || client == $0.client)
    }
    return index.map { lookups.remove(at: $0).key }
  }
}
