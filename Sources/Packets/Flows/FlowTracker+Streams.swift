internal import Bytes
import Evidence

/// The beginning of a stream: read in the segment itself when it is all there, and else put
/// together.
extension FlowTracker {
  /// Buffers up to this size are kept for the next stream.
  private static let keptBuffer = 4096

  /// What reading the front of a stream came to.
  struct Reading {
    /// How many bytes are done with.
    var consumed = 0
    /// Whether more is to come of what was not consumed.
    var wantsMore = true
  }

  /// Reads a stream that is taken to begin with this segment.
  mutating func readStream(_ payload: Span<UInt8>, from segment: Segment) {
    table.flows[segment.place][segment.side].position = segment.sequence
    table.flows[segment.place][segment.side].marks.insert(.reading)
    readStream(payload, segment)
  }

  mutating func readStream(_ payload: Span<UInt8>, _ segment: Segment) {
    let side = table.flows[segment.place][segment.side]
    let offset = Int(Int32(bitPattern: segment.sequence &- side.position))
    guard offset &+ payload.count > 0, offset < limits.streamBytes else { return }
    guard side.gathering == 0, offset <= 0 else {
      gather(payload, at: offset, segment)
      return
    }
    let rest = payload.extracting((-offset)...)
    let reading = readContent(rest, segment, isLast: segment.isCut)
    advance(reading.consumed, segment)
    guard reading.wantsMore, reading.consumed < rest.count else { return }
    if segment.isCut {
      abandon(segment.place, segment.side)
    } else if borrowStream(segment) {
      hold(rest.extracting(reading.consumed...), at: 0, segment)
      let loan = table.flows[segment.place][segment.side].gathering
      if loan != 0 { streams[loan].markRead() }
    }
  }

  private mutating func advance(_ count: Int, _ segment: Segment) {
    table.flows[segment.place][segment.side].position &+= UInt32(truncatingIfNeeded: count)
  }

  // MARK: Putting together

  private mutating func gather(_ payload: Span<UInt8>, at offset: Int, _ segment: Segment) {
    guard table.flows[segment.place][segment.side].gathering != 0 || borrowStream(segment) else {
      return
    }
    hold(payload, at: offset, segment)
    let loan = table.flows[segment.place][segment.side].gathering
    guard loan != 0 else { return }
    let prefix = streams[loan].prefix
    let isLast = segment.isCut && prefix == offset &+ payload.count
    if isLast || prefix >= limits.streamBytes {
      readGathered(segment, isLast: true)
      if table.flows[segment.place][segment.side].gathering != 0 {
        abandon(segment.place, segment.side)
      }
    } else if streams[loan].isWorthReading {
      readGathered(segment, isLast: false)
    }
  }

  private mutating func readGathered(_ segment: Segment, isLast: Bool) {
    let loan = table.flows[segment.place][segment.side].gathering
    let prefix = streams[loan].prefix
    guard prefix > 0 else { return }
    streams[loan].markRead()
    // Moved out so that they can be read while the tracker changes.
    var bytes: [UInt8] = []
    swap(&bytes, &streams[loan].bytes)
    let reading = readContent(bytes.span.extracting(0..<prefix), segment, isLast: isLast)
    swap(&bytes, &streams[loan].bytes)
    advance(reading.consumed, segment)
    streams[loan].dropFirst(reading.consumed)
    if !reading.wantsMore || streams[loan].isEmpty { returnStream(of: segment.place, segment.side) }
  }

  /// Reads what there is of streams that end before all is there: names stand in front.
  mutating func readRest(of place: Int) {
    readRest(of: place, .lower)
    readRest(of: place, .upper)
  }

  private mutating func readRest(of place: Int, _ side: FlowSide) {
    guard table.flows[place][side].gathering != 0 else { return }
    let time = table.flows[place].last
    let segment = Segment(place: place, side: side, sequence: 0, isCut: true, time: time)
    readGathered(segment, isLast: true)
  }

  // MARK: Buffers

  private mutating func borrowStream(_ segment: Segment) -> Bool {
    if streams.isFull, let oldest = streams.oldest { abandon(ownerOf: oldest) }
    let owner = UInt32(truncatingIfNeeded: segment.place &* 2) | UInt32(segment.side.rawValue)
    let loan = streams.lend(to: owner) { GatheredStream() }
    table.flows[segment.place][segment.side].gathering = loan
    return loan != 0
  }

  /// Puts bytes into the buffer; when all buffers hold too much, the oldest streams are given up.
  private mutating func hold(_ bytes: Span<UInt8>, at offset: Int, _ segment: Segment) {
    let loan = table.flows[segment.place][segment.side].gathering
    heldBytes &-= streams[loan].bytes.capacity
    streams[loan].insert(bytes, at: offset, limit: limits.streamBytes)
    heldBytes &+= streams[loan].bytes.capacity
    while heldBytes > limits.gatheredBytes, let oldest = streams.oldest {
      abandon(ownerOf: oldest)
    }
  }

  /// Gives up the stream that has this buffer, after a last look at what it holds.
  private mutating func abandon(ownerOf loan: UInt32) {
    let owner = streams.owner(of: loan)
    let (place, side) = (Int(owner / 2), owner & 1 == 0 ? FlowSide.lower : .upper)
    readRest(of: place, side)
    if table.flows[place][side].gathering != 0 { abandon(place, side) }
  }

  /// Gives a stream up that was not read to the end of its beginning.
  mutating func abandon(_ place: Int, _ side: FlowSide) {
    coverage.abandonedStreams &+= 1
    returnStream(of: place, side)
    switch table.flows[place].stage {
    case .opening: table.flows[place].stage = .settled
    case .lookups: table.flows[place][side].marks.remove(.reading)
    case .requests, .lateHello, .settled, .closed: break
    }
  }

  mutating func returnStream(of place: Int, _ side: FlowSide) {
    let loan = table.flows[place][side].gathering
    guard loan != 0 else { return }
    table.flows[place][side].gathering = 0
    heldBytes &-= streams[loan].bytes.capacity
    let isKept =
      streams[loan].bytes.capacity <= Self.keptBuffer && heldBytes < limits.gatheredBytes / 2
    if isKept { streams[loan].clear() } else { streams[loan].release() }
    heldBytes &+= streams[loan].bytes.capacity
    streams.takeBack(loan)
  }
}
