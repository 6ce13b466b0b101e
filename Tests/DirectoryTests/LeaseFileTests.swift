import Bytes
import Directory
import Testing

@Suite struct LeaseFileTests {
  /// Lines as dnsmasq's lease.c writes them; dnsmasq(8), `--dhcp-leasefile`.
  @Test func dnsmasqLeasesHaveNoStart() throws {
    let reading = leases(try fixture("dnsmasq.leases"))
    #expect(reading.kind == .dnsmasq)
    #expect(
      summary(reading.leases) == [
        "10.1.2.3 aa:bb:cc:dd:ee:01 pc-17 ? 1794902400",
        "10.1.2.4 aa:bb:cc:dd:ee:02 - ? 1794906000",
        "10.1.2.5 aa:bb:cc:dd:ee:03 printer.corp.example ? never",
        "10.1.2.6 aa:bb:cc:dd:ee:04 token ? 1794906000",
        "10.1.2.7 aa:bb:cc:dd:ee:07 - ? 1794906000",
        "2001:db8::17 aa:bb:cc:dd:ee:01 pc-17 ? 1794906000",
        "2001:db8::99 - tablet ? 1794906000",
      ])
    #expect(reading.problems.isEmpty)
  }

  /// Statements as in dhcpd.leases(5): dates, `epoch`, `never`, states, `ia-na`.
  @Test func dhcpdLeasesEndWhereTheNextBegins() throws {
    let reading = leases(try fixture("dhcpd.leases"))
    #expect(reading.kind == .dhcpd)
    #expect(
      summary(reading.leases) == [
        "10.1.2.3 aa:bb:cc:dd:ee:01 pc-17 1794902400 1794924000",
        "10.1.2.3 aa:bb:cc:dd:ee:02 - 1794924000 1794927600",
        "10.1.2.4 aa:bb:cc:dd:ee:04 - 1794902400 never",
        "2001:db8::17 aa:bb:cc:dd:ee:01 pc-17.corp.example 1794902400 1794945600",
      ])
    #expect(summary(reading.problems) == ["notInUse:34", "delegatedPrefix:52"])
  }

  @Test func aReleasedDhcpdLeaseIsOverSooner() {
    let head = "lease 10.1.2.3 { starts 2 2026/11/17 08:00:00; hardware ethernet aa:bb:cc:dd:ee:01;"
    let reading = leases(
      """
      \(head) ends 2 2026/11/17 20:00:00; binding state active; client-hostname "pc"; }
      \(head) ends 2 2026/11/17 09:00:00; binding state free; }

      """)
    #expect(
      summary(reading.leases) == ["10.1.2.3 aa:bb:cc:dd:ee:01 pc 1794902400 1794906000"])
    #expect(reading.problems.isEmpty)
  }

  @Test(arguments: [("08:00:00", 1_794_945_600), ("09:00:00", 1_794_906_000)])
  func anAbandonedDhcpdAddressEndsAnEarlierLeaseOnly(_ clock: String, _ end: Int) {
    let ends = "ends 2 2026/11/17 20:00:00;"
    let reading = leases(
      """
      lease 10.1.2.3 { starts 2 2026/11/17 08:00:00; \(ends) client-hostname "pc"; }
      lease 10.1.2.3 { starts 2 2026/11/17 \(clock); \(ends) binding state abandoned; }

      """)
    #expect(summary(reading.leases) == ["10.1.2.3 - pc 1794902400 \(end)"])
    #expect(summary(reading.problems) == ["notInUse:2"])
  }

  /// Columns as in the "Kea Administrator Reference Manual", memfile; the escape as in its csv_file.cc.
  @Test func keaLinesReplaceThoseBefore() throws {
    let reading = leases(try fixture("kea-leases4.csv"))
    #expect(reading.kind == .keaIPv4)
    #expect(
      summary(reading.leases) == [
        "10.1.2.3 aa:bb:cc:dd:ee:01 pc-17.corp.example 1794902400 1794904200",
        "10.1.2.3 aa:bb:cc:dd:ee:01 pc-17.corp.example 1794904200 1794907800",
        "10.1.2.4 aa:bb:cc:dd:ee:04 pc,4 1794902400 never",
        "10.1.2.5 aa:bb:cc:dd:ee:05 pc-5 1794902400 1794904200",
      ])
    #expect(summary(reading.problems) == ["notInUse*2:7"])
  }

  @Test func keaIPv6TakesTheHardwareColumnBeforeTheIdentifier() throws {
    let reading = leases(try fixture("kea-leases6.csv"))
    #expect(reading.kind == .keaIPv6)
    #expect(
      summary(reading.leases) == [
        "2001:db8::17 aa:bb:cc:dd:ee:99 pc-17 1794902400 1794906000",
        "2001:db8::18 aa:bb:cc:dd:ee:02 - 1794902400 1794906000",
      ])
    #expect(summary(reading.problems) == ["delegatedPrefix:4"])
  }

  /// Version 1 of the files had no `state`; those made from a database have the start of an endless
  /// lease as its end.
  @Test func olderKeaFilesAndEndlessLeasesAreRead() {
    let reading = leases(
      """
      address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname
      10.0.0.1,aa:bb:cc:dd:ee:01,,3600,1794906000,1,0,0,a
      10.0.0.2,aa:bb:cc:dd:ee:02,,4294967295,1794902400,1,0,0,b

      """)
    #expect(
      summary(reading.leases) == [
        "10.0.0.1 aa:bb:cc:dd:ee:01 a 1794902400 1794906000",
        "10.0.0.2 aa:bb:cc:dd:ee:02 b 1794902400 never",
      ])
    #expect(reading.problems.isEmpty)
  }

  @Test func nothingIsNoKind() {
    #expect(leases("").kind == .unknown)
    #expect(leases("").problems.isEmpty)
    #expect(leases("# only a comment\n\n").problems.isEmpty)
    #expect(summary(leases("hello\nworld\n").problems) == ["unknownFile:1"])
  }

  private static let good = "1794906000 aa:bb:cc:dd:ee:01 10.0.0.1 pc *\n"

  @Test(arguments: [
    ("1794906000 aa:bb:cc:dd:ee:01 10.0.0.2 pc", "form:2"),
    ("1794906000 aa:bb:cc:dd:ee:01 10.0.0.2 pc * more", "form:2"),
    ("1794906000 aa:bb:cc:dd:ee:01 10.0.0.256 pc *", "address:2"),
    ("1794906000 aa:bb:cc:dd:ee:0x 10.0.0.2 pc *", "hardwareAddress:2"),
    ("1794906000 aa:bb:cc:dd:ee:01 10.0.0.2 p\u{1}c *", "hostName:2"),
    ("1794906000 00- 10.0.0.2 * *", "notInUse:2"),
    ("600000000 aa:bb:cc:dd:ee:01 10.0.0.2 pc *", "time:2"),
    ("7258118400 aa:bb:cc:dd:ee:01 10.0.0.2 pc *", "time:2"),
    ("99999999999999999999999 aa:bb:cc:dd:ee:01 10.0.0.2 pc *", "time:2"),
    ("18446744073709551615 aa:bb:cc:dd:ee:01 10.0.0.2 pc *", "time:2"),
    ("-1 aa:bb:cc:dd:ee:01 10.0.0.2 pc *", "time:2"),
  ])
  func badDnsmasqLinesAreCounted(_ line: String, _ problem: String) {
    let reading = leases("\(Self.good)\(line)\n\(Self.good)")
    #expect(summary(reading.problems) == [problem])
    #expect(reading.leases.contains { $0.address.description == "10.0.0.1" })
  }

  @Test(arguments: [
    ("starts 2 2026/11/17 08:00:00; ends 2 2026/11/17 07:00:00;", "time:1"),
    ("starts 2 2026/13/17 08:00:00; ends never;", "time:1"),
    ("starts 2 2026/11/17 25:00:00; ends never;", "time:1"),
    ("starts 2 1989/12/31 23:59:59; ends never;", "time:1"),
    ("starts 2 2200/01/01 00:00:00; ends never;", "time:1"),
    ("starts epoch 99999999999999999999; ends never;", "time:1"),
    ("starts 9 2026/11/17 08:00:00; ends never;", "time:1"),
    ("starts 2 2026/11/17 08:00:00;", "form:1"),
    ("starts 2 2026/11/17 08:00:00; ends never; } }", "form:1"),
    ("starts 2 2026/11/17 08:00:00; ends never; odd { }", "form:1"),
    ("starts 2 2026/11/17 08:00:00; ends never; uid \"open\n; ", "unfinished:1"),
    ("starts 2 2026/11/17 08:00:00; ends never; hardware ethernet zz;", "hardwareAddress:1"),
  ])
  func badDhcpdBlocksAreCounted(_ statements: String, _ problem: String) {
    let start = "starts 2 2026/11/17 08:00:00;"
    let good = "lease 10.0.0.1 { \(start) ends never; client-hostname \"a\"; }\n"
    let isClosed = statements.hasSuffix("} }")
    let bad = "lease 10.0.0.2 { client-hostname \"b\"; \(statements) \(isClosed ? "" : "}")\n"
    let reading = leases(bad + good)
    #expect(summary(reading.problems) == [problem])
    #expect(summary(reading.leases).contains("10.0.0.1 - a 1794902400 never"))
  }

  @Test func aDhcpdBlockWithoutItsEndLosesOnlyItself() {
    let reading = leases(
      """
      lease 10.0.0.1 {
        starts 2 2026/11/17 08:00:00;
      lease 10.0.0.2 { starts never; ends never; client-hostname "b"; }
      lease nonsense { ends never; client-hostname "b"; }
      lease 10.0.0.3 {
      """)
    #expect(summary(reading.leases) == ["10.0.0.2 - b ? never"])
    #expect(summary(reading.problems) == ["unfinished*2:1", "address:4"])
  }

  @Test(arguments: [
    ("10.0.0.2,aa:bb:cc:dd:ee:02,,3600,1794906000,1,0,0,pc", "form:3"),
    ("10.0.0.2,aa:bb:cc:dd:ee:02,,3600,1794906000,1,0,0,pc,x", "form:3"),
    ("10.0.0,aa:bb:cc:dd:ee:02,,3600,1794906000,1,0,0,pc,0", "address:3"),
    ("10.0.0.2,aa:bb,,3600,1794906000,1,0,0,pc,0", "hardwareAddress:3"),
    ("10.0.0.2,aa:bb:cc:dd:ee:02,,3600,9223372036854775807,1,0,0,pc,0", "time:3"),
    ("10.0.0.2,aa:bb:cc:dd:ee:02,,4294967296,1794906000,1,0,0,pc,0", "time:3"),
    ("10.0.0.2,aa:bb:cc:dd:ee:02,,3600,0,1,0,0,pc,0", "time:3"),
    ("10.0.0.2,aa:bb:cc:dd:ee:02,,,1794906000,1,0,0,pc,0", "time:3"),
    ("10.0.0.2,aa:bb:cc:dd:ee:02,,3600,1794906000,1,0,0,pc,99999999999999999999", "form:3"),
    ("10.0.0.2,aa:bb:cc:dd:ee:02,,3600,1794906000,1,0,0,pc,3", "notInUse:3"),
  ])
  func badKeaLinesAreCounted(_ line: String, _ problem: String) {
    let reading = leases(
      """
      address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state
      10.0.0.1,aa:bb:cc:dd:ee:01,,3600,1794906000,1,0,0,pc,0
      \(line)
      10.0.0.3,aa:bb:cc:dd:ee:03,,3600,1794906000,1,0,0,pc,0

      """)
    #expect(summary(reading.problems) == [problem])
    #expect(reading.leases.count >= 2)
  }
}
