import Bytes
import Packets
import Testing

@Suite("QUIC: Initial packets") struct QUICInitialsTests {
  /// What each datagram is in turn, and the name that was read from the last.
  private func read(
    _ datagrams: [[UInt8]], with initials: inout QUICInitials
  ) -> (outcomes: [Dissection], name: String) {
    var hello = ClientHello()
    let outcomes = datagrams.map { initials.read(datagram: $0.span, into: &hello) }
    return (outcomes, String(decoding: hello.serverName, as: UTF8.self))
  }

  private func read(_ datagrams: [[UInt8]]) -> (outcomes: [Dissection], name: String) {
    var initials = QUICInitials()
    return read(datagrams, with: &initials)
  }

  private let frames = cryptoFrame(SampleHello.example, at: 0)

  @Test("The packet of RFC 9001, appendix A.2") func version1() throws {
    let packet = try InitialSealer().packet(frames)
    #expect(
      packet.starts(with: hex("c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11")))
    #expect(packet.suffix(16) == hex("e221af44860018ab0856972e194cd934"))
    #expect(mayBegin(packet))
    #expect(read([packet]) == ([.read], "example.com"))
  }

  @Test("The packet of RFC 9369, appendix A.2") func version2() throws {
    let packet = try InitialSealer.version2.packet(frames)
    #expect(
      packet.starts(with: hex("d76b3343cf088394c8f03e5157080000449ea0c95e82ffe67b6abcdb4298b485")))
    #expect(mayBegin(packet))
    #expect(read([packet]) == ([.read], "example.com"))
  }

  @Test(
    "Drafts, and versions numbered by others, have the salt of their time",
    arguments: [
      (0xFF00_0016, "7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a"),
      (0xFACE_B001, "7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a"),
      (0xFF00_0017, "c3eef712c72ebb5a11a7d2432bb46365bef9f502"),
      (0xFF00_001C, "c3eef712c72ebb5a11a7d2432bb46365bef9f502"),
      (0xFACE_B002, "c3eef712c72ebb5a11a7d2432bb46365bef9f502"),
      (0xFACE_B00E, "c3eef712c72ebb5a11a7d2432bb46365bef9f502"),
      (0xFF00_001D, "afbfec289993d24c9e9786f19c6111e04390a899"),
      (0xFF00_0020, "afbfec289993d24c9e9786f19c6111e04390a899"),
      (0xFF00_0021, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a"),
      (0xFF00_0022, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a"),
      (0xFACE_B003, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a"),
    ])
  func otherVersions(version: UInt32, salt: String) throws {
    let packet = try InitialSealer(version: version, salt: hex(salt)).packet(frames)
    #expect(read([packet]) == ([.read], "example.com"))
  }

  @Test("Ids, tokens and packet numbers of every length", arguments: [8, 13, 20], [0, 7, 100])
  func lengths(id: Int, token: Int) throws {
    for numberLength in 1...4 {
      var sealer = InitialSealer(packetNumberLength: numberLength)
      sealer.destinationID = [UInt8](repeating: 0xD0, count: id)
      sealer.sourceID = [UInt8](repeating: 0x50, count: id)
      sealer.token = [UInt8](repeating: 0x70, count: token)
      let packet = try sealer.packet(
        frames, number: 0xFFFF_FFFF >> (8 * (4 - UInt32(numberLength))))
      #expect(mayBegin(packet))
      #expect(read([packet]) == ([.read], "example.com"))
    }
  }

  @Test("The fixed bit may be cleared (RFC 9287)") func greasedBit() throws {
    let packet = try InitialSealer(firstByte: 0x80).packet(frames)
    #expect(mayBegin(packet))
    #expect(read([packet]) == ([.read], "example.com"))
  }

  @Test("A ClientHello in two datagrams, in either order, with an id of the server's in the second")
  func twoDatagrams() throws {
    let hello = SampleHello.make("chat.example", filler: 1500)
    let first = try InitialSealer().packet(cryptoFrame(hello[..<1000], at: 0), number: 0)
    let second = try InitialSealer().packet(cryptoFrame(hello[1000...], at: 1000), number: 1)
    let third = try InitialSealer(destinationID: hex("f067a5"), keyID: hex("8394c8f03e515708"))
      .packet(cryptoFrame(hello[1000...], at: 1000), number: 2)
    #expect(read([first, third]) == ([.incomplete, .read], "chat.example"))
    #expect(read([third, first]) == ([.foreign, .incomplete], ""))
    #expect(read([first, second]) == ([.incomplete, .read], "chat.example"))
    #expect(read([second, first]) == ([.incomplete, .read], "chat.example"))
    #expect(read([second, second]) == ([.incomplete, .incomplete], ""))
  }

  @Test("Small shuffled frames with others in between, in two packets of a datagram")
  func shuffledFrames() throws {
    let hello = SampleHello.make("chat.example", filler: 300)
    var frames: [[UInt8]] = stride(from: 0, to: hello.count, by: 17).map {
      cryptoFrame(hello[$0..<min(hello.count, $0 + 17)], at: $0) + [1, 0, 0]
    }
    frames.reverse()
    frames.swapAt(1, 9)
    let half = frames.count / 2
    let datagram =
      try InitialSealer().packet(frames[..<half].flatMap(\.self), number: 0, length: 700)
      + InitialSealer().packet(frames[half...].flatMap(\.self), number: 1, length: 700)
    #expect(read([datagram]) == ([.read], "chat.example"))
  }

  @Test("0-RTT packets before and behind an Initial packet") func zeroRTT() throws {
    let early = try InitialSealer(firstByte: 0xD0).packet([1], length: 200)
    let initial = try InitialSealer().packet(frames, length: 900)
    #expect(mayBegin(early))
    #expect(read([early, early + initial]) == ([.incomplete, .read], "example.com"))
    #expect(read([initial + early]) == ([.read], "example.com"))
  }

  @Test("Behind a Retry the server's id makes the keys") func retry() throws {
    let hello = SampleHello.make("chat.example", filler: 1500)
    let lost = try InitialSealer().packet(cryptoFrame(hello[..<1000], at: 0))
    let sealer = InitialSealer(destinationID: hex("f067a5502a4262b5"), token: hex("746f6b656e"))
    let first = try sealer.packet(cryptoFrame(hello[..<1000], at: 0), number: 3)
    let second = try sealer.packet(cryptoFrame(hello[1000...], at: 1000), number: 4)
    let outcomes: [Dissection] = [.incomplete, .incomplete, .read]
    #expect(read([lost, first, second]) == (outcomes, "chat.example"))
  }

  @Test("The server's packets say nothing") func server() throws {
    let hello = SampleHello.make("chat.example", filler: 1500)
    let first = try InitialSealer(sourceID: [7, 7]).packet(cryptoFrame(hello[..<1000], at: 0))
    let second = try InitialSealer().packet(cryptoFrame(hello[1000...], at: 1000), number: 3)
    var sealer = InitialSealer(sender: "server in")
    let server = try sealer.packet(cryptoFrame([2, 0, 0, 90], at: 0))
    #expect(read([server]) == ([.foreign], ""))
    #expect(read([first, server, second]).outcomes == [.incomplete, .incomplete, .read])
    sealer.destinationID = [7, 7]
    let toClient = try sealer.packet(cryptoFrame([2, 0, 0, 90], at: 0))
    #expect(!mayBegin(toClient))
    #expect(read([first, toClient, second]).outcomes == [.incomplete, .incomplete, .read])
  }

  @Test("A version that is only there to be negotiated, and the answer, are waited out")
  func negotiation() throws {
    let reserved = try InitialSealer(version: 0x1A2A_3A4A).packet(frames)
    #expect(mayBegin(reserved))
    let answer = hex("80 00000000 00 08 8394c8f03e515708 00000001")
    #expect(!mayBegin(answer))
    let packet = try InitialSealer().packet(frames)
    #expect(
      read([reserved, answer, packet]) == ([.incomplete, .incomplete, .read], "example.com"))
  }

  @Test("A datagram that the capture cut says so") func cut() throws {
    let packet = try InitialSealer().packet(frames)
    let cut = Array(packet[..<200])
    #expect(!mayBegin(cut))
    #expect(mayBegin(cut, lengthOnWire: 1200))
    var initials = QUICInitials()
    #expect(read([cut], with: &initials) == ([.incomplete], ""))
    #expect(initials.isCut)
    #expect(read([packet], with: &initials) == ([.read], "example.com"))
    #expect(!initials.isCut)
  }

  @Test("What authenticates and breaks the rules is malformed") func malformed() throws {
    for frames in [
      "1e", "1d 00 00 00", "06 00 04 02 00 00 01", "06 00 04 01 01 00 00", "06 00 7fff",
    ] {
      #expect(try read([InitialSealer().packet(hex(frames))]).outcomes == [.malformed])
    }
  }

  @Test("A value can be used again, and another connection does not mix with the last one")
  func reset() throws {
    let hello = SampleHello.make("old.example", filler: 1500)
    let old = try InitialSealer().packet(cryptoFrame(hello[..<1000], at: 0))
    let sealer = InitialSealer(destinationID: hex("0102030405060708"))
    let new = try sealer.packet(cryptoFrame(SampleHello.make("new.example"), at: 0))
    #expect(read([old, new]) == ([.incomplete, .read], "new.example"))
    var initials = QUICInitials()
    _ = read([old], with: &initials)
    initials.reset()
    #expect(read([[0x40, 1, 2]], with: &initials).outcomes == [.foreign])
    #expect(read([new], with: &initials) == ([.read], "new.example"))
  }
}
