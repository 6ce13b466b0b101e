import Bytes

/// What a lease file said.
package struct LeaseReading: Sendable {
  /// In the order of the file.
  package let leases: [Lease]
  /// As which the file was read.
  package let kind: LeaseFile.Kind
  /// What could not be read, and what was left out.
  package let problems: LineProblems
}

/// Reads the lease files of DHCP servers, told apart by what stands in them.
package enum LeaseFile {
  /// Which server wrote a file.
  package enum Kind: Sendable {
    /// dnsmasq, IPv4 and IPv6 in one file.
    case dnsmasq
    /// ISC dhcpd, IPv4 or IPv6.
    case dhcpd
    /// Kea's memfile for IPv4.
    case keaIPv4
    /// Kea's memfile for IPv6.
    case keaIPv6
    /// None of these; also a file without a lease, in which nothing can be told.
    case unknown
  }

  /// Reads a whole lease file. It never fails: what cannot be read is counted.
  package static func read(_ bytes: Span<UInt8>) -> LeaseReading {
    let (kind, hasLines) = kind(of: bytes)
    switch kind {
    case .dnsmasq:
      return DnsmasqLeases.read(bytes)
    case .dhcpd:
      return DhcpdLeases.read(bytes)
    case .keaIPv4, .keaIPv6:
      return KeaLeases.read(bytes, kind)
    case .unknown:
      var problems = LineProblems()
      if hasLines { problems.add(.unknownFile, line: 1) }
      return LeaseReading(leases: [], kind: .unknown, problems: problems)
    }
  }

  /// Decided by the first line that only one kind can have, so that a spoilt first line does not
  /// hide a file.
  private static func kind(of bytes: Span<UInt8>) -> (kind: Kind, hasLines: Bool) {
    var found = Kind.unknown
    var hasLines = false
    bytes.forEachLine { line in
      guard line.count > 0, line[0] != ASCII.number else { return true }
      hasLines = true
      found = kind(ofLine: line)
      return found == .unknown
    }
    return (found, hasLines)
  }

  private static func kind(ofLine line: Span<UInt8>) -> Kind {
    if line.starts(with: "address,"), line.holds(",expire,") {
      return line.holds(",duid,") ? .keaIPv6 : .keaIPv4
    }
    if DhcpdLeases.recognizes(line) { return .dhcpd }
    return DnsmasqLeases.recognizes(line) ? .dnsmasq : .unknown
  }
}
