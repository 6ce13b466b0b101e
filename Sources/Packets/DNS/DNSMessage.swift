package import Bytes

/// A question of a message (RFC 1035, section 4.1.2).
package struct DNSQuestion: Equatable, Sendable {
  /// Where the name stands in `DNSMessage.names`; empty for the root.
  package let name: ByteRange
  /// Whether a host can have the name: letters, digits, hyphens and underscores in every label.
  /// Then it has at most 253 bytes; the text of any other has at most 1,016.
  package let isHostName: Bool
  /// What is asked for.
  package let type: RecordType
}

/// A DNS message (RFC 1035, section 4), with its names in text.
package struct DNSMessage: Sendable {
  /// Questions behind these are only stepped over; nearly all messages have one.
  package static let maximumQuestions = 4

  /// Repeated in the response to a query.
  package private(set) var id: UInt16 = 0
  /// Whether it is an answer, and not a query.
  package private(set) var isResponse = false
  /// Only for `.query` are the questions lookups; those of an update name a zone.
  package private(set) var opcode = Opcode.query
  /// Twelve bits when the OPT record was reached, or else four.
  package private(set) var responseCode = ResponseCode.noError
  /// Whether the server cut its answer short and the client has to ask again over TCP.
  package private(set) var isTruncated = false
  /// At most `maximumQuestions`, in the order of the message.
  package private(set) var questions: [DNSQuestion] = []
  /// The text that the ranges of names count in: lower case, no trailing dot; bytes that cannot be
  /// printed, and dots and backslashes inside labels, as `\ddd` (RFC 4343, section 2.1).
  package private(set) var names: [UInt8] = []
  /// The first reason of an EDNS response; one that is a block goes before others.
  package private(set) var extendedError: ExtendedError?
  private var answers = DNSAnswers()

  /// Makes room once; reading allocates nothing but for names that are longer than hosts' are.
  package init() {
    questions.reserveCapacity(Self.maximumQuestions)
    names.reserveCapacity(1_024)
  }

  /// Where the last target of the first question's chain of CNAMEs stands in `names`; empty without
  /// a chain, or when no host can have that name.
  package var canonicalName: ByteRange { answers.canonicalName }

  /// The addresses that a response gives for its first question, at most 16: those of A and AAAA
  /// records at the end of its chain of CNAMEs, and the hints of HTTPS and SVCB records (RFC 9460,
  /// section 7.3).
  package var addresses: [IPAddress] { answers.addresses }

  /// Whether an HTTPS or SVCB record for the first question holds keys for an encrypted
  /// ClientHello.
  package var offersECH: Bool { answers.offersECH }

  /// Reads a message, as in a UDP datagram or behind the length in a TCP stream.
  ///
  /// - Returns: `.foreign` for an opcode that nobody uses. On `.incomplete` and `.malformed` the
  ///   questions and answers before the place of the fault are there all the same. A query is
  ///   `.read` when its questions are whole, whatever follows them.
  package mutating func read(message: Span<UInt8>) -> Dissection {
    reset()
    guard let header = DNSHeader(message) else { return .incomplete }
    guard header.opcode.isAssigned else { return .foreign }
    take(header)
    do {
      let end = try readQuestions(in: message, count: header.questionCount)
      guard isResponse, opcode == .query else { return .read }
      try readRecords(in: message, from: end, header: header)
      return .read
    } catch {
      return error == .incomplete ? .incomplete : .malformed
    }
  }

  private mutating func reset() {
    id = 0
    isResponse = false
    opcode = .query
    responseCode = .noError
    isTruncated = false
    questions.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    answers.reset()
    extendedError = nil
  }

  private mutating func take(_ header: DNSHeader) {
    id = header.id
    isResponse = header.isResponse
    opcode = header.opcode
    responseCode = ResponseCode(header.responseCode)
    isTruncated = header.isTruncated
  }

  /// Gives the position behind the questions.
  private mutating func readQuestions(
    in message: Span<UInt8>, count: Int
  ) throws(DNSFault) -> Int {
    var position = DNSHeader.length
    for _ in 0..<min(count, Self.maximumQuestions) {
      position = try readQuestion(in: message, at: position)
    }
    for _ in questions.count..<count {
      position = try NameLabels.end(ofNameAt: position, in: message) &+ 4
    }
    return position
  }

  private mutating func readQuestion(
    in message: Span<UInt8>, at position: Int
  ) throws(DNSFault) -> Int {
    let name = try NameText(at: position, in: message, appendingTo: &names)
    guard let kind = message.bigEndian32(at: name.end) else { throw .incomplete }
    guard RecordClass.isKnown(UInt16(truncatingIfNeeded: kind)) else { throw .malformed }
    let type = RecordType(UInt16(truncatingIfNeeded: kind >> 16))
    questions.append(DNSQuestion(name: name.range, isHostName: name.isHostName, type: type))
    return name.end &+ 4
  }

  private mutating func readRecords(
    in message: Span<UInt8>, from start: Int, header: DNSHeader
  ) throws(DNSFault) {
    guard !questions.isEmpty else { return }
    let end = try answers.read(
      message, from: start, count: header.answerCount, question: DNSHeader.length, names: &names)
    try readOptions(in: message, from: end, header: header)
  }

  private mutating func readOptions(
    in message: Span<UInt8>, from start: Int, header: DNSHeader
  ) throws(DNSFault) {
    guard header.additionalCount > 0 else { return }
    var records = RecordCursor(at: start)
    for _ in 0..<header.authorityCount { try records.next(in: message) }
    var options = DNSOptions()
    for _ in 0..<header.additionalCount {
      try records.next(in: message)
      try options.take(records, in: message)
    }
    responseCode = ResponseCode(options.responseCodeBits << 4 | header.responseCode)
    extendedError = options.extendedError
  }
}

extension DNSMessage {
  /// The name that Firefox asks for before it turns to DNS over HTTPS by itself: a resolver that
  /// answers with an error, or without addresses, keeps it from doing so.
  package static let canary: StaticString = "use-application-dns.net"
}
