import LogFormats
import Testing

/// Formats from the text behind `logformat` in squid.conf.
@Suite struct SquidLogformatTests {
  private static let time = "2026-11-16T07:30:00.250Z"

  @Test(arguments: [
    // Squid's own `squid`, `common` and `combined`, as its documentation spells them.
    (
      "%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt",
      "1794814200.250     17 10.1.2.3 TCP_MISS/200 4096 GET http://www.example.com/a anna HIER_DIRECT/192.0.2.1 text/html",
      "\(time) proxy host=<www.example.com> path=</a> method=<GET> client=10.1.2.3 user=<anna> down=4096 allowed"
    ),
    (
      #"%>a %[ui %[un [%tl] "%rm %ru HTTP/%rv" %>Hs %<st "%{Referer}>h" "%{User-Agent}>h" %Ss:%Sh"#,
      #"10.1.2.3 - anna [16/Nov/2026:08:30:00 +0100] "CONNECT www.example.com:443 HTTP/1.1" 200 39 "-" "curl/8" TCP_TUNNEL:HIER_DIRECT"#,
      "2026-11-16T07:30:00.000Z proxy host=<www.example.com> port=443 user-agent=<curl/8> method=<CONNECT> client=10.1.2.3 user=<anna> down=39 allowed"
    ),
    // With the size of the request, SNI, and a time of its own form.
    (
      "%{%Y-%m-%d %H:%M:%S}tl|%>a|%un|%rm|%ru|%ssl::>sni|%>st|%<st|%Ss|%>Hs|%Sh",
      "2026-11-16 08:30:00|10.1.2.3|-|CONNECT|192.0.2.1:443|www.example.com|712|4096|TCP_TUNNEL|200|HIER_DIRECT",
      "2026-11-16T07:30:00.000Z proxy host=<www.example.com> port=443 method=<CONNECT> client=10.1.2.3 up=712 down=4096 allowed"
    ),
    (
      "%>a %>rd %rm",
      "10.1.2.3 www.example.com GET",
      "no time proxy host=<www.example.com> method=<GET> client=10.1.2.3 unknown"
    ),
    (
      "%ts %>a %Ss/%>Hs %ru",
      "1794814200 10.1.2.3 TCP_DENIED/403 http://www.example.com/",
      "2026-11-16T07:30:00.000Z proxy host=<www.example.com> path=</> client=10.1.2.3 blocked"
    ),
    (
      "%ts %>a %>eui %ru",
      "1794814200 10.1.2.3 02:00:00:00:53:01 http://www.example.com/",
      "2026-11-16T07:30:00.000Z proxy host=<www.example.com> path=</> client=10.1.2.3 hardware=02:00:00:00:53:01 unknown"
    ),
    (
      "%ts %>a %>eui %ru", "1794814200 10.1.2.3 - http://www.example.com/",
      "2026-11-16T07:30:00.000Z proxy host=<www.example.com> path=</> client=10.1.2.3 unknown"
    ),
    ("%ts %ru", "1794814200 -", "not an access"),
    ("%ts %ru", "yesterday http://www.example.com/", "malformed: time"),
    ("%ts|%ru", "1794814200", "malformed: truncated"),
    (
      "%ts 100%% %ru", "1794814200 100% http://www.example.com/",
      "2026-11-16T07:30:00.000Z proxy host=<www.example.com> path=</> unknown"
    ),
    ("%ts x %ru", "1794814200 y http://www.example.com/", "malformed: truncated"),
  ])
  func linesAreReadByTheirFormat(pattern: String, line: String, expected: String) throws {
    let format = try SquidLogformat(name: "own", text: pattern)
    var context = fixtureContext()
    #expect(text(of: Array(line.utf8), in: format, context: &context) == expected)
  }

  @Test(arguments: [
    ("%ts %", SquidLogformat.Problem.code(at: 5)), ("%ts%ru", .adjacent(at: 4)),
    ("%ts %>a", .noHost), ("", .noHost),
  ])
  func whatIsNoFormatIsSaidToBe(pattern: String, problem: SquidLogformat.Problem) {
    #expect(throws: problem) { try SquidLogformat(name: "own", text: pattern) }
  }
}
