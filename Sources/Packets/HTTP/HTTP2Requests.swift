internal import Access
package import Bytes

/// The requests of one HTTP/2 connection with prior knowledge, out of the client's side of it
/// (RFC 9113, section 3.3).
///
/// The bytes come in pieces of any length, each once and without gaps. What is kept of a connection
/// is bounded: 64 KiB of a header block, and the 4 KiB of the dynamic table.
package struct HTTP2Requests: Sendable {
  /// The longest header block that is read, in bytes.
  package static let maximumBlock = 65_536

  private enum Stage { case preface, frameHeader, payload, lost }

  private var stage = Stage.preface
  /// How much of the preface or of a frame's header is there.
  private var count = 0
  private var headerBits: UInt64 = 0
  private var frame = HTTP2Frame(bits: 0)
  /// How much of the frame's payload is still to come.
  private var remaining = 0
  private var isFirstFrame = true
  private var isBlockOpen = false
  private var block: [UInt8] = []
  private var decoder = HPACKDecoder()
  private var fields = HTTP2Fields()

  /// Where the host stands in `authority`, without user, port, brackets and final dot; empty for
  /// none. At most 253 bytes.
  package private(set) var host: ByteRange = .none
  package private(set) var isHostAddress = false
  /// The port that stands behind the host; 0 for none.
  package private(set) var port: UInt16 = 0

  package init() {}

  /// `:authority` as sent, or the Host field of a request without one.
  package var authority: [UInt8] { fields.authority }
  /// `:path`, at most 8 KiB of it; empty for CONNECT.
  package var path: [UInt8] { fields.path }
  package var method: [UInt8] { fields.method }
  package var userAgent: [UInt8] { fields.userAgent }

  /// Starts over, for another connection; the memory stays.
  package mutating func reset() {
    guard stage != .preface || count > 0 else { return }
    forgetRequest()
    block.removeAll(keepingCapacity: true)
    decoder.reset()
    stage = .preface
    (count, remaining, isFirstFrame, isBlockOpen) = (0, 0, true, false)
  }

  private mutating func forgetRequest() {
    fields.reset()
    (host, isHostAddress, port) = (.none, false, 0)
  }

  /// Reads on to the end of the next request's header block.
  ///
  /// - Parameters:
  ///   - bytes: a piece of the client's stream.
  ///   - position: where to read on in it; then, where reading stopped.
  /// - Returns: `.read` for a request, whose fields stay until the next call; there may be more in
  ///   the piece. `.incomplete` when the piece is used up. `.foreign` when the connection does not
  ///   begin with the preface, `.malformed` when it cannot be followed any longer: then no call
  ///   reads more.
  package mutating func next(in bytes: Span<UInt8>, at position: inout Int) -> Dissection {
    forgetRequest()
    position = min(max(position, 0), bytes.count)
    while position < bytes.count {
      switch stage {
      case .preface:
        guard readPreface(bytes, at: &position) else { return lose(as: .foreign) }
      case .frameHeader:
        guard readFrameHeader(bytes, at: &position) else { return lose(as: .malformed) }
      case .payload: readPayload(bytes, at: &position)
      case .lost: return .malformed
      }
      guard stage == .payload, remaining == 0 else { continue }
      stage = .frameHeader
      guard endFrame() else { return lose(as: .malformed) }
      if !fields.method.isEmpty { return .read }
    }
    return stage == .lost ? .malformed : .incomplete
  }

  private mutating func lose(as outcome: Dissection) -> Dissection {
    stage = .lost
    forgetRequest()
    return outcome
  }

  private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  /// Section 3.4.
  private mutating func readPreface(_ bytes: Span<UInt8>, at position: inout Int) -> Bool {
    guard bytes[position] == Self.preface[count] else { return false }
    position &+= 1
    count &+= 1
    if count == Self.preface.count {
      stage = .frameHeader
      count = 0
    }
    return true
  }

  private mutating func readFrameHeader(_ bytes: Span<UInt8>, at position: inout Int) -> Bool {
    // The ninth byte is the last of the stream's number.
    if count < 8 { headerBits = headerBits &<< 8 | UInt64(bytes[position]) }
    position &+= 1
    count &+= 1
    guard count == HTTP2Frame.headerLength else { return true }
    count = 0
    frame = HTTP2Frame(bits: headerBits)
    remaining = frame.length
    stage = .payload
    return isFrameInOrder
  }

  /// SETTINGS come first (section 3.4), and nothing between the frames of a block (section 6.10).
  private var isFrameInOrder: Bool {
    guard !isFirstFrame || frame.type == HTTP2Frame.settings,
      isBlockOpen == (frame.type == HTTP2Frame.continuation)
    else { return false }
    return !frame.isHeaderBlock || frame.length <= Self.maximumBlock &- block.count
  }

  private mutating func readPayload(_ bytes: Span<UInt8>, at position: inout Int) {
    let piece = position..<position &+ min(remaining, bytes.count &- position)
    if frame.isHeaderBlock { bytes.extracting(piece).append(to: &block) }
    remaining &-= piece.count
    position = piece.upperBound
  }

  /// - Returns: false when the frame's header block cannot be read.
  private mutating func endFrame() -> Bool {
    isFirstFrame = false
    guard frame.isHeaderBlock else { return true }
    if frame.type == HTTP2Frame.headers {
      guard removePadding() else { return false }
    }
    isBlockOpen = !frame.has(HTTP2Frame.endHeaders)
    guard !isBlockOpen else { return true }
    guard decoder.decode(block, into: &fields) else { return false }
    block.removeAll(keepingCapacity: true)
    // Trailers have no method.
    guard !fields.method.isEmpty else {
      forgetRequest()
      return true
    }
    takeHost()
    return true
  }

  /// Takes padding and priority off the first frame of a block (section 6.2).
  private mutating func removePadding() -> Bool {
    var start = 0
    var padding = 0
    if frame.has(HTTP2Frame.padded) {
      guard let length = block.first else { return false }
      padding = Int(length)
      start = 1
    }
    if frame.has(HTTP2Frame.priority) { start &+= 5 }
    guard start &+ padding <= block.count else { return false }
    block.removeLast(padding)
    block.removeSubrange(0..<start)
    return true
  }

  private mutating func takeHost() {
    fields.completeAuthority()
    guard let name = fields.host else { return }
    (host, isHostAddress, port) = (name.range, name.isAddress, name.port)
  }
}
