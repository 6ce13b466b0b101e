/// Takes the frames out of a capture, pcap or pcapng, in memory of a fixed size.
package struct CaptureReader {
  /// No program captures longer frames; a record that claims one is damaged.
  package static let maximumFrameLength = 262_144

  /// How much is read at once, if there is as much.
  static let bufferLength = 1 << 20

  private var source: any ByteSource
  private var framing: any CaptureFraming
  private var buffer: [UInt8]
  /// The part of the buffer that holds read bytes not yet used up.
  private var held: Range<Int>
  /// Where `held` begins in the capture.
  private var offset: Int
  private var isAtEnd = false
  private var failure: CaptureFileError?

  /// Whether a file that begins with `head`, of four bytes or more, is a capture.
  package static func isCapture(_ head: Span<UInt8>) -> Bool {
    guard head.count >= 4 else { return false }
    if PcapMagic(head) != nil { return true }
    let isSection = ByteOrder.big.number32(head, at: 0) == PcapngBlockType.sectionHeader.value
    return isSection && (head.count < 12 || PcapngMagic(head) != nil)
  }

  /// Reads the beginning of a capture.
  package init(_ input: OpenedInput) throws(CaptureFileError) {
    try self.init(input.source, head: input.head)
  }

  /// Reads the beginning of a capture.
  ///
  /// - Parameter head: what was read from `source`, uncompressed, before.
  package init(_ source: any ByteSource, head: [UInt8]) throws(CaptureFileError) {
    var source = source
    var head = head
    try Self.complete(&head, from: &source)
    guard Self.isCapture(head.span) else { throw .foreign }
    guard head.count >= PcapFraming.headerLength else { throw .truncated(at: 0) }
    if let pcap = try PcapFraming(header: head.span) {
      framing = pcap
      offset = PcapFraming.headerLength
    } else {
      framing = PcapngFraming()
      offset = 0
    }
    held = offset..<head.count
    buffer = Array(repeating: 0, count: max(Self.bufferLength, head.count))
    buffer.replaceSubrange(0..<head.count, with: head)
    self.source = source
  }

  /// Reads on until `head` holds all of a pcap file's header, or the source ends.
  private static func complete(
    _ head: inout [UInt8], from source: inout any ByteSource
  ) throws(CaptureFileError) {
    var count = head.count
    head.append(contentsOf: repeatElement(0, count: max(0, PcapFraming.headerLength - count)))
    while count < head.count {
      let read: Int
      do throws(InputError) {
        read = try source.read(into: &head, from: count)
      } catch {
        throw .input(error)
      }
      if read == 0 { break }
      count += read
    }
    head.removeLast(head.count - count)
  }

  /// How many frames were left out because what their record says of them cannot be.
  package var malformedFrames: UInt64 { framing.malformedFrames }

  /// How many frames the capturing machine dropped, as far as the capture says so.
  package var droppedFrames: UInt64 { framing.droppedFrames }

  /// Reads on once and hands `body` every frame that is whole by then, which may be none, in the
  /// order of the capture. Returns false at the end.
  ///
  /// - Throws: `CaptureFileError` when the capture breaks off, and again when called again; the frames
  ///   before that were handed out.
  package mutating func withNextFrames(
    _ body: (borrowing CapturedFrame, Span<UInt8>) -> Void
  ) throws(CaptureFileError) -> Bool {
    if let failure { throw failure }
    if isAtEnd { return false }
    do throws(CaptureFileError) {
      try readOn(body)
    } catch {
      failure = error
      throw error
    }
    return !isAtEnd
  }

  private mutating func readOn(
    _ body: (borrowing CapturedFrame, Span<UInt8>) -> Void
  ) throws(CaptureFileError) {
    makeRoom()
    var count = 0
    var inputError: InputError?
    do throws(InputError) {
      count = try source.read(into: &buffer, from: held.upperBound)
    } catch {
      inputError = error
    }
    held = held.lowerBound..<held.upperBound + count
    // The same memory under a name of its own: nobody writes to it until this call ends.
    let bytes = buffer
    let used = try framing.readFrames(bytes.span.extracting(held), at: offset, body)
    held = held.lowerBound + used..<held.upperBound
    offset += used
    if let inputError { throw .input(inputError) }
    if count == 0 { try finish() }
  }

  private mutating func finish() throws(CaptureFileError) {
    isAtEnd = true
    if let start = framing.openRecord { throw .truncated(at: start) }
    if !held.isEmpty { throw .truncated(at: offset) }
  }

  /// Moves the beginning of a record to the front when there is little room behind it. Any record
  /// fits the buffer, so there is always room. What is moved came with the last read, so that even
  /// short reads cost no more than linear time.
  private mutating func makeRoom() {
    guard held.lowerBound > 0, held.isEmpty || held.upperBound > buffer.count / 2 else { return }
    for index in 0..<held.count { buffer[index] = buffer[held.lowerBound + index] }
    held = 0..<held.count
  }
}
