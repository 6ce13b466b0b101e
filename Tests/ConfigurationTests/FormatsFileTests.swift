import Access
import Bytes
import Configuration
import Evidence
import Foundation
import LogFormats
import TestSupport
import Testing

@Suite struct FormatsFileTests {
  @Test func aFormatIsReadAsItIsDescribed() throws {
    let formats = try read(
      """
      formats:
        - name: gateway
          shape: semicolon
          fields: {time: 1, client: 2, url: 4, bytes_up: 5, action: 6}
          blocked: [nein]
        - name: resolver
          shape: json
          kind: dns
          fields: {time: at, client: [who.address, source], host: question}
        - name: proxy
          squid: '%ts %>a %ru'
      """)
    #expect(formats.map(\.name) == ["gateway", "resolver", "proxy"])
    #expect(
      decoded("16.11.2026 08:30:00;10.1.2.3;x;https://www.example.com/a;712;Nein", formats[0])
        == "www.example.com 10.1.2.3 proxy blocked 2026-11-16T08:30:00.000Z")
    #expect(
      decoded(
        #"{"at":1794817800,"who":{"address":"10.1.2.3"},"question":"www.example.com."}"#, formats[1]
      )
        == "www.example.com 10.1.2.3 dns unknown 2026-11-16T08:30:00.000Z")
    #expect(
      decoded("1794817800 10.1.2.3 http://www.example.com/", formats[2])
        == "www.example.com 10.1.2.3 proxy unknown 2026-11-16T08:30:00.000Z")
  }

  @Test func columnsMayBeNamedByTheHeaderOfTheLog() throws {
    let formats = try read(
      """
      formats:
        - name: export
          shape: csv
          fields: {time: Zeit, client: Quelle, host: Ziel}
      """)
    var context = LogContext(clock: clock)
    #expect(decoded("Ziel,Zeit,Quelle", formats[0], &context) == "notAnAccess")
    #expect(
      decoded("www.example.com,2026-11-16 08:30:00,10.1.2.3", formats[0], &context)
        == "www.example.com 10.1.2.3 proxy unknown 2026-11-16T08:30:00.000Z")
  }

  @Test func whereTheClientIsMayBeDescribed() throws {
    let formats = try read(
      """
      formats:
        - name: firewall
          shape: key-value
          fields: {time: at, client: src, hardware: [mac, device], vlan: segment, host: sni}
      """)
    let lines = [
      (
        "at=1794817800 src=10.1.2.3 mac=0200.0000.5301 segment=20 sni=www.example.com",
        "20000005301", 20
      ),
      (
        "at=1794817800 src=10.1.2.3 device=020000005301 segment=LAN sni=www.example.com",
        "20000005301", 0
      ),
      ("at=1794817800 src=10.1.2.3 mac=PC segment=4095 sni=www.example.com", nil, 0),
    ]
    for (line, hardware, vlan) in lines {
      var context = LogContext(clock: clock)
      var record = AccessRecord.blank
      context.beginLine()
      #expect(
        formats[0].decode(Array(line.utf8).span, context: &context, into: &record) == .access)
      #expect(record.hardware.map { String($0.bits, radix: 16) } == hardware)
      #expect(Int(record.vlan) == vlan)
    }
  }

  @Test(arguments: [
    ("formats: [{name: X, shape: csv, fields: {host: 1}}]", "'X' is no name for a format"),
    (
      "formats: [{name: dnsmasq, shape: csv, fields: {host: 1}}]",
      "a format called 'dnsmasq' already"
    ),
    ("formats: [{name: x, shape: cvs, fields: {host: 1}}]", "unknown shape 'cvs'"),
    ("formats: [{name: x, shape: csv, fields: {client: 1}}]", "names no host"),
    (
      "formats: [{name: x, shape: csv, fields: {host: 1, client: src}}]",
      "all fields by their column"
    ),
    ("formats: [{name: x, shape: csv, fields: {host: 0}}]", "counted from 1"),
    ("formats: [{name: x, shape: csv, fields: {hots: 1}}]", "hots"),
    ("formats: [{name: x, shape: csv, kind: dn, fields: {host: 1}}]", "unknown kind 'dn'"),
    ("formats: [{name: x, squid: '%ts %'}]", "character 5 is a % without a code"),
    ("formats: [{name: x, squid: '%ts', shape: csv}]", "'shape' has no place beside 'squid'"),
    ("formats: [{shape: csv, fields: {host: 1}}]", "name"),
  ])
  func everythingWrongIsSaid(text: String, message: String) {
    let error = #expect(throws: ConfigurationProblems.self) { try read(text) }
    #expect(error?.all.contains { $0.description.contains(message) } == true)
  }

  private let clock = LogClock(zone: .gmt, reference: Timestamp(milliseconds: 1_794_826_800_000))

  private func decoded(_ line: String, _ format: any LogFormat) -> String {
    var context = LogContext(clock: clock)
    return decoded(line, format, &context)
  }

  private func decoded(
    _ line: String, _ format: any LogFormat, _ context: inout LogContext
  ) -> String {
    let bytes = Array(line.utf8)
    var record = AccessRecord.blank
    context.beginLine()
    let decoded = format.decode(bytes.span, context: &context, into: &record)
    guard decoded == .access else { return "\(decoded)" }
    let host = bytes.span.bytes(in: record.host).text
    let client = bytes.span.bytes(in: record.client).text
    return "\(host) \(client) \(record.kind.name) \(record.outcome) \(record.time?.rfc3339 ?? "-")"
  }

  private func read(_ text: String) throws -> [any LogFormat] {
    let file = URL(filePath: NSTemporaryDirectory()).appending(path: "formats-\(UUID()).yaml")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try FormatsFile.read(file.path)
  }
}
