import Bytes
import Packets
import Testing

@Suite("HTTP/1 responses") struct HTTPResponseTests {
  @Test(
    "The status is given, and where the head ends",
    arguments: [
      ("HTTP/1.1 200 OK\r\nServer: llama.cpp\r\n\r\n", 200),
      ("HTTP/1.0 407 Proxy Authentication Required\nSERVER:\tsquid/6.6 \n\n", 407),
      ("HTTP/1.1 403 \r\nSet-Cookie: a\r\nServer: a/1 b/2\r\nServer: c\r\n\r\n", 403),
      ("HTTP/1.1 204\r\n\r\n", 204), ("HTTP/1.1 100 Continue\r\n\r\n", 100),
    ])
  func heads(text: String, status: UInt16) {
    let bytes = Array(text.utf8)
    var response = HTTPResponse()
    #expect(response.read(bytes) == .read)
    #expect(response.statusCode == status)
    #expect(response.end == bytes.count)
    for count in 0..<bytes.count {
      #expect(response.read(Array(bytes[..<count])) == .incomplete)
      #expect(response.statusCode == 0 || response.statusCode == status)
    }
  }

  @Test(
    "What is no response is another protocol",
    arguments: [
      "HTTP/2 200 OK\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
      "ICAP/1.0 200 OK\r\n\r\n",
      "HTTP/1.1 099 OK\r\n\r\n", "HTTP/1.x 200 OK\r\n\r\n", "RTSP/1.0 200 OK\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "HTTP/1.1  200 OK\r\n\r\n", "\u{16}\u{3}\u{3}",
    ])
  func others(text: String) {
    var response = HTTPResponse()
    #expect(response.read(Array(text.utf8)) == .foreign)
  }
}
