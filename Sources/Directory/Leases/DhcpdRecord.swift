import Bytes

/// What a `lease` or `iaaddr` block has said so far.
struct DhcpdRecord {
  private let address: IPAddress?
  private let line: Int
  var hardware: HardwareAddress?
  var start: Timestamp?
  private var end: LeaseTime?
  private var hostName: String?
  /// From the unique identifier, where there is no hardware address.
  private var identifiedHardware: HardwareAddress?
  private var isAbandoned = false
  private var hasWrongTime = false

  init(_ address: IPAddress?, line: Int) {
    self.address = address
    self.line = line
  }

  /// Takes one statement of the block; those that say nothing of machine or period are passed over.
  mutating func set(
    _ statement: DhcpdStatement, in bytes: Span<UInt8>, _ problems: inout LineProblems
  ) {
    let words = statement.words
    guard words.count >= 2, let last = words.last else { return }
    let keyword = bytes.extracting(words[0])
    let value = bytes.extracting(last)
    if keyword.equals("starts") {
      if let time = time(statement, in: bytes, &problems) { start = time.time }
    } else if keyword.equals("ends") {
      end = time(statement, in: bytes, &problems)
    } else if keyword.equals("hardware"), bytes.extracting(words[1]).equals("ethernet") {
      hardware = HardwareAddress(value)
      if hardware == nil { problems.add(.hardwareAddress, line: statement.line) }
    } else if keyword.equals("uid") {
      identifiedHardware = HardwareAddress(clientIdentifier: value.dhcpdText.span)
    } else if keyword.equals("client-hostname") {
      hostName = HostName(value.dhcpdText.span).text(
        countingIn: &problems, line: statement.line)
    } else if keyword.equals("set"), bytes.extracting(words[1]).equals("ddns-fwd-name") {
      // The name that the server put into the DNS: all that an IPv6 lease has.
      hostName =
        hostName
        ?? HostName(value.dhcpdText.span).text(countingIn: &problems, line: statement.line)
    } else if keyword.equals("binding") {
      isAbandoned = value.equals("abandoned")
    }
  }

  private mutating func time(
    _ statement: DhcpdStatement, in bytes: Span<UInt8>, _ problems: inout LineProblems
  ) -> LeaseTime? {
    let time = LeaseTime(dhcpd: statement.words.dropFirst(), in: bytes)
    if time == nil {
      problems.add(.time, line: statement.line)
      hasWrongTime = true
    }
    return time
  }

  /// Takes the lease into the sequence at the end of the block, or counts why not.
  func finish(_ sequence: inout LeaseSequence, _ problems: inout LineProblems) {
    guard let address else { return problems.add(.address, line: line) }
    // Counted where it stands.
    if hasWrongTime { return }
    guard let end else { return problems.add(.form, line: line) }
    let known = hardware.flatMap { $0.isUnspecified ? nil : $0 } ?? identifiedHardware
    let lease = Lease(
      address: address, hardware: known, hostName: hostName, start: start, end: end.time)
    if lease.endsBeforeStart {
      problems.add(.time, line: line)
    } else if lease.namesMachine, !isAbandoned {
      sequence.append(lease)
    } else {
      problems.add(.notInUse, line: line)
      sequence.vacate(address, at: start)
    }
  }
}
