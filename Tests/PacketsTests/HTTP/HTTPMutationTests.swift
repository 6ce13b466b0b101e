import Bytes
import Packets
import TestSupport
import Testing

/// Changed and random bytes: nothing crashes, and what is given lies within the bytes.
@Suite("HTTP and SOCKS on changed bytes") struct HTTPMutationTests {
  static let seeds =
    [
      "GET /v1?x HTTP/1.1\r\nHost: a.example:80\r\nUser-Agent: x\r\nContent-Length: 3\r\n\r\n",
      "CONNECT a.example:443 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n",
      "GET http://u@[2001:db8::1]:80/x HTTP/1.0\n\n", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n",
    ].map { Array($0.utf8) } + [HTTP2Tests.opening, ProxyHeaderTests.binary]
    + SOCKSRequestTests.named.map { hex($0) }

  @Test("Mutations of valid streams", arguments: seeds.indices)
  func mutations(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<3000 {
      var bytes = Self.seeds[seed]
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
        case 2: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 3))
        }
        guard !bytes.isEmpty else { break }
      }
      check(bytes)
    }
  }

  @Test("Random bytes behind valid first ones", arguments: seeds.indices)
  func random(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) + 100)
    for _ in 0..<2000 {
      let count = Int.random(in: 0...Self.seeds[seed].count, using: &generator)
      let tail = Int.random(in: 0...80, using: &generator)
      check(
        Array(Self.seeds[seed][..<count])
          + (0..<tail).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
  }

  private func check(_ bytes: [UInt8]) {
    let span = bytes.span
    var request = HTTPRequest()
    _ = request.read(stream: span)
    for range in [request.method, request.host, request.path, request.userAgent] {
      #expect(range.range.upperBound <= bytes.count)
    }
    #expect(request.end <= bytes.count && request.host.count <= 253)
    var response = HTTPResponse()
    _ = response.read(stream: span)
    #expect(response.end <= bytes.count)
    var socks = SOCKSRequest()
    _ = socks.read(stream: span)
    #expect(socks.host.range.upperBound <= bytes.count && socks.host.count <= 253)
    var requests = HTTP2Requests()
    var position = 0
    while requests.next(bytes, &position) == .read {
      #expect(requests.host.range.upperBound <= requests.authority.count)
    }
    #expect(position <= bytes.count && ProxyHeader.length(bytes) ?? 0 <= bytes.count)
  }
}
