import Packets
import TestSupport
import Testing

@Suite("Flows: hostile packets") struct FlowMutationTests {
  @Test("Changed bytes, lost, doubled and mixed up frames never break the decoder")
  func mutations() {
    var random = SeededGenerator(seed: 11)
    let frames = sampleFrames()
    var limits = FlowLimits()
    limits.flows = 6
    limits.textCells = 8
    limits.gatheredStreams = 2
    limits.gatheredBytes = 4000
    limits.gatheredHellos = 1
    limits.lookups = 4
    limits.toldNames = 3
    for _ in 0..<300 {
      var capture = FlowCapture(limits)
      for _ in 0..<60 {
        guard var frame = frames.randomElement(using: &random) else { continue }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          let place = Int.random(in: 0..<frame.count, using: &random)
          frame[place] = UInt8.random(in: 0...255, using: &random)
        }
        if Int.random(in: 0..<8, using: &random) == 0 {
          frame.removeLast(Int.random(in: 0..<frame.count, using: &random))
        }
        capture.time &+= Int64.random(in: -2000...40_000, using: &random)
        capture.frame(frame)
      }
      capture.finish()
      for trace in capture.traces {
        #expect(!trace.host.isEmpty && (trace.duration ?? 0) >= 0)
        #expect(!trace.client.isEmpty && !trace.server.isEmpty)
      }
    }
  }

  private func sampleFrames() -> [[UInt8]] {
    let client = Endpoint("10.1.2.3", 40_000)
    var frames: [[UInt8]] = []
    for (port, content) in [
      (443, tlsHello("chat.example.com", padding: 600)), (443, namelessHello),
      (3128, httpRequest("CONNECT api.example:443", "api.example:443")),
      (3128, httpRequest("GET http://b.example/", "b.example")),
      (1080, [5, 1, 0, 5, 1, 0, 3, 1, 0x61, 1, 187]),
      (53, [0, 27] + dns(.query("a.example"))),
    ] {
      let server = Endpoint("192.0.2.80", UInt16(port))
      frames.append(PacketBuilder.tcp(client, server, sequence: 99, flags: Packet.syn))
      for start in stride(from: 0, to: content.count, by: 300) {
        let piece = Array(content[start..<min(start + 400, content.count)])
        frames.append(
          PacketBuilder.tcp(client, server, sequence: UInt32(100 + start), flags: 16, piece))
      }
      frames.append(PacketBuilder.tcp(server, client, sequence: 7, flags: 16, [1, 2, 3]))
      frames.append(PacketBuilder.tcp(client, server, sequence: 800, flags: 17))
      frames.append(PacketBuilder.tcp(server, client, sequence: 10, flags: 4))
    }
    let resolver = Endpoint("10.0.0.1", 53)
    frames.append(PacketBuilder.udp(client, resolver, dns(.query("chat.example.com"))))
    frames.append(
      PacketBuilder.udp(resolver, client, dns(dnsAnswer("chat.example.com", ["192.0.2.80"]))))
    return frames
  }
}
