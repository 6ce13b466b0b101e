import Packets
import Testing

@Suite("ServerHello") struct ServerHelloTests {
  private func read(_ message: [UInt8]) -> (ServerHello, Dissection) {
    var hello = ServerHello()
    let dissection = hello.read(handshake: message.span)
    return (hello, dissection)
  }

  @Test("reads the version of TLS 1.3 and whether the session goes on")
  func tls13() {
    let version = TLSMessages.helloExtension(43, hex("0304"))
    let (fresh, dissection) = read(TLSMessages.serverHello(version))
    #expect(dissection == .read)
    #expect(fresh.version == .tls13 && !fresh.isResumed && !fresh.isRetryRequest)
    let (resumed, _) = read(
      TLSMessages.serverHello(version + TLSMessages.helloExtension(41, hex("0000"))))
    #expect(resumed.isResumed)
  }

  @Test("reads the protocol that TLS 1.2 chooses in the clear")
  func tls12() {
    let (hello, dissection) = read(TLSMessages.serverHello(TLSMessages.protocols("h2")))
    #expect(dissection == .read)
    #expect(hello.version == .tls12 && hello.applicationProtocols == .http2 && !hello.isResumed)
  }

  @Test("reads a hello without extensions")
  func old() {
    let (hello, dissection) = read(TLSMessages.serverHello(nil, version: 0x0301))
    #expect(dissection == .read && hello.version == .tls10)
  }

  @Test("knows the request for another hello by its random bytes")
  func retry() {
    // RFC 8446, section 4.1.3.
    let random = hex(
      """
      CF 21 AD 74 E5 9A 61 11 BE 1D 8C 02 1E 65 B8 91
      C2 A2 11 16 7A BB 8C 5E 07 9E 09 E2 C8 A8 33 9C
      """)
    #expect(read(TLSMessages.serverHello([], random: random)).0.isRetryRequest)
  }

  @Test("says nothing before the message is whole")
  func truncated() {
    let message = TLSMessages.serverHello(TLSMessages.helloExtension(43, hex("0304")))
    for count in message.indices {
      let (hello, dissection) = read(Array(message[..<count]))
      #expect(dissection == .incomplete && hello.version == .none)
    }
    #expect(read(TLSMessages.browserHello).1 == .foreign)
  }

  @Test("comes out of the records of the server's side")
  func records() {
    let message = TLSMessages.serverHello(TLSMessages.helloExtension(43, hex("0304")))
    var hello = ServerHello()
    for place in 1..<message.count {
      var records = TLSRecords()
      let stream = TLSMessages.records(message, cutAt: [place])
      #expect(records.read(stream: stream.span, into: &hello) == .read)
      #expect(hello.version == .tls13)
    }
    var records = TLSRecords()
    let client = TLSMessages.record(TLSMessages.browserHello)
    #expect(records.read(stream: client.span, into: &hello) == .foreign)
  }
}
