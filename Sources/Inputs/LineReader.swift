import Bytes

/// Cuts a stream of bytes into blocks of whole lines, in memory of a fixed size.
package struct LineReader {
  /// A line longer than this is left out and counted: no log writes one, and memory stays flat.
  package static let maximumLineLength = 1 << 20

  /// The first block holds this much, if there is as much: the format is detected from it, and a
  /// pipe may bring a few lines at a time.
  private static let firstBlockLength = 256 << 10

  /// How the input is compressed; nil for plain text.
  package let compression: Compression?
  /// How many lines were longer than `maximumLineLength`.
  package private(set) var oversizedLines = 0

  private var source: any ByteSource
  private var buffer: [UInt8]
  /// The part of the buffer that holds read bytes not yet handed out.
  private var held = 0..<0
  private var isDiscarding = false
  private var isAtEnd = false
  private var isAtStart = true
  /// Why the input broke off, while whole lines from before that are handed out.
  private var breakOff: InputError?

  package init(_ input: OpenedInput) {
    // The longest line fits with its line feed.
    buffer = Array(repeating: 0, count: Self.maximumLineLength + 1)
    compression = input.compression
    source = input.source
    for (index, byte) in input.head.enumerated() { buffer[index] = byte }
    held = 0..<input.head.count
  }

  /// Looks at the first bytes of `input` to see whether it is compressed.
  package init(_ input: any ByteSource) throws(InputError) {
    self.init(try OpenedInput(input))
  }

  /// Reads on and hands `body` the next whole lines, each but perhaps the last of the input with
  /// its line ending, and how many lines were left out before them. Returns false at the end.
  ///
  /// - Throws: `InputError` when the input breaks off; what came before it was handed out.
  package mutating func withNextBlock(
    _ body: (_ block: Span<UInt8>, _ leftOut: Int) -> Void
  ) throws(InputError) -> Bool {
    while !isAtEnd {
      let block: Range<Int>
      do throws(InputError) {
        block = try nextBlock()
      } catch {
        // The whole lines before a break were read well; the one that it cuts was not.
        isAtEnd = true
        breakOff = error
        block = wholeLinesHeld()
      }
      guard !block.isEmpty else { continue }
      let text = withoutMark(block)
      guard !text.isEmpty else { continue }
      body(buffer.span.extracting(text), oversizedLines)
      return true
    }
    if let breakOff { throw breakOff }
    return false
  }

  /// Whole lines, or nothing when none has ended yet.
  private mutating func nextBlock() throws(InputError) -> Range<Int> {
    if held.lowerBound > 0 { moveHeldToFront() }
    if held.count == buffer.count { discardHeld() }
    let count = try source.read(into: &buffer, from: held.upperBound)
    held = held.lowerBound..<held.upperBound + count
    if count == 0 {
      isAtEnd = true
      defer { held = 0..<0 }
      return isDiscarding ? 0..<0 : held
    }
    if isDiscarding { skipDiscarded() }
    if isAtStart, held.upperBound < Self.firstBlockLength { return 0..<0 }
    return wholeLinesHeld()
  }

  private mutating func wholeLinesHeld() -> Range<Int> {
    guard let last = buffer.span.extracting(held).lastIndex(of: ASCII.lineFeed) else {
      return 0..<0
    }
    let block = held.lowerBound..<held.lowerBound + last + 1
    held = block.upperBound..<held.upperBound
    return block
  }

  /// Moves the beginning of a line to the front, to make room for its end.
  private mutating func moveHeldToFront() {
    for index in 0..<held.count { buffer[index] = buffer[held.lowerBound + index] }
    held = 0..<held.count
  }

  /// The buffer is full and holds no line ending: the line is too long.
  private mutating func discardHeld() {
    oversizedLines += isDiscarding ? 0 : 1
    isDiscarding = true
    held = 0..<0
  }

  private mutating func skipDiscarded() {
    if let end = buffer.span.extracting(held).firstIndex(of: ASCII.lineFeed) {
      held = held.lowerBound + end + 1..<held.upperBound
      isDiscarding = false
    } else {
      held = 0..<0
    }
  }

  /// A UTF-8 byte order mark, as Windows programs write it, is not part of the first line.
  private mutating func withoutMark(_ block: Range<Int>) -> Range<Int> {
    guard isAtStart else { return block }
    isAtStart = false
    let bytes = buffer.span.extracting(block)
    let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    return hasMark ? block.lowerBound + 3..<block.upperBound : block
  }
}
