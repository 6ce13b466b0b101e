import Agent
import Bytes
import Evidence
import Foundation
import TestSupport
import Testing
import Usage

/// Captures: the same findings as from a log.
@Suite struct CaptureFileTests {
  private static let client: UInt32 = 0x0A01_0203
  private static let server: UInt32 = 0xC000_020A

  private static func traffic() -> CapturedTraffic {
    var traffic = CapturedTraffic(start: UInt32(noon))
    traffic.query("Chat.Acme.Example", from: client, to: 0x0A01_0001)
    traffic.connection(
      from: client, to: server, port: 443,
      sent: CapturedTraffic.clientHello("chat.acme.example") + [UInt8](repeating: 1, count: 500),
      received: [UInt8](repeating: 2, count: 1400))
    traffic.connection(
      from: client, to: server, port: 80,
      sent: Array("GET /tools/a HTTP/1.1\r\nHost: portal.example\r\n\r\n".utf8),
      received: Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
    return traffic
  }

  @Test func lookupsConnectionsAndRequestsAreCounted() throws {
    let outcomes = try analyze(Self.traffic().bytes)
    #expect(outcomes.failure == nil)
    #expect(
      outcomes.accesses == [
        "acme-chat app dns unknown": 1, "acme-chat app tls unknown": 1,
        "acme-tools app http unknown": 1,
      ])
    #expect(outcomes.summary.lines == 13)
    #expect(outcomes.summary.accesses == 3)
    #expect(outcomes.summary.isComplete)
    #expect(outcomes.summary.packets?.namedTLS == 1)
    let tls = outcomes.analysis.totals.counts.first { $0.key.kind == .tls }?.value
    let hello = CapturedTraffic.clientHello("chat.acme.example").count
    #expect(tls?.bytesUp == UInt64(hello + 500))
    #expect(tls?.bytesDown == 1400)
  }

  @Test func aCompressedCaptureIsTheSame() throws {
    let plain = try analyze(Self.traffic().bytes)
    let packed = try analyze(try filtered(Self.traffic().bytes, through: "gzip -c"))
    #expect(packed.accesses == plain.accesses)
    #expect(packed.summary.compression == "gzip")
  }

  @Test func whatComesBeforeABreakCounts() throws {
    let whole = Self.traffic().bytes
    let cut = try analyze(Array(whole.dropLast(10)))
    #expect(cut.accesses.count == 3)
    #expect(!cut.summary.isComplete)
    #expect(cut.failure != nil)
  }

  @Test func framesThatNameNobodyAreCounted() throws {
    var traffic = Self.traffic()
    traffic.frame([UInt8](repeating: 0xFF, count: 12) + [8, 6] + [UInt8](repeating: 0, count: 28))
    traffic.frame([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0, 0])
    let outcomes = try analyze(traffic.bytes)
    #expect(outcomes.accesses.count == 3)
    #expect(outcomes.summary.otherLines == 1)
    #expect(outcomes.summary.rejects.groups["frame_cut"]?.count == 1)
    #expect(outcomes.summary.lines == 15)
  }

  @Test func framesOfAnUnknownNetworkAreSaidToBe() throws {
    var bytes = Self.traffic().bytes
    // The link type of the file's header, of which nobody made use.
    bytes[20] = 147
    let outcomes = try analyze(bytes)
    #expect(outcomes.accesses.isEmpty)
    #expect(outcomes.summary.packets?.frames.unknownLinkTypes == 13)
  }
}
