import Bytes

extension DNSMessage {
  /// Whether bytes from any port look like a lookup, or like its answer, as all software sends
  /// them: one question of class Internet for a type in use, a host's name, the usual flags and
  /// counts.
  ///
  /// Stricter than `read(message:)`: random bytes pass once in 2^60 times or less. Messages that
  /// the capture cut behind the question pass too. Multicast DNS, LLMNR and NetBIOS look nearly the
  /// same and are told by their ports.
  package static func mayBe(_ message: Span<UInt8>) -> Bool {
    guard message.count > DNSHeader.length, let header = DNSHeader(message), header.isUsual,
      let end = endOfUsualQuestion(in: message)
    else { return false }
    return header.isResponse
      ? isUsualAnswer(in: message, at: end, header: header)
      : isUsualEndOfQuery(in: message, at: end, header: header)
  }

  /// Where the question ends; nil when it is not whole or not like those of clients.
  private static func endOfUsualQuestion(in message: Span<UInt8>) -> Int? {
    guard let end = endOfHostName(in: message), let kind = message.bigEndian32(at: end),
      UInt16(truncatingIfNeeded: kind) == RecordClass.internet,
      RecordType(UInt16(truncatingIfNeeded: kind >> 16)).isInUse
    else { return nil }
    return end &+ 4
  }

  /// Where the name of the first question ends, which has no pointers; nil for any other than a
  /// host's.
  private static func endOfHostName(in message: Span<UInt8>) -> Int? {
    var labels = NameLabels(at: DNSHeader.length)
    var count = 0
    do {
      while let label = try labels.next(in: message) {
        for index in label where !NameText.isInHostNames(message[index]) { return nil }
        count &+= 1
      }
    } catch {
      return nil
    }
    return count > 0 ? labels.end : nil
  }

  /// Behind the question stands nothing, or an OPT record, which begins with the root and its type.
  private static func isUsualEndOfQuery(
    in message: Span<UInt8>, at end: Int, header: DNSHeader
  ) -> Bool {
    if message.count == end { return true }
    guard header.additionalCount > 0, let start = message.bigEndian16(at: end),
      let rest = message.bigEndian16(at: end &+ 1)
    else { return false }
    return start == 0 && rest == RecordType.opt.value
  }

  /// The first record, if there is one, is of a type in use and of class Internet.
  private static func isUsualAnswer(
    in message: Span<UInt8>, at end: Int, header: DNSHeader
  ) -> Bool {
    guard header.answerCount &+ header.authorityCount > 0 else {
      return isUsualEndOfQuery(in: message, at: end, header: header)
    }
    var records = RecordCursor(at: end)
    do {
      try records.next(in: message)
    } catch {
      return error == .incomplete
    }
    return records.recordClass == RecordClass.internet && records.type.isInUse
  }
}

extension DNSHeader {
  /// Whether flags and counts are those of an ordinary lookup or answer.
  fileprivate var isUsual: Bool {
    guard questionCount == 1 else { return false }
    // A client sets RD, AD and CD at most (RFC 1035, section 4.1.1; RFC 4035, section 3).
    guard isResponse else {
      return flags & ~0x0130 == 0 && answerCount == 0 && authorityCount == 0
        && additionalCount <= 2
    }
    let isQuery = opcode == .query
    let hasReservedBit = flags & 0x0040 != 0
    guard isQuery, !hasReservedBit, responseCode <= ResponseCode.refused.value else { return false }
    return answerCount <= 256 && authorityCount <= 64 && additionalCount <= 128
  }
}
