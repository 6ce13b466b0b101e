import Access
import Bytes
import Evidence

/// What name servers' formats have in common: a client that asked for a name, and refusals.
enum NameLookup {
  /// Starts the record of a lookup.
  ///
  /// - Returns: false for the root, which resolvers ask for and which is no host.
  static func start(
    _ record: inout AccessRecord, name: ByteRange, client: ByteRange, time: Timestamp?,
    in line: Span<UInt8>
  ) throws(Malformed) -> Bool {
    let host: HostName
    do throws(HostError) {
      host = try HostName(name: name.range, of: line)
    } catch {
      if error == .absent { return false }
      throw .host
    }
    record.restart(.dns, host: host.range)
    record.time = time
    record.setClient(client, in: line)
    return true
  }

  /// The record of a refusal, which belongs to a lookup before it.
  ///
  /// - Parameter client: empty when the line does not name it.
  static func refuse(
    _ record: inout AccessRecord, name: Range<Int>, client: ByteRange, time: Timestamp?,
    in line: Span<UInt8>
  ) -> Decoded {
    guard let host = try? HostName(name: name, of: line) else { return .notAnAccess }
    record.restart(.dns, host: host.range)
    record.time = time
    record.client = client
    record.outcome = .blocked
    return .refusedLookup
  }
}
