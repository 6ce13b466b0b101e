import AIServices
import Foundation
import Policies
@testable import Reports
import Testing

@Suite struct PolicySheetTests {
  private func sheet(_ language: Language, _ policy: Policy? = nil) throws -> PolicySheet {
    PolicySheet(
      policy: try policy ?? SamplePolicy().policy(), catalogue: SamplePolicy.catalogue,
      day: SamplePolicy.day, language: language)
  }

  @Test(arguments: Language.allCases)
  func thePageIsAsSomebodyLastReadIt(language: Language) throws {
    let sheet = try sheet(language)
    try Golden("sheet-\(language.rawValue).html").expect(Data(sheet.html.utf8))
    try Golden("sheet-\(language.rawValue).md").expect(Data(sheet.markdown.utf8))
  }

  @Test(arguments: Language.allCases)
  func onlyWhatHoldsOnTheDayIsOnThePage(language: Language) throws {
    for text in [try sheet(language).html, try sheet(language).markdown] {
      for absent in ["Past", "To come", ">Prohibited<", "| Prohibited |"] {
        #expect(!text.contains(absent), "\(absent)")
      }
    }
  }

  @Test func wordsOfThePolicyAreOnlyText() throws {
    let sheet = try sheet(.german)
    #expect(!sheet.html.contains("<script"))
    #expect(!sheet.markdown.contains("<script"))
    #expect(sheet.markdown.contains("Firmenkonto \\| \\*nie\\* privat"))
  }

  @Test(arguments: Language.allCases)
  func aPolicyWithoutApprovalsInvitesSuggestions(language: Language) throws {
    let sheet = try sheet(language, Policy.none)
    #expect(sheet.sections.allSatisfy { $0.table == nil })
    #expect(sheet.sections.first?.text.isEmpty == false)
  }

  @Test func nobodyIsSentToAToolThatIsNotApprovedForThem() throws {
    let art = Scope.service(try SamplePolicy.service("cyan-art"))
    let chat = try SamplePolicy.service("acme-chat")
    func instead(_ approved: Set<String>?, _ prohibited: Set<String>?) throws -> String? {
      let reach = Reach(.service(chat), departments: approved, from: SamplePolicy.day)
      let policy = Policy(
        contact: nil, approvals: [Approval(reach, data: [.public], owner: "IT")],
        prohibitions: [
          Prohibition(Reach(art, departments: prohibited), reason: "data", alternative: chat)
        ])
      return try sheet(.english, policy).sections.first { $0.title.hasPrefix("Not") }?
        .table?.rows.first?.last
    }
    #expect(try instead(nil, nil) == "Acme Chat")
    #expect(try instead(nil, ["Sales"]) == "Acme Chat")
    #expect(try instead(["Sales"], nil) == "Acme Chat (Sales)")
    #expect(try instead(["Sales"], ["Sales"]) == "Acme Chat")
    #expect(try instead(["Sales"], ["Sales", "Branch"]) == "Acme Chat (Sales)")
    #expect(try instead(["Sales"], ["Branch"]) == "please ask, see below")
  }

  @Test func whereNobodyIsNamedTheResponsibleAreAsked() throws {
    let policy = try SamplePolicy(contact: nil).policy()
    #expect(try sheet(.german, policy).html.contains("Wer oben bei den Werkzeugen"))
  }

  @Test func categoriesAndDataClassesHaveTheirOwnWordsInBothLanguages() {
    for wording in Language.allCases.map(Wording.init) {
      #expect(
        Set(ServiceCategory.allCases.map(wording.category)).count
          == ServiceCategory.allCases.count)
      #expect(Set(DataClass.allCases.map(wording.dataClass)).count == DataClass.allCases.count)
      #expect(
        Set(DataClass.allCases.map { wording.meaning(of: $0) }).count == DataClass.allCases.count)
    }
  }
}
