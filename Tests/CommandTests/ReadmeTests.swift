import Foundation
import Testing

@Suite struct ReadmeTests {
  @Test func showsTheSummaryAsItPrints() throws {
    let readme = try String(
      contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)
    let summary = try Program.run([
      "analyze", "--config", "Config/demo", "--time-zone", "Europe/Berlin",
      "Config/demo/dnsmasq.log", "Config/demo/squid-access.log",
    ])
    #expect(summary.status == 0)
    #expect(readme.contains("```\n\(summary.output)```"))
  }
}
