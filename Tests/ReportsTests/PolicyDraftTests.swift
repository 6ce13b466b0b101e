import Reports
import Testing

@Suite struct PolicyDraftTests {
  private func lines(_ sample: SampleReport = SampleReport()) throws -> [Substring] {
    PolicyDraft(try sample.report()).text.split(separator: "\n")
  }

  @Test func everyServiceSeenIsProposedOnceByVendor() throws {
    let services = try lines().filter { $0.contains("- service:") }
    #expect(
      services.map { String($0) } == [
        "#   - service: acme-chat", "#   - service: blue-code", "#   - service: cyan-api",
        "#   - service: cyan-art",
      ])
  }

  @Test func itSaysHowManyDepartmentsAndNothingOfPeople() throws {
    let titles = try lines().filter { $0.contains("seen in") }
    #expect(
      titles.first
        == "## Acme Inc., DE: Acme Chat (chat assistants), seen in 1 department")
    #expect(titles.contains { $0.hasSuffix("seen in 2 departments") })
    // The demo's report has 12 and 1,234 people in two of its groups.
    #expect(try !lines().contains { $0.contains("1234") || $0.contains("1,234") })
    var larger = SampleReport()
    larger.peopleOfRareServices = 400
    #expect(try lines(larger) == lines())
  }

  @Test func everyProposalIsCommentedOut() throws {
    let active = try lines().filter { !$0.hasPrefix("#") }
    #expect(active == ["contact:", "  name: Whom staff ask about AI tools"])
  }
}
