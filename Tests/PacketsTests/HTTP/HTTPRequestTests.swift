import Bytes
import Packets
import Testing

@Suite("HTTP/1 requests") struct HTTPRequestTests {
  @Test(
    "The Host field names the host, in any case and with blanks around",
    arguments: [
      "Host: api.example.com", "host:api.example.com", "HOST:\t api.example.com \t",
      "Host: api.example.com:8080", "Host: api.example.com.", "Host : api.example.com",
      "Host:\r\n api.example.com", "Host: api.example.com\r\nHost: evil.example",
      "Accept: */*\r\n\t Host: evil.example\r\nHost: api.example.com",
      "X-Host: evil.example\r\nHosts: evil.example\r\nHost: api.example.com",
    ])
  func hostField(line: String) {
    #expect(Read("GET /v1 HTTP/1.1\r\n\(line)\r\nAccept: */*\r\n\r\n").host == "api.example.com")
    #expect(
      Read("GET /v1 HTTP/1.1\n\(line.replacing("\r\n", with: "\n"))\n\n").host == "api.example.com")
  }

  @Test(
    "A host that says nothing, or that none can have, is empty",
    arguments: [
      "", "Host:", "Host: \t", "Host:\r\nAccept: */*", "Host: a b", "Host: <script>",
      "Host: [x]:80",
      "Host:\r\nHost: second.example", "Host: \(String(repeating: "a", count: 254))", "Host: :80",
    ])
  func noHost(line: String) {
    let read = Read("GET / HTTP/1.0\r\n\(line)\(line.isEmpty ? "" : "\r\n")\r\n")
    #expect(read.outcome == .read)
    #expect(read.host == "")
  }

  @Test(
    "Addresses are told, without brackets",
    arguments: [
      ("192.0.2.7:11434", "192.0.2.7", 11434), ("[2001:db8::7]:8080", "2001:db8::7", 8080),
      ("[::1]", "::1", 0),
    ])
  func addresses(value: String, host: String, port: UInt16) {
    let read = Read("GET /api/tags HTTP/1.1\r\nHost: \(value)\r\n\r\n")
    #expect(read.host == host)
    #expect(read.request.isHostAddress)
    #expect(read.request.port == port)
  }

  @Test("CONNECT names the host and the port of the tunnel")
  func tunnel() {
    let head = "CONNECT api.example.com:443 HTTP/1.1\r\nHost: proxy.example:3128\r\n\r\n"
    let read = Read(head + "\u{16}\u{03}\u{01}")
    #expect(read.host == "api.example.com")
    #expect(read.request.port == 443)
    #expect(read.request.isTunnel)
    #expect(read.path == "")
    #expect(read.request.end == head.utf8.count)
  }

  @Test("A CONNECT without a host leaves it to the Host field")
  func tunnelToNowhere() {
    #expect(Read("CONNECT / HTTP/1.1\r\nHost: a.example\r\n\r\n").host == "a.example")
  }

  @Test(
    "The host of an absolute target counts before the Host field",
    arguments: [
      ("http://api.example.com/v1?x=1", "/v1?x=1"), ("http://anna:secret@api.example.com:80/", "/"),
      ("HTTP://api.example.com", ""), ("http://api.example.com?x", "?x"),
    ])
  func absoluteTarget(target: String, path: String) {
    let read = Read("GET \(target) HTTP/1.1\r\nHost: other.example\r\n\r\n")
    #expect(read.host == "api.example.com")
    #expect(read.path == path)
  }

  @Test("Method, path and user agent are given")
  func fields() {
    let read = Read(
      "POST /v1/chat/completions?a=b HTTP/1.1\r\nUser-Agent:  python/3.12 \r\nHost: a.example\r\n"
        + "Content-Type: text/plain\r\nContent-Length: 12\r\nUser-Agent: second\r\n\r\n{}")
    #expect(read.text(read.request.method) == "POST")
    #expect(read.path == "/v1/chat/completions?a=b")
    #expect(read.text(read.request.userAgent) == "python/3.12")
    #expect(read.request.end == read.bytes.count - 2)
  }

  @Test(
    "Unusual requests are read",
    arguments: [
      "\r\nGET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
      "GET /a b c HTTP/1.1\r\nHost: a.example\r\n\r\n",
      "GET  /  HTTP/1.0 \r\nHost: a.example\r\n\r\n", "get / HTTP/1.1\r\nHost: a.example\r\n\r\n",
      "X-NEW / HTTP/1.1\r\nHost: a.example\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: a.example\r\n\r\n",
      "GET / HTTP/1.9\nHost: a.example\n\n",
    ])
  func unusual(text: String) {
    let read = Read(text)
    #expect(read.outcome == .read)
    #expect(read.host == "a.example")
  }

  @Test(
    "Protocols that look alike are others",
    arguments: [
      "INVITE sip:a@b.example SIP/2.0\r\nHost: b.example\r\n\r\n",
      "OPTIONS rtsp://b.example/ RTSP/1.0\r\nHost: b.example\r\n\r\n",
      "REQMOD icap://b.example/ ICAP/1.0\r\nHost: b.example\r\n\r\n",
      "M-SEARCH * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\n\r\n",
      "NOTIFY * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.1 200 OK\r\nHost: b.example\r\n\r\n",
      "GET /\r\n", "EHLO b.example\r\n", "SSH-2.0-x\r\n", "GET HTTP/1.1\r\n\r\n",
      "/ HTTP/1.1\r\n\r\n",
      "GET  HTTP/1.1\r\n\r\n", "USER anna", "\u{16}\u{03}\u{01}", "{\"a\": 1}",
      "GET / HTTP/1.x\r\n\r\n",
      "AVERYLONGWORDTHATISNOMETHOD / HTTP/1.1\r\n\r\n", "GE(T / HTTP/1.1\r\n\r\n",
      "GET /\u{1}\u{2}",
    ])
  func others(text: String) {
    let read = Read(text)
    #expect(read.outcome == .foreign)
    #expect(read.host == "")
  }

  @Test("The start of a head is incomplete, and gives the host once its line is whole")
  func cutHead() {
    let text = "POST http://a.example/ HTTP/1.1\r\nHost: b.example\r\nCookie: x\r\n\r\n"
    let other = "POST /v1 HTTP/1.1\r\nHost: b.example\r\nUser-Agent: x\r\n\r\n"
    for (text, host, given) in [(text, "a.example", 33), (other, "b.example", 36)] {
      let bytes = Array(text.utf8)
      for count in 0..<bytes.count {
        let read = Read(bytes: Array(bytes[..<count]))
        #expect(read.outcome == .incomplete)
        #expect(read.host == (count < given ? "" : host))
        #expect(read.request.end == 0)
      }
      #expect(Read(bytes: bytes).outcome == .read)
    }
  }

  @Test("A Host field that may go on in the next line waits for it")
  func foldedHost() {
    #expect(Read("GET / HTTP/1.1\r\nHost:\r\n").host == "")
    #expect(Read("GET / HTTP/1.1\r\nHost:\r\n  a.example\r\n").host == "a.example")
  }

  @Test("A head ends within 64 KiB, or is malformed with the host it gave")
  func longHead() {
    let start = "GET / HTTP/1.1\r\nHost: a.example\r\nCookie: "
    let fill = 65_536 - start.utf8.count - 4
    #expect(Read(start + String(repeating: "c", count: fill) + "\r\n\r\n").outcome == .read)
    let long = Read(start + String(repeating: "c", count: fill + 1) + "\r\n\r\n")
    #expect(long.outcome == .malformed)
    #expect(long.host == "a.example")
    #expect(Read("GET /" + String(repeating: "c", count: 70_000)).outcome == .malformed)
  }

  @Test("Requests are recognised by a known method and a blank")
  func beginnings() {
    for method in [
      "GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "PROPFIND",
      "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "REPORT", "SEARCH", "QUERY", "ACL",
      "BIND", "MERGE", "CHECKOUT", "CHECKIN", "MKACTIVITY", "MKCALENDAR", "VERSION-CONTROL",
      "SUBSCRIBE", "UNSUBSCRIBE", "NOTIFY",
    ] {
      #expect(HTTPRequest.mayBegin("\(method) "))
      #expect(!HTTPRequest.mayBegin("\(method)"))
      #expect(!HTTPRequest.mayBegin("\(method)X "))
    }
    for text in ["", "G", "{}", "HTTP/1.1 200 OK", "get / ", "\u{17}\u{3}\u{3}\u{0}", "PRI * "] {
      #expect(!HTTPRequest.mayBegin(text))
    }
  }
}

/// A request and the bytes that its ranges mean.
private struct Read {
  let bytes: [UInt8]
  let outcome: Dissection
  let request: HTTPRequest

  init(bytes: [UInt8]) {
    self.bytes = bytes
    var request = HTTPRequest()
    outcome = request.read(stream: bytes.span)
    self.request = request
  }

  init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  func text(_ range: ByteRange) -> String { bytes.text(range) }
  var host: String { text(request.host) }
  var path: String { text(request.path) }
}
