import Bytes

/// Reads the lease files of Kea's memfile backend ("Kea Administrator Reference Manual", "Memfile -
/// Basic Storage for Leases"): lines of comma-separated columns that the first line names.
///
/// A line is appended at every change and stands in place of the earlier ones of its address. The
/// columns `expire` (seconds since 1970) and `valid_lifetime` (seconds; 4294967295: for ever) make the
/// period, `state` says whether the lease is or was one. A lifetime of zero marks a deleted lease: its
/// end is not written, so the period stands as it was last written.
struct KeaLeases {
  private let kind: LeaseFile.Kind
  private var sequence = LeaseSequence()
  private var problems = LineProblems()
  private var columns: KeaColumns?
  private var fields: [Range<Int>] = []

  private init(_ kind: LeaseFile.Kind) { self.kind = kind }

  static func read(_ bytes: Span<UInt8>, _ kind: LeaseFile.Kind) -> LeaseReading {
    var reader = KeaLeases(kind)
    var position = 0
    var number = 0
    while let line = bytes.nextLine(at: &position) {
      number += 1
      if !line.isEmpty { reader.read(bytes.extracting(line), number) }
    }
    if bytes.endsWithinLine { reader.problems.add(.cutEnd, line: number) }
    return LeaseReading(leases: reader.sequence.leases, kind: kind, problems: reader.problems)
  }

  private mutating func read(_ line: Span<UInt8>, _ number: Int) {
    line.fields(separatedBy: UInt8(ascii: ","), into: &fields)
    if line.starts(with: "address,"), let named = KeaColumns(line, fields) {
      columns = named
      return
    }
    guard let columns, fields.count == columns.count else {
      return problems.add(.form, line: number)
    }
    if let type = columns.type.flatMap({ line.extracting(fields[$0]).decimal }), type > 1 {
      return problems.add(type == 2 ? .delegatedPrefix : .form, line: number)
    }
    guard let address = IPAddress(line.extracting(fields[columns.address])) else {
      return problems.add(.address, line: number)
    }
    guard let lifetime = line.extracting(fields[columns.lifetime]).decimal,
      let expire = line.extracting(fields[columns.expire]).seconds,
      let period = Self.period(lifetime: lifetime, expire: expire)
    else { return problems.add(.time, line: number) }
    // The column came with version 2 of the files; without it, all leases are in the default state.
    guard let state = columns.state.map({ line.extracting(fields[$0]).decimal }) ?? 0 else {
      return problems.add(.form, line: number)
    }
    let name = HostName(line.extracting(fields[columns.hostName]).keaText.span)
    let lease = Lease(
      address: address, hardware: hardware(line, columns, number),
      hostName: name.text(countingIn: &problems, line: number), start: period.start,
      end: period.end)
    if lifetime > 0, lease.namesMachine, Self.leaseStates.contains(state) {
      sequence.append(lease)
    } else {
      problems.add(.notInUse, line: number)
      if state == Self.declined { sequence.vacate(address, at: period.start) }
    }
  }

  /// Default, expired and reclaimed (the period is over but was true), registered by its user.
  private static let leaseStates: Set<UInt64> = [0, 2, 4]
  private static let declined: UInt64 = 1

  /// The hardware address, or the one in the client's identifier where there is none.
  private mutating func hardware(
    _ line: Span<UInt8>, _ columns: KeaColumns, _ number: Int
  ) -> HardwareAddress? {
    if let place = columns.hardware, !fields[place].isEmpty {
      if let address = HardwareAddress(line.extracting(fields[place])) {
        if !address.isUnspecified { return address }
      } else {
        problems.add(.hardwareAddress, line: number)
      }
    }
    guard let place = columns.identifier,
      let octets = line.extracting(fields[place]).hexOctets
    else { return nil }
    return kind == .keaIPv6
      ? HardwareAddress(uniqueIdentifier: octets.span)
      : HardwareAddress(clientIdentifier: octets.span)
  }

  private static func period(
    lifetime: UInt64, expire: Int64
  ) -> (start: Timestamp, end: Timestamp?)? {
    guard let lifetime = UInt32(exactly: lifetime) else { return nil }
    let (seconds, isTooSmall) = expire.subtractingReportingOverflow(Int64(lifetime))
    guard !isTooSmall else { return nil }
    if lifetime == .max {
      // Files made out of a database have the start itself in the column.
      guard let start = Timestamp(seconds: seconds) ?? Timestamp(seconds: expire) else {
        return nil
      }
      return (start, nil)
    }
    guard let start = Timestamp(seconds: seconds), let end = Timestamp(seconds: expire) else {
      return nil
    }
    return (start, end)
  }
}

/// Where the columns stand that are read.
private struct KeaColumns {
  let count: Int
  let address: Int
  let lifetime: Int
  let expire: Int
  let hostName: Int
  let state: Int?
  let hardware: Int?
  /// The client identifier of IPv4, the unique identifier of IPv6.
  let identifier: Int?
  /// What is leased, in IPv6: 0 an address, 1 a temporary one, 2 a prefix.
  let type: Int?

  /// Nil when a column is missing without which no line can be read.
  init?(_ line: Span<UInt8>, _ fields: [Range<Int>]) {
    func place(_ name: StaticString) -> Int? {
      fields.indices.first { line.extracting(fields[$0]).equals(name) }
    }
    guard let address = place("address"), let lifetime = place("valid_lifetime"),
      let expire = place("expire"), let hostName = place("hostname")
    else { return nil }
    count = fields.count
    self.address = address
    self.lifetime = lifetime
    self.expire = expire
    self.hostName = hostName
    state = place("state")
    hardware = place("hwaddr")
    identifier = place("client_id") ?? place("duid")
    type = place("lease_type")
  }
}

extension Span where Element == UInt8 {
  /// The bytes of a column: Kea writes those with a meaning of their own as `&#x2c`, always with two
  /// digits and without a semicolon (`CSVRow::escapeCharacters` in its source).
  fileprivate var keaText: [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < count {
      if contains("&#x", at: index), count - index >= 5,
        let high = ASCII.hexValue(self[index + 3]), let low = ASCII.hexValue(self[index + 4])
      {
        text.append(high << 4 | low)
        index += 5
      } else {
        text.append(self[index])
        index += 1
      }
    }
    return text
  }
}
