import Bytes

/// What is to be spoken inside TLS, by the ALPN ids of a hello (RFC 7301, section 3.1).
package struct ApplicationProtocols: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// HTTP/0.9 to HTTP/1.1.
  package static var http1: ApplicationProtocols { ApplicationProtocols(rawValue: 1) }
  package static var http2: ApplicationProtocols { ApplicationProtocols(rawValue: 2) }
  /// HTTP/3 and its drafts.
  package static var http3: ApplicationProtocols { ApplicationProtocols(rawValue: 4) }
  /// DNS over TLS (RFC 7858).
  package static var dot: ApplicationProtocols { ApplicationProtocols(rawValue: 8) }
  /// DNS over QUIC (RFC 9250) and its drafts.
  package static var doq: ApplicationProtocols { ApplicationProtocols(rawValue: 16) }
  /// WebRTC (RFC 8833) or a TURN relay (RFC 7443).
  package static var media: ApplicationProtocols { ApplicationProtocols(rawValue: 32) }
  /// Any other.
  package static var other: ApplicationProtocols { ApplicationProtocols(rawValue: 128) }
}

extension ApplicationProtocols {
  /// What one id stands for; nothing for an id that only keeps servers tolerant (RFC 8701, section
  /// 2).
  init(id: Span<UInt8>) {
    if id.equals("h2") || id.equals("h2c") {
      self = .http2
    } else if id.starts(with: "http/1.") || id.equals("http/0.9") {
      self = .http1
    } else if id.equals("h3") || id.starts(with: "h3-") {
      self = .http3
    } else if id.equals("dot") {
      self = .dot
    } else if id.equals("doq") || id.starts(with: "doq-") {
      self = .doq
    } else if id.equals("webrtc") || id.equals("c-webrtc") || id.starts(with: "stun.") {
      self = .media
    } else {
      let isGREASE = id.count == 2 && id.bigEndian16(at: 0)?.isGREASE == true
      self = isGREASE || id.isEmpty ? [] : .other
    }
  }

  /// How many ids of a list are read. Clients send two or three.
  private static let maximumIDs = 64

  /// Reads the content of an ALPN extension; ids up to a broken one count.
  init(extension content: Range<Int>, of bytes: Span<UInt8>) {
    self = []
    var content = HandshakeCursor(content)
    guard let list = try? content.vector16(bytes) else { return }
    var ids = HandshakeCursor(list)
    for _ in 0..<Self.maximumIDs {
      guard !ids.isAtEnd, let id = try? ids.vector8(bytes) else { return }
      formUnion(ApplicationProtocols(id: bytes.extracting(id)))
    }
  }
}
