package import Bytes

/// An address lent to a machine for a time.
package struct Lease: Hashable, Sendable {
  /// IPv4 or IPv6.
  package let address: IPAddress
  /// Nil when the server does not know it.
  package let hardware: HardwareAddress?
  /// In lower case, without the dot at the end.
  package let hostName: String?
  /// Nil when the server does not write it: then the lease holds from the end of the one before it,
  /// or at any time before its own end.
  package let start: Timestamp?
  /// The first moment at which the lease no longer holds; nil when it never ends.
  package let end: Timestamp?

  /// - Parameter hostName: in lower case, without the dot at the end.
  package init(
    address: IPAddress, hardware: HardwareAddress?, hostName: String?, start: Timestamp?,
    end: Timestamp?
  ) {
    self.address = address
    self.hardware = hardware
    self.hostName = hostName
    self.start = start
    self.end = end
  }
}

extension Lease {
  /// Whether the lease says which machine has the address.
  var namesMachine: Bool { hardware != nil || hostName != nil }

  /// Whether the lease ends before it starts.
  var endsBeforeStart: Bool {
    guard let start, let end else { return false }
    return end < start
  }

  /// The lease, over at `time` if it did not end sooner.
  func ending(by time: Timestamp) -> Lease {
    Lease(
      address: address, hardware: hardware, hostName: hostName, start: start,
      end: min(end ?? time, time))
  }

  /// The lease with the host name that an earlier record of it had.
  func keepingHostName(of earlier: Lease) -> Lease {
    guard hostName == nil, hardware == earlier.hardware else { return self }
    return Lease(
      address: address, hardware: hardware, hostName: earlier.hostName, start: start, end: end)
  }
}
