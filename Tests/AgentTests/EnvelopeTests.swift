import LogFormats
import Testing
import Usage

/// Lines that other programs wrapped.
@Suite struct EnvelopeTests {
  private static let query = "query[A] www.example.com from 10.1.2.3"

  @Test(arguments: [
    // Docker's json-file driver.
    #"{"log":"Nov 16 08:30:00 dnsmasq[1]: \#(query)\n","stream":"stdout","time":"2026-11-16T07:30:01.5Z"}"#,
    // Filebeat.
    #"{"@timestamp":"2026-11-16T07:30:01.000Z","log":{"offset":0,"file":{"path":"/var/log/dnsmasq.log"}},"message":"Nov 16 08:30:00 dnsmasq[1]: \#(query)","ecs":{"version":"8.0.0"}}"#,
    // Fluentd.
    #"{"container_name":"/dns","message":"Nov 16 08:30:00 dnsmasq[1]: \#(query)"}"#,
    // journalctl -o json, where time and program stand apart from the message.
    #"{"__REALTIME_TIMESTAMP":"1794814200000000","SYSLOG_IDENTIFIER":"dnsmasq","MESSAGE":"\#(query)","_PID":"1"}"#,
  ])
  func linesInsideJSONAreRead(line: String) throws {
    let outcomes = try analyze(line + "\n" + line + "\n")
    #expect(outcomes.summary.format == "dnsmasq")
    #expect(outcomes.summary.envelope == "json")
    #expect(outcomes.summary.accesses == 2)
    #expect(outcomes.summary.rejects.count == 0)
  }

  @Test func entriesOfTheJournalAreRead() throws {
    let entry = """
      __CURSOR=s=1;i=2
      __REALTIME_TIMESTAMP=1794814200000000
      PRIORITY=6
      SYSLOG_IDENTIFIER=dnsmasq
      MESSAGE=\(Self.query)


      """
    let outcomes = try analyze(entry + entry)
    #expect(outcomes.summary.format == "dnsmasq")
    #expect(outcomes.summary.envelope == "journal")
    #expect(outcomes.summary.accesses == 2)
    #expect(outcomes.summary.assumedZone == false)
  }

  @Test func messagesBehindTheirLengthsAreRead() throws {
    let message = "<30>Nov 16 08:30:00 gateway dnsmasq[1]: \(Self.query)"
    let framed = "\(message.utf8.count) \(message)"
    let outcomes = try analyze(framed + framed + framed)
    #expect(outcomes.summary.format == "dnsmasq")
    #expect(outcomes.summary.envelope == "octet_counted")
    #expect(outcomes.summary.accesses == 3)
    // One a line is a syslog line like any other.
    #expect(try analyze(framed + "\n" + framed + "\n").summary.accesses == 2)
  }

  @Test func theEnvelopesTimeStandsInForAMissingOne() throws {
    let line =
      #"{"log":"[311:0] info: 10.1.2.3 www.example.com. A IN\n","time":"2026-11-16T07:30:01Z"}"#
    let outcomes = try analyze(line + "\n")
    #expect(outcomes.summary.format == "unbound")
    #expect(outcomes.summary.undatedAccesses == 0)
  }

  @Test func whatIsInsideIsRejectedByItsOwnFormat() throws {
    let good = #"{"log":"Nov 16 08:30:00 dnsmasq[1]: \#(Self.query)\n"}"# + "\n"
    let bad = #"{"log":"Nov 16 08:30:00 dnsmasq[1]: query[A] www/example from 10.1.2.3\n"}"# + "\n"
    let outcomes = try analyze(good + bad + "{\"log\":\n" + good)
    #expect(outcomes.summary.accesses == 2)
    #expect(outcomes.summary.rejects.groups["host"]?.line == 2)
    #expect(outcomes.summary.rejects.count == 2)
  }
}
