import Bytes

/// Reads the lease file of dnsmasq (`--dhcp-leasefile` in dnsmasq(8); written by its lease.c): lines of
///
///     1763283600 aa:bb:cc:dd:ee:ff 10.1.2.3 pc-17 01:aa:bb:cc:dd:ee:ff
///
/// are the end in seconds since 1970 (0: never), hardware address, address, host name and client
/// identifier, `*` for what is not known. Hardware other than Ethernet has its type before it (`06-`).
/// After a line `duid` with the server's own identifier follow the IPv6 leases, which have the
/// association's number (`T` before it for temporary addresses) in place of the hardware address.
struct DnsmasqLeases {
  private var sequence = LeaseSequence()
  private var problems = LineProblems()

  static func recognizes(_ line: Span<UInt8>) -> Bool {
    if line.starts(with: "duid ") { return true }
    var cursor = ByteCursor(line)
    let isNumber = line.bytes(in: cursor.readWord()).decimal != nil
    _ = cursor.readWord()
    return isNumber && IPAddress(line.bytes(in: cursor.readWord())) != nil
  }

  static func read(_ bytes: Span<UInt8>) -> LeaseReading {
    var reader = DnsmasqLeases()
    var position = 0
    var number = 0
    while let line = bytes.nextLine(at: &position) {
      number += 1
      reader.read(bytes.extracting(line), number)
    }
    if bytes.endsWithinLine { reader.problems.add(.cutEnd, line: number) }
    return LeaseReading(
      leases: reader.sequence.leases, kind: .dnsmasq, problems: reader.problems)
  }

  private mutating func read(_ line: Span<UInt8>, _ number: Int) {
    guard line.count > 0, !line.starts(with: "duid ") else { return }
    var cursor = ByteCursor(line)
    let expiry = line.bytes(in: cursor.readWord())
    let hardwareField = line.bytes(in: cursor.readWord())
    let addressField = line.bytes(in: cursor.readWord())
    let nameField = line.bytes(in: cursor.readWord())
    let identifier = line.bytes(in: cursor.readWord())
    guard identifier.count > 0, cursor.isAtEnd else { return problems.add(.form, line: number) }
    guard let end = Self.end(expiry) else { return problems.add(.time, line: number) }
    guard let address = IPAddress(addressField) else {
      return problems.add(.address, line: number)
    }
    let octets = identifier.hexOctets ?? []
    let hardware: HardwareAddress?
    if addressField.firstIndex(of: ASCII.colon) == nil {
      hardware = self.hardware(hardwareField, octets, number)
    } else {
      hardware = HardwareAddress(uniqueIdentifier: octets.span)
    }
    let name = nameField.equals("*") ? HostName.none : HostName(nameField)
    let lease = Lease(
      address: address, hardware: hardware,
      hostName: name.text(countingIn: &problems, line: number), start: nil, end: end.time)
    if lease.namesMachine { sequence.append(lease) } else { problems.add(.notInUse, line: number) }
  }

  /// The hardware address, or the one in the client identifier where there is none.
  private mutating func hardware(
    _ field: Span<UInt8>, _ identifier: [UInt8], _ number: Int
  ) -> HardwareAddress? {
    let hasType = field.count >= 3 && field[2] == ASCII.hyphen
    let written = hasType ? field.extracting(3..<field.count) : field
    // A Windows-like spelling has hyphens everywhere and is no type.
    if let address = HardwareAddress(field) ?? HardwareAddress(written) {
      if !address.isUnspecified { return address }
    } else if written.count > 0 {
      problems.add(.hardwareAddress, line: number)
    }
    return HardwareAddress(clientIdentifier: identifier.span)
  }

  private static func end(_ field: Span<UInt8>) -> LeaseTime? {
    field.equals("0") ? .never : LeaseTime(seconds: field.seconds)
  }
}
