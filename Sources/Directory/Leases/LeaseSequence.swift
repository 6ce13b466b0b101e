import Bytes

/// Gathers the records of one lease file, in its order.
///
/// A server has one lease for an address at a time and appends a record when it changes. So a record
/// that starts later ends the one before it, and one with the same start replaces it, as the release
/// of a lease does: both servers that keep a journal, dhcpd and Kea, say so of their files.
struct LeaseSequence {
  private var records: [Lease] = []
  /// The record of each address that starts last.
  private var latest: [IPAddress: Int] = [:]

  /// The leases that held for any time at all.
  var leases: [Lease] {
    records.filter { lease in
      guard let start = lease.start, let end = lease.end else { return true }
      return start < end
    }
  }

  /// - Parameter lease: names a machine.
  mutating func append(_ lease: Lease) {
    guard let place = latest[lease.address] else { return add(lease) }
    let known = records[place]
    if known.start == lease.start {
      records[place] = lease.keepingHostName(of: known)
    } else if let start = lease.start, known.start.map({ $0 < start }) ?? true {
      records[place] = known.ending(by: start)
      add(lease)
    } else {
      // The server's clock was set back: both may be true.
      records.append(lease)
    }
  }

  /// Ends the lease of `address`, which nobody has from `time` on.
  ///
  /// A record with the lease's own start does not end it: dhcpd leaves the start as it was when it
  /// gives up an address, and until then the lease was true.
  mutating func vacate(_ address: IPAddress, at time: Timestamp?) {
    guard let time, let place = latest[address], records[place].start.map({ $0 < time }) ?? true
    else { return }
    records[place] = records[place].ending(by: time)
  }

  private mutating func add(_ lease: Lease) {
    latest[lease.address] = records.count
    records.append(lease)
  }
}
