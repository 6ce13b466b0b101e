import Bytes
import Policies
import Reports
import Testing

@Suite struct PolicyExplanationTests {
  private func explanation(
    of id: String, in department: String?, at day: CivilDate = SamplePolicy.day,
    _ language: Language = .english
  ) throws -> String {
    PolicyExplanation(
      of: try SamplePolicy.service(id), in: department, at: day,
      policy: try SamplePolicy().policy(), catalogue: SamplePolicy.catalogue, file: "policy.yaml",
      language: language
    ).text
  }

  @Test func anApprovalIsExplainedWithAllThatStandsBehindIt() throws {
    #expect(
      try explanation(of: "acme-chat", in: "Vertrieb") == """
        Acme Chat (acme-chat), Vertrieb, 16 Nov 2026: approved
        Why: It is approved.
        Entry: policy.yaml:7, service acme-chat
        Reason: Angebote schneller schreiben
        Departments: Einkauf, Vertrieb
        Data that may be entered: public, internal
        Conditions: nur mit Firmenkonto | *nie* privat
        Upload limit: 20.0 MB per person and week (not yet held against use)
        Supplier: contract for processing signed; no training on inputs; data kept in EU; checked by \
        Datenschutz on 19 Jul 2026
        Training: needed before use; done: Vertrieb 17 Oct 2026
        Owner: Leitung <IT>
        Review by: 6 Dec 2026
        Valid: from 9 Aug 2026 until 31 Dec 2026
        What would change it: its end on 31 Dec 2026; or no review by 6 Dec 2026, after which it is \
        only tolerated; or a prohibition of the same.

        """)
  }

  @Test(arguments: [
    ("blue-code", nil, ": tolerated", "sets `review_by` to a later day"),
    ("cyan-api", "Forschung", ": tolerated", "under `approved`, after a check"),
    ("cyan-api", "Vertrieb", ": unapproved", "'Vertrieb' in its `departments`"),
    ("cyan-api", nil, ": unapproved", "no list of departments at all"),
    ("cyan-art", "Vertrieb", ": prohibited", "an `until` for the prohibition."),
    ("acme-chat", "Forschung", ": unapproved", "a new entry with a new `from`"),
    ("elm-0", "Vertrieb", ": unapproved", "a new entry with a new `from`"),
    ("dove-dns", nil, ": unapproved", "`service: dove-dns` or `vendor: dove` or `category: "),
  ])
  func everyVerdictSaysWhatWouldChangeIt(
    id: String, department: String?, ruling: String, change: String
  ) throws {
    let lines = try explanation(of: id, in: department).split(separator: "\n")
    #expect(lines.first?.hasSuffix(ruling) == true)
    #expect(lines.last?.contains(change) == true)
  }

  @Test func theAlternativeIsNamed() throws {
    #expect(try explanation(of: "cyan-art", in: nil).contains("Use instead: Acme Chat\n"))
  }

  @Test func eachDayIsExplainedByThePolicyOfThatDay() throws {
    let before = try explanation(of: "elm-0", in: nil, at: SamplePolicy.day(-1))
    #expect(before.contains("15 Nov 2026: tolerated"))
    let later = try explanation(of: "acme-chat", in: nil, at: SamplePolicy.day(1))
    #expect(later.contains("17 Nov 2026: approved"))
  }

  @Test func germanIsGerman() throws {
    let text = try explanation(of: "acme-chat", in: "Vertrieb", .german)
    #expect(text.contains("Schulung: vor der Nutzung nötig; erledigt: Vertrieb 17.10.2026\n"))
    #expect(text.contains("Upload-Grenze: 20,0 MB pro Person und Woche"))
  }
}
