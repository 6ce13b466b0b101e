import Packets
import Testing

@Suite("ClientHello") struct ClientHelloTests {
  private func read(_ message: [UInt8]) -> (ClientHello, Dissection) {
    var hello = ClientHello()
    let dissection = hello.read(handshake: message.span)
    return (hello, dissection)
  }

  private func read(extensions: [UInt8]) -> ClientHello {
    let (hello, dissection) = read(TLSMessages.clientHello(extensions))
    #expect(dissection == .read)
    #expect(hello.isWhole)
    return hello
  }

  private func name(_ hello: ClientHello) -> String {
    String(decoding: hello.serverName, as: UTF8.self)
  }

  @Test("reads what a browser sends, behind GREASE and with a large key")
  func browser() {
    let (hello, dissection) = read(TLSMessages.browserHello)
    #expect(dissection == .read)
    #expect(name(hello) == "www.example.com")
    #expect(hello.applicationProtocols == [.http1, .http2])
    #expect(hello.version == .tls13)
    #expect(!hello.isAddress && !hello.hasInvalidName && !hello.offersECH && !hello.mayResume)
  }

  @Test("reads a hello without extensions")
  func withoutExtensions() {
    let (hello, dissection) = read(TLSMessages.clientHello(nil, version: 0x0300))
    #expect(dissection == .read)
    #expect(hello.version == .ssl3)
    #expect(!hello.hasServerName)
  }

  @Test("does not look at what stands behind the message")
  func trailing() {
    let (hello, dissection) = read(TLSMessages.browserHello + [22, 3, 3, 0xFF, 0xFF])
    #expect(dissection == .read)
    #expect(name(hello) == "www.example.com")
  }

  @Test("does not look at what stands behind the extensions")
  func trailingInBody() {
    let body = TLSMessages.helloBody(TLSMessages.serverName("a.example")) + [1, 2, 3]
    let (hello, dissection) = read([1] + TLSMessages.vector(body, lengthBytes: 3))
    #expect(dissection == .read)
    #expect(name(hello) == "a.example")
  }

  @Test("writes names in lower case and without a trailing dot")
  func canonicalNames() {
    #expect(name(read(extensions: TLSMessages.serverName("API.Example.COM."))) == "api.example.com")
    #expect(name(read(extensions: TLSMessages.serverName("_x.a-b.example"))) == "_x.a-b.example")
  }

  @Test("keeps addresses and says what they are", arguments: ["192.0.2.7", "2001:db8::7"])
  func addresses(address: String) {
    let hello = read(extensions: TLSMessages.serverName(address))
    #expect(name(hello) == address)
    #expect(hello.isAddress)
  }

  @Test("keeps a pattern that stands for a name")
  func pattern() {
    #expect(name(read(extensions: TLSMessages.serverName("*.Example.com."))) == "*.example.com")
    let tooLong = "*." + String(repeating: "a", count: 252)
    #expect(read(extensions: TLSMessages.serverName(tooLong)).hasInvalidName)
  }

  @Test(
    "refuses what can be no name",
    arguments: [
      "", ".", "a b.example", "a\u{0}.example", "a\n.example", "a.example/path", "a.example:443",
      "*", "*.", "*.*.example", "a*.example", "*.192.0.2.7", "[2001:db8::7]", "fe80::1%eth0",
      String(repeating: "a", count: 254),
    ])
  func invalidNames(name: String) {
    let hello = read(extensions: TLSMessages.serverName(name))
    #expect(hello.serverName.isEmpty)
    #expect(hello.hasInvalidName)
  }

  @Test("reads a name of the greatest length")
  func longestName() {
    let longest = String(repeating: "a", count: 253)
    #expect(name(read(extensions: TLSMessages.serverName(longest + "."))) == longest)
  }

  @Test("takes the first host name that can be one")
  func severalNames() {
    let names = TLSMessages.serverName(entries: [
      (7, Array("other.type".utf8)), (0, [0x20]), (0, Array("a.example".utf8)),
      (0, Array("b.example".utf8)),
    ])
    let hello = read(extensions: names + TLSMessages.serverName("c.example"))
    #expect(name(hello) == "a.example")
    #expect(hello.hasInvalidName)
  }

