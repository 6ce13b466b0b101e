import Foundation
import Testing

@Suite struct RecordsTests {
  @Test func showsEveryFieldOfAnAccess() throws {
    let line =
      "1794787200.250 -5 2001:db8::7 TCP_DENIED/407 1785 CONNECT [2001:DB8::1]:443 "
      + "anna%20m HIER_NONE/- text/html\n"
    let result = try Program.run(["records", "-"], input: Data(line.utf8))
    #expect(
      result.output == """
        {"line":1,"ts":"2026-11-16T00:00:00.250Z","src_ip":"2001:db8::7","user":"anna m",\
        "host":"2001:db8::1","method":"CONNECT","bytes_up":null,"bytes_down":1785,\
        "action":"blocked","kind":"proxy","format":"squid-native"}

        """)
  }

  @Test func showsWhereTheClientIsIfTheLogSaysIt() throws {
    let line = "time=2026-11-16T00:00:00Z src_ip=10.1.2.3 src_mac=02-00-00-00-53-0A vlan=20 "
    let lines = line + "url=http://a.example/\ntime=2026-11-16T00:00:00Z src_ip=10.1.2.3 "
    let records = try Program.run(
      ["records", "-", "--format", "key-value"],
      input: Data((lines + "url=http://a.example/\n").utf8)
    ).jsonLines()
    #expect(records.map { $0["hardware"] as? String } == ["02:00:00:00:53:0a", nil])
    #expect(records.map { $0["vlan"] as? Int } == [20, nil])
    #expect(records.map { $0.keys.contains("vlan") } == [true, false])
  }

  @Test func readsTimesInTheGivenZone() throws {
    let line = "Jul  1 12:00:00 dnsmasq[1]: query[A] ChatGPT.com. from 10.0.0.1\n"
    let berlin = try Program.run(
      ["records", "-", "--time-zone", "Europe/Berlin"], input: Data(line.utf8))
    let record = try #require(try berlin.jsonLines().first)
    #expect((record["ts"] as? String)?.hasSuffix("-07-01T10:00:00.000Z") == true)
    #expect(record["host"] as? String == "chatgpt.com")
    #expect(record["action"] is NSNull)
  }

  @Test func saysInItsHelpThatItShowsPersons() throws {
    let help = try Program.run(["records", "--help"]).output
    #expect(help.contains("Shows addresses and user names"))
    #expect(help.contains("nothing is stored"))
  }

  @Test func escapesWhatCouldDriveATerminal() throws {
    let line =
      "10.0.0.1 - a\u{1B}[2J\"b [16/Nov/2026:00:00:00 +0000] "
      + "\"GET http://example.com/ HTTP/1.1\" 200 1\n"
    let result = try Program.run(["records", "-"], input: Data(line.utf8))
    #expect(result.output.contains("\\u001b"))
    #expect(try result.jsonLines().first?["user"] as? String == "a\u{1B}[2J\"b")
  }

  @Test func listsTheFormatsWithWhatTheyCarry() throws {
    let lines = try Program.run(["formats"]).output.split(separator: "\n")
    #expect(lines.contains("combined\tclient, user, path, user agent, bytes down, action"))
    #expect(lines.contains("bind\tclient"))
    #expect(lines.contains("unifi-firewall\tclient, hardware address, VLAN, action"))
  }

  @Test func countsLinesThatWereTooLongToRead() throws {
    let line = "1794787200.250 5 10.0.0.1 TCP_MISS/200 1 GET http://a.example/ - HIER_DIRECT/1 -\n"
    let long = String(repeating: "x", count: 3_000_000) + "\n"
    let result = try Program.run(["records", "-"], input: Data((line + long + line).utf8))
    #expect(try result.jsonLines().map { $0["line"] as? Int } == [1, 3])
    #expect(result.errors.contains("line_too_long 1"))
  }
}
