import Foundation
import TestSupport
import Testing

@Suite struct AnalyzeTests {
  private let traffic = Traffic(count: 3000, seed: 7)

  @Test(arguments: Traffic.Format.allCases)
  func findingsEqualTheTruth(of format: Traffic.Format) throws {
    let result = try analyze(traffic.log(format), ["--minimum-group-size", "1"])
    var found: [Traffic.Cell: Traffic.Sum] = [:]
    for finding in try findings(result) {
      let kind = format.isProxy ? "proxy" : "dns"
      let accesses = try #require(finding["accesses"] as? [String: Int])
      found[try cell(finding)] = Traffic.Sum(
        accesses: accesses[kind] ?? 0, blocked: finding["blocked"] as? Int ?? 0,
        bytes: finding["bytes_down"] as? Int ?? 0)
      #expect(accesses.values.reduce(0, +) == accesses[kind])
    }
    let truth = traffic.truth.mapValues { sum in
      format.isProxy ? sum : Traffic.Sum(accesses: sum.accesses)
    }
    #expect(found == truth)
  }

  @Test func countsAPersonOnceThroughProxyAndNameServer() throws {
    let folder = try TemporaryFolder()
    let logs = [
      try folder.write("a.log", traffic.log(.squid)),
      try folder.write("b.log", traffic.log(.dnsmasq)),
    ]
    let both = try Program.run(["analyze", "--output", "json", "--minimum-group-size", "1"] + logs)
    let one = try Program.run(["analyze", "--output", "json", "--minimum-group-size", "1", logs[0]])
    #expect(try people(both) == people(one))
  }

  @Test func hidesSmallGroups() throws {
    let log = Traffic.Format.squid.line(traffic.accesses[0])
      .replacing(traffic.accesses[0].host, with: "chatgpt.com")
    let hidden = try analyze(log)
    #expect(try findings(hidden).isEmpty)
    #expect(try hidden.json()["hidden_use"] as? Bool == true)
    #expect(!hidden.output.contains("\"chatgpt\""))
    let shown = try #require(try findings(analyze(log, ["--minimum-group-size", "1"])).first)
    #expect(shown["people"] as? Int == 1)
  }

  @Test func failsOnUnapprovedUseOnlyWhenAsked() throws {
    let log = "1794787200.000 1 10.1.1.1 TCP_TUNNEL/200 9 CONNECT claude.ai:443 - HIER_DIRECT/1 -\n"
    #expect(try analyze(log).status == 0)
    #expect(try analyze(log, ["--fail-on", "unapproved"]).status == 1)
    let refused = log.replacing("TCP_TUNNEL/200", with: "TCP_DENIED/403")
    #expect(try analyze(refused, ["--fail-on", "unapproved"]).status == 0)
  }

  @Test func saysWhatToWriteWhenNothingIsConfigured() throws {
    let text = try Program.run(["analyze", "-"], input: Data(traffic.log(.squid).utf8)).output
    #expect(text.contains("departments.yaml"))
    #expect(text.contains("policy.yaml"))
    #expect(text.contains("10.10.0.0/24"))
  }

  @Test func judgesEachDayByThePolicyOfThatDay() throws {
    let result = try Program.run(
      demoArguments + ["--output", "json"] + ["Config/demo/squid-access.log"])
    let copilot = try findings(result).filter { $0["service"] as? String == "github-copilot" }
    #expect(copilot.map { $0["verdict"] as? String } == ["unapproved", "approved"])
    #expect(copilot.map { $0["first_seen"] as? String } == ["2026-11-19", "2026-11-16"])
    #expect(copilot.map { $0["last_seen"] as? String } == ["2026-11-21", "2026-11-18"])
  }

  @Test func showsNoPersonInAnyOutput() throws {
    for output in ["terminal", "json", "html"] {
      let text = try Program.run(
        demoArguments + ["--output", output, "Config/demo/squid-access.log"]
      ).output
      for trace in ["10.20.20.1", "anna", "felix", "CONNECT", "/9999", "mail.muster"] {
        #expect(!text.contains(trace), "\(output) contains \(trace)")
      }
    }
  }

  @Test func readsGermanWhereTheLocaleIsGerman() throws {
    let text = try Program.run(demoArguments + ["--language", "de", "Config/demo/dnsmasq.log"])
      .output
    #expect(text.contains("Genutzte KI-Dienste"))
    #expect(text.contains("nicht genehmigt"))
  }

  @Test func validatesAgainstItsSchema() throws {
    let folder = try TemporaryFolder()
    let result = try Program.run(
      demoArguments + [
        "--output", "json", "Config/demo/dnsmasq.log", "Config/demo/squid-access.log",
      ])
    let document = try folder.write("analysis.json", result.output)
    let validator = """
      import json, sys, jsonschema
      document, schema = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
      jsonschema.validate(document, schema)
      """
    let schema = "\(Program.root.path)/Schemas/analysis-1.schema.json"
    let (problems, status) = try runPython(validator, [document, schema])
    #expect(status == 0, "\(problems)")
  }

  private let demoArguments = [
    "analyze", "--config", "Config/demo", "--time-zone", "Europe/Berlin",
  ]

  private func analyze(_ log: String, _ options: [String] = []) throws -> Program.Result {
    try Program.run(["analyze", "-", "--output", "json"] + options, input: Data(log.utf8))
  }

  private func findings(_ result: Program.Result) throws -> [[String: Any]] {
    try #require(try result.json()["findings"] as? [[String: Any]])
  }

  private func people(_ result: Program.Result) throws -> [Traffic.Cell: Int?] {
    try findings(result).reduce(into: [:]) { people, finding in
      people[try cell(finding)] = finding["people"] as? Int
    }
  }

  private func cell(_ finding: [String: Any]) throws -> Traffic.Cell {
    Traffic.Cell(
      network: try #require(finding["department"] as? String),
      service: try #require(finding["service"] as? String))
  }
}