  @Test("passes over a list of names that does not fit its extension")
  func brokenList() {
    for content in ["", "00", "00 05 00 00 02 61", "00 05 00 00 09 61 62", "FF FF 00 00 01 61"] {
      let hello = read(
        extensions: TLSMessages.helloExtension(0, hex(content)) + TLSMessages.protocols("h2"))
      #expect(hello.serverName.isEmpty)
      #expect(hello.hasInvalidName)
      #expect(hello.applicationProtocols == .http2)
    }
  }

  @Test("tells protocols apart by their ids")
  func protocols() {
    func offered(_ ids: String) -> ApplicationProtocols {
      read(extensions: TLSMessages.protocols(ids)).applicationProtocols
    }
    #expect(offered("h2") == .http2)
    #expect(offered("http/1.0") == .http1)
    #expect(offered("h3") == .http3)
    #expect(offered("h3-29") == .http3)
    #expect(offered("dot") == .dot)
    #expect(offered("doq") == .doq)
    #expect(offered("doq-i03") == .doq)
    #expect(offered("webrtc") == .media)
    #expect(offered("stun.turn") == .media)
    #expect(offered("mqtt") == .other)
    #expect(offered("h33") == .other)
    #expect(offered("ZA") == .other)
    #expect(offered("\n\n") == [])
    #expect(offered("") == [])
  }

  @Test("finds the newest version in a list of any order")
  func versions() {
    func newest(_ versions: [UInt8]) -> TLSVersion { read(extensions: versions).version }
    #expect(newest(TLSMessages.versions(0x0303, 0x0304, 0x0302)) == .tls13)
    #expect(newest(TLSMessages.versions(0x0A0A, 0x0303)) == .tls12)
    #expect(newest(TLSMessages.versions(0x7F1C, 0x0303)).value == 0x7F1C)
    #expect(newest(TLSMessages.versions(0x7F1C, 0x0304)) == .tls13)
    #expect(newest(TLSMessages.versions(0x9999, 0x0304)) == .tls13)
    #expect(newest(TLSMessages.versions(0x0A0A)) == .tls12)
    #expect(newest(TLSMessages.helloExtension(43, [])) == .tls12)
  }

  @Test("orders the versions of DTLS, whose numbers run downwards")
  func datagramVersions() {
    #expect(TLSVersion.dtls10.isOlder(than: .dtls12))
    #expect(TLSVersion.dtls12.isOlder(than: .dtls13))
    #expect(!TLSVersion.dtls13.isOlder(than: .tls13))
    #expect(TLSVersion.earlyDTLS.isOlder(than: .dtls10))
  }

  @Test("sees an encrypted hello and its drafts", arguments: [0xFE08, 0xFE0A, 0xFE0C, 0xFFCE])
  func encryptedDrafts(type: Int) {
    let hello = read(extensions: TLSMessages.helloExtension(type, hex("00 01")))
    #expect(hello.offersECH)
    #expect(!hello.isECHOuter)
  }

  @Test("knows the shape of an encrypted hello")
  func encrypted() {
    func offer(_ content: String) -> ClientHello {
      read(extensions: TLSMessages.helloExtension(0xFE0D, hex(content)))
    }
    #expect(offer("00 0001 0001 2A 0002 AABB 0003 CCDDEE").isECHOuter)
    #expect(offer("00 0001 0001 2A 0000 0001 CC").isECHOuter)
    for other in [
      "01", "", "00", "00 0001 0001 2A 0002 AABB 0000", "00 0001 0001 2A 0000 0001 CC 00",
    ] {
      #expect(offer(other).offersECH)
      #expect(!offer(other).isECHOuter)
    }
    #expect(!read(extensions: TLSMessages.helloExtension(0xFE0E, [])).offersECH)
  }

