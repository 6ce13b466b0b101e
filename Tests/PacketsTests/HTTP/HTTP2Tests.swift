import Bytes
import Packets
import Testing

@Suite("HTTP/2 with prior knowledge") struct HTTP2Tests {
  static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
  static let settings = frame(4, 0, [])
  /// RFC 7541, appendix C.4: three requests of one connection.
  static let blocks = [
    "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff", "8286 84be 5886 a8eb 1064 9cbf",
    "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf",
  ].map { hex($0) }

  static func frame(_ type: UInt8, _ flags: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [UInt8(payload.count >> 16), UInt8(payload.count >> 8 & 0xFF), UInt8(payload.count & 0xFF)]
      + [type, flags, 0, 0, 0, 1] + payload
  }

  /// A field without Huffman code that is not added to the table.
  static func field(_ name: String, _ value: String) -> [UInt8] {
    [0, UInt8(name.utf8.count)] + Array(name.utf8) + [UInt8(value.utf8.count)] + Array(value.utf8)
  }

  static let opening = preface + settings + frame(1, 0x4, blocks[0])

  @Test("The first request is read")
  func first() {
    var opening = HTTP2Opening()
    #expect(opening.read(Self.opening + [1, 2, 3]) == .read)
    #expect(opening.authority == Array("www.example.com".utf8))
    #expect(opening.host == ByteRange(0..<15))
    #expect(opening.path == Array("/".utf8))
    #expect(opening.end == Self.opening.count)
    #expect(opening.read(Array("GET / HTTP/1.1\r\n\r\n".utf8)) == .foreign)
    #expect(opening.authority.isEmpty)
  }

  @Test("Cut anywhere, the opening is incomplete and names nothing")
  func cut() {
    var opening = HTTP2Opening()
    for count in 0..<Self.opening.count {
      #expect(opening.read(Array(Self.opening[..<count])) == .incomplete)
      #expect(opening.authority.isEmpty && opening.host.isEmpty && opening.end == 0)
    }
  }

  @Test("All requests are read, however the stream is cut into pieces", arguments: 1...40)
  func pieces(length: Int) {
    var stream = Self.opening + Self.frame(0, 0, [UInt8](repeating: 0, count: 300))
    stream += Self.frame(1, 0x4, Self.blocks[1]) + Self.frame(8, 0, [0, 0, 0, 1])
    stream += Self.frame(1, 0x5, Self.blocks[2])
    stream += Self.frame(1, 0x4, [0x82] + Self.field(":authority", "b.example:8080"))
    var requests = HTTP2Requests()
    var found: [String] = []
    var start = 0
    while start < stream.count {
      let piece = Array(stream[start..<min(stream.count, start + length)])
      var position = 0
      while requests.next(piece, &position) == .read {
        found.append(requests.authority.span.text + requests.path.span.text)
      }
      start += length
    }
    #expect(
      found == [
        "www.example.com/", "www.example.com/", "www.example.com/index.html", "b.example:8080",
      ])
  }

  @Test("Padding, priority and continuation frames are taken off")
  func flags() {
    let block = Self.blocks[0]
    let padded = [3, 0, 0, 0, 0, 16] + block + [0, 0, 0]
    for frames in [
      Self.frame(1, 0x2C, padded), Self.frame(1, 0x24, [0, 0, 0, 0, 16] + block),
      Self.frame(1, 0xC, [0] + block),
      Self.frame(1, 0x28, [1, 0, 0, 0, 0, 16] + block[..<5] + [0])
        + Self.frame(9, 0, Array(block[5..<9])) + Self.frame(9, 0, [])
        + Self.frame(9, 0x4, Array(block[9...])),
    ] {
      var opening = HTTP2Opening()
      #expect(opening.read(Self.preface + Self.settings + frames) == .read)
      #expect(opening.authority == Array("www.example.com".utf8))
    }
  }

  @Test("Fields are found by their names")
  func fields() {
    let block =
      Self.field(":method", "POST") + Self.field(":path", "/v1/chat")
      + Self.field("host", "a.example")
      + Self.field("user-agent", "x/1") + Self.field("user-agent", "y/2")
    var requests = HTTP2Requests()
    var position = 0
    let stream = Self.preface + Self.settings + Self.frame(1, 0x4, block)
    #expect(requests.next(stream, &position) == .read)
    #expect(requests.authority == Array("a.example".utf8))
    #expect(requests.method == Array("POST".utf8))
    #expect(requests.path == Array("/v1/chat".utf8))
    #expect(requests.userAgent == Array("x/1".utf8))
  }

  @Test(
    "The host stands in the authority without its port",
    arguments: [
      ("a.example", "a.example", 0, false), ("a.example:8080", "a.example", 8080, false),
      ("[2001:db8::7]:80", "2001:db8::7", 80, true), ("192.0.2.7", "192.0.2.7", 0, true),
      ("a b", "", 0, false), ("", "", 0, false),
    ])
  func host(authority: String, host: String, port: UInt16, isAddress: Bool) {
    var requests = HTTP2Requests()
    var position = 0
    let block = [0x82] + Self.field(":authority", authority)
    let stream = Self.preface + Self.settings + Self.frame(1, 0x4, block)
    #expect(requests.next(stream, &position) == .read)
    #expect(requests.authority.text(requests.host) == host)
    #expect(requests.port == port)
    #expect(requests.isHostAddress == isAddress)
  }

  @Test("Trailers are no request")
  func trailers() {
    var requests = HTTP2Requests()
    var position = 0
    let stream = Self.opening + Self.frame(1, 0x5, Self.field("x-sum", "1"))
    #expect(requests.next(stream, &position) == .read)
    #expect(requests.next(stream, &position) == .incomplete)
    #expect(requests.authority.isEmpty)
  }

  @Test(
    "Connections against the rules are followed no longer",
    arguments: [
      frame(1, 0x4, blocks[0]), settings + frame(9, 0x4, blocks[0]),
      settings + frame(1, 0, blocks[0]) + frame(0, 0, []), settings + frame(1, 0x4, [0x80]),
      settings + frame(1, 0xC, [9, 0x82]), settings + frame(1, 0xC, []),
      settings + frame(1, 0x24, [0, 0]), settings + [1, 0, 1, 1, 4, 0, 0, 0, 1],
      settings + frame(1, 0, [UInt8](repeating: 0x82, count: 65_536)) + frame(9, 0, [0]),
    ])
  func malformed(frames: [UInt8]) {
    var requests = HTTP2Requests()
    var position = 0
    let stream = Self.preface + frames + Self.frame(1, 0x4, Self.blocks[0])
    #expect(requests.next(stream, &position) == .malformed)
    #expect(requests.next(stream, &position) == .malformed)
    #expect(requests.authority.isEmpty)
    requests.reset()
    position = 0
    #expect(requests.next(Self.opening, &position) == .read)
  }
}
