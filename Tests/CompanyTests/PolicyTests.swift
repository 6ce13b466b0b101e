import AIServices
import Bytes
import Company
import Testing
import Usage

@Suite struct PolicyTests {
  private let service: ServiceIndex
  private let other: ServiceIndex

  init() throws {
    service = try sampleService("one")
    other = try sampleService("two")
  }

  private func approval(
    of service: ServiceIndex? = nil, for departments: Set<String>? = nil,
    from: String = "2026-01-01", until: String? = nil, reviewBy: String? = nil
  ) throws -> Policy.Approval {
    Policy.Approval(
      service: service ?? self.service, departments: departments, data: [.public], owner: "IT",
      from: try day(from), until: try until.map(day), reviewBy: try reviewBy.map(day))
  }

  private func prohibition(
    for departments: Set<String>? = nil, from: String? = nil
  ) throws -> Policy.Prohibition {
    Policy.Prohibition(
      service: service, departments: departments, from: try from.map(day), reason: "data",
      alternative: nil)
  }

  private func verdict(
    _ approvals: [Policy.Approval], _ prohibitions: [Policy.Prohibition] = [],
    in department: String? = "Sales", at text: String = "2026-06-15"
  ) throws -> Verdict {
    Policy(contact: nil, approvals: approvals, prohibitions: prohibitions)
      .verdict(on: service, in: department, at: try day(text))
  }

  @Test func whatIsNotListedIsUnapproved() throws {
    #expect(try verdict([]) == Verdict(.unapproved, .notListed))
    #expect(try verdict([approval(of: other)]) == Verdict(.unapproved, .notListed))
    let none = Policy.none.verdict(on: service, in: nil, at: try day("2026-06-15"))
    #expect(none == Verdict(.unapproved, .notListed))
  }

  @Test func anApprovalBeginsOnItsFirstDay() throws {
    let approvals = [try approval(from: "2026-06-15")]
    #expect(
      try verdict(approvals, at: "2026-06-14")
        == Verdict(.unapproved, .notYetValid(day("2026-06-15"))))
    #expect(try verdict(approvals, at: "2026-06-15") == Verdict(.approved, .listed))
  }

  @Test func anApprovalHoldsOnItsLastDay() throws {
    let approvals = [try approval(until: "2026-06-15")]
    #expect(try verdict(approvals, at: "2026-06-15") == Verdict(.approved, .listed))
    #expect(
      try verdict(approvals, at: "2026-06-16") == Verdict(.unapproved, .expired(day("2026-06-15")))
    )
  }

  @Test func anOverdueReviewIsTolerated() throws {
    let approvals = [try approval(reviewBy: "2026-06-15")]
    #expect(try verdict(approvals, at: "2026-06-15") == Verdict(.approved, .listed))
    #expect(
      try verdict(approvals, at: "2026-06-16") == Verdict(.tolerated, .inReview(day("2026-06-15")))
    )
  }

  @Test func anExpiredApprovalIsNotToleratedForItsReview() throws {
    let approvals = [try approval(until: "2026-06-14", reviewBy: "2026-03-01")]
    #expect(try verdict(approvals) == Verdict(.unapproved, .expired(day("2026-06-14"))))
  }

  @Test func anApprovalReachesItsDepartmentsOnly() throws {
    let approvals = [try approval(for: ["Sales", "Research"])]
    #expect(try verdict(approvals, in: "Sales") == Verdict(.approved, .listed))
    #expect(try verdict(approvals, in: "Branch") == Verdict(.unapproved, .otherDepartment))
    #expect(try verdict(approvals, in: "sales") == Verdict(.unapproved, .otherDepartment))
    #expect(try verdict(approvals, in: nil) == Verdict(.unapproved, .otherDepartment))
  }

  @Test func anApprovalForAllReachesThoseWithoutDepartment() throws {
    #expect(try verdict([approval()], in: nil) == Verdict(.approved, .listed))
  }

  @Test func aProhibitionWinsOverAnApproval() throws {
    #expect(try verdict([approval()], [prohibition()]) == Verdict(.prohibited, .prohibited))
  }

  @Test func aProhibitionBeginsOnItsFirstDay() throws {
    let prohibitions = [try prohibition(from: "2026-06-15")]
    #expect(try verdict([approval()], prohibitions, at: "2026-06-14").ruling == .approved)
    #expect(try verdict([approval()], prohibitions, at: "2026-06-15").ruling == .prohibited)
  }

  @Test func aProhibitionReachesItsDepartmentsOnly() throws {
    let prohibitions = [try prohibition(for: ["Sales"])]
    #expect(try verdict([approval()], prohibitions, in: "Sales").ruling == .prohibited)
    #expect(try verdict([approval()], prohibitions, in: "Branch").ruling == .approved)
    #expect(try verdict([approval()], prohibitions, in: nil).ruling == .approved)
  }

  @Test func theMostFavourableApprovalCountsWhateverTheirOrder() throws {
    let ranked = [
      try approval(), try approval(reviewBy: "2026-05-01"), try approval(until: "2026-05-01"),
      try approval(from: "2026-07-01"), try approval(for: ["Branch"]),
    ]
    let verdicts = try ranked.map { try verdict([$0]) }
    #expect(Set(verdicts).count == ranked.count)
    for better in ranked.indices {
      for worse in better..<ranked.count {
        #expect(try verdict([ranked[better], ranked[worse]]) == verdicts[better])
        #expect(try verdict([ranked[worse], ranked[better]]) == verdicts[better])
      }
    }
  }

  @Test func anApprovalOfOneDepartmentAddsToThatOfAnother() throws {
    let approvals = [try approval(for: ["Branch"]), try approval(for: ["Sales"])]
    #expect(try verdict(approvals, in: "Sales").ruling == .approved)
    #expect(try verdict(approvals, in: "Branch").ruling == .approved)
    #expect(try verdict(approvals, in: "Research").reason == .otherDepartment)
  }
}