  @Test("sees tickets, keys and ids of earlier sessions")
  func resumption() {
    let id = [UInt8](repeating: 1, count: 32)
    let new = TLSMessages.versions(0x0304)
    #expect(read(extensions: TLSMessages.helloExtension(35, [1])).mayResume)
    #expect(!read(extensions: TLSMessages.helloExtension(35, [])).mayResume)
    #expect(read(extensions: new + TLSMessages.helloExtension(41, [0])).mayResume)
    #expect(read(TLSMessages.clientHello([], sessionID: id)).0.mayResume)
    #expect(!read(TLSMessages.clientHello(new, sessionID: id)).0.mayResume)
  }

  @Test("says what it is not")
  func foreign() {
    #expect(read([]).1 == .incomplete)
    #expect(read([2]).1 == .foreign)
    #expect(read([1, 0, 0]).1 == .incomplete)
    #expect(read(hex("01 01 00 01")).1 == .malformed)
    #expect(read(hex("01 00 00 02 FE FD")).1 == .malformed)
    #expect(read(hex("01 00 00 00")).1 == .malformed)
  }

  @Test("refuses lengths that do not fit the message")
  func lengths() {
    let id = [UInt8](repeating: 1, count: 33)
    #expect(read(TLSMessages.clientHello([], sessionID: id)).1 == .malformed)
    var long = TLSMessages.clientHello(TLSMessages.serverName("a.example"))
    // The length of the extensions stands behind 4 + 35 + 8 + 2 bytes.
    long[50] += 1
    let (hello, dissection) = read(long)
    #expect(dissection == .malformed)
    #expect(!hello.hasServerName && hello.version == .none)
    // The only extension is longer than all of them.
    long[50] -= 1
    long[54] += 1
    #expect(read(long).1 == .malformed)
  }

  @Test("knows the name as soon as its extension is there, and never another")
  func early() {
    let message = TLSMessages.browserHello
    // Behind the name come the other extensions: 18, 11, 1654 and 5 bytes.
    let nameEnd = message.count - 18 - 11 - 1654 - 5
    var hello = ClientHello()
    for count in message.indices {
      #expect(hello.read(handshake: message.span.extracting(0..<count)) == .incomplete)
      #expect(hello.hasServerName == (count >= nameEnd))
      #expect(!hello.hasServerName || name(hello) == "www.example.com")
      #expect(!hello.isWhole && !hello.hasInvalidName)
    }
  }

  @Test("reads only so many extensions of a message that is not whole")
  func earlyLimit() {
    let many = (0..<200).flatMap { _ in TLSMessages.helloExtension(0x1234, []) }
    let message = TLSMessages.clientHello(many + TLSMessages.serverName("a.example") + many)
    #expect(!read(message.dropLast()).0.hasServerName)
    #expect(read(message).0.hasServerName)
  }

  @Test("reads only so many entries of a list")
  func listLimits() {
    let junk = [(UInt8, [UInt8])](repeating: (0, [0x20]), count: 16)
    let names = TLSMessages.serverName(entries: junk + [(0, Array("a.example".utf8))])
    #expect(!read(extensions: names).hasServerName)
    let ids = [UInt8](repeating: 0, count: 64) + [2] + Array("h2".utf8)
    let list = TLSMessages.vector(ids, lengthBytes: 2)
    #expect(read(extensions: TLSMessages.helloExtension(16, list)).applicationProtocols == [])
  }

  private func read(_ message: ArraySlice<UInt8>) -> (ClientHello, Dissection) {
    read(Array(message))
  }

  @Test("forgets what it said before")
  func reuse() {
    let (named, unnamed, other) = (
      TLSMessages.browserHello, TLSMessages.clientHello(nil), hex("10 00")
    )
    var hello = ClientHello()
    #expect(hello.read(handshake: named.span) == .read)
    #expect(hello.read(handshake: unnamed.span) == .read)
    #expect(!hello.hasServerName && hello.applicationProtocols == [] && hello.version == .tls12)
    #expect(hello.read(handshake: named.span) == .read)
    #expect(hello.read(handshake: other.span) == .foreign)
    #expect(!hello.hasServerName && !hello.isWhole && hello.version == .none)
  }
}
