import AIServices
import Bytes
import Policies
import Testing
import Usage

@Suite struct DecisionTests {
  private let one: Scope
  private let vendor = Scope.vendor("acme")
  private let category = Scope.category(.chatAssistant)

  init() throws { one = .service(try sampleService("one")) }

  private func decision(
    _ approvals: [Approval], _ tolerations: [Toleration] = [], _ prohibitions: [Prohibition] = [],
    in department: String? = "Sales", at text: String = "2026-06-15"
  ) throws -> Decision {
    Policy(
      contact: nil, approvals: approvals, tolerations: tolerations, prohibitions: prohibitions
    )
    .decision(
      on: try sampleService("one"), of: sampleCatalogue(), in: department, at: try day(text))
  }

  private func verdict(
    _ approvals: [Approval], _ tolerations: [Toleration] = [], _ prohibitions: [Prohibition] = [],
    in department: String? = "Sales", at text: String = "2026-06-15"
  ) throws -> Verdict {
    try decision(approvals, tolerations, prohibitions, in: department, at: text).verdict
  }

  @Test func whatIsNotListedIsUnapproved() throws {
    let others: [Scope] = [
      .service(try sampleService("two")), .vendor("other"), .category(.translation),
    ]
    #expect(try verdict([]) == Verdict(.unapproved, .notListed))
    #expect(try verdict(others.map { try approval(of: $0) }) == Verdict(.unapproved, .notListed))
    #expect(
      try verdict([], [], others.map { try prohibition(of: $0) })
        == Verdict(.unapproved, .notListed))
    #expect(try decision([]).entry == nil)
  }

  // MARK: Days and departments

  @Test func anApprovalBeginsOnItsFirstDay() throws {
    let approvals = [try approval(of: one, from: "2026-06-15")]
    #expect(
      try verdict(approvals, at: "2026-06-14")
        == Verdict(.unapproved, .notYetValid(day("2026-06-15"))))
    #expect(try verdict(approvals, at: "2026-06-15") == Verdict(.approved, .listed))
  }

  @Test func anApprovalHoldsOnItsLastDay() throws {
    let approvals = [try approval(of: one, until: "2026-06-15")]
    #expect(try verdict(approvals, at: "2026-06-15") == Verdict(.approved, .listed))
    #expect(
      try verdict(approvals, at: "2026-06-16") == Verdict(.unapproved, .expired(day("2026-06-15")))
    )
  }

  @Test func anOverdueReviewIsTolerated() throws {
    let approvals = [try approval(of: one, reviewBy: "2026-06-15")]
    #expect(try verdict(approvals, at: "2026-06-15") == Verdict(.approved, .listed))
    #expect(
      try verdict(approvals, at: "2026-06-16") == Verdict(.tolerated, .inReview(day("2026-06-15")))
    )
  }

  @Test func anExpiredApprovalIsNotToleratedForItsReview() throws {
    let approvals = [try approval(of: one, until: "2026-06-14", reviewBy: "2026-03-01")]
    #expect(try verdict(approvals) == Verdict(.unapproved, .expired(day("2026-06-14"))))
  }

  @Test func anApprovalReachesItsDepartmentsOnly() throws {
    let approvals = [try approval(of: one, for: ["Sales", "Research"])]
    #expect(try verdict(approvals, in: "Sales") == Verdict(.approved, .listed))
    #expect(try verdict(approvals, in: "Branch") == Verdict(.unapproved, .otherDepartment))
    #expect(try verdict(approvals, in: "sales") == Verdict(.unapproved, .otherDepartment))
    #expect(try verdict(approvals, in: nil) == Verdict(.unapproved, .otherDepartment))
  }

  @Test func anApprovalForAllReachesThoseWithoutDepartment() throws {
    #expect(try verdict([approval(of: one)], in: nil) == Verdict(.approved, .listed))
  }

  @Test func anApprovalOfOneDepartmentAddsToThatOfAnother() throws {
    let approvals = [
      try approval(of: one, for: ["Branch"]), try approval(of: one, for: ["Sales"]),
    ]
    #expect(try verdict(approvals, in: "Sales").ruling == .approved)
    #expect(try verdict(approvals, in: "Branch").ruling == .approved)
    #expect(try verdict(approvals, in: "Research").reason == .otherDepartment)
  }

  @Test func aTolerationHasDaysAndDepartmentsToo() throws {
    let tolerations = [
      try toleration(of: one, for: ["Sales"], from: "2026-06-10", until: "2026-06-20")
    ]
    #expect(try verdict([], tolerations) == Verdict(.tolerated, .listed))
    #expect(
      try verdict([], tolerations, at: "2026-06-21")
        == Verdict(.unapproved, .expired(day("2026-06-20"))))
    #expect(
      try verdict([], tolerations, at: "2026-06-09")
        == Verdict(.unapproved, .notYetValid(day("2026-06-10"))))
    #expect(try verdict([], tolerations, in: nil) == Verdict(.unapproved, .otherDepartment))
  }

  @Test func aProhibitionHasDaysAndDepartmentsToo() throws {
    let prohibitions = [
      try prohibition(of: one, for: ["Sales"], from: "2026-06-10", until: "2026-06-20")
    ]
    for (day, isProhibited) in [
      ("2026-06-09", false), ("2026-06-10", true), ("2026-06-20", true), ("2026-06-21", false),
    ] {
      let ruling = try verdict([approval(of: one)], [], prohibitions, at: day).ruling
      #expect(ruling == (isProhibited ? .prohibited : .approved), "\(day)")
    }
    #expect(try verdict([approval(of: one)], [], prohibitions, in: "Branch").ruling == .approved)
    #expect(try verdict([approval(of: one)], [], prohibitions, in: nil).ruling == .approved)
    #expect(try verdict([], [], prohibitions, in: "Branch") == Verdict(.unapproved, .notListed))
  }

  // MARK: Order

  @Test func onTheSameThingProhibitionsComeBeforeApprovalsBeforeTolerations() throws {
    for scope in [one, vendor, category] {
      let approvals = [try approval(of: scope)]
      let (tolerated, prohibited) = (try toleration(of: scope), try prohibition(of: scope))
      #expect(try verdict(approvals, [tolerated], [prohibited]).ruling == .prohibited)
      #expect(try verdict(approvals, [tolerated]).ruling == .approved)
      let inReview = [try approval(of: scope, reviewBy: "2026-06-01")]
      #expect(try verdict(inReview, [tolerated]).reason == .inReview(day("2026-06-01")))
    }
  }

  @Test func theNarrowestEntryDecides() throws {
    let scopes = [one, vendor, category]
    for narrow in scopes.indices {
      for wide in scopes.indices where wide > narrow {
        let (inside, outside) = (scopes[narrow], scopes[wide])
        #expect(
          try verdict([approval(of: inside)], [], [prohibition(of: outside)])
            == Verdict(.approved, .listed))
        #expect(
          try verdict([approval(of: outside)], [], [prohibition(of: inside)])
            == Verdict(.prohibited, .prohibited))
        #expect(
          try verdict([], [toleration(of: inside)], [prohibition(of: outside)])
            == Verdict(.tolerated, .listed))
        #expect(
          try verdict([approval(of: outside)], [toleration(of: inside)])
            == Verdict(.tolerated, .listed))
      }
    }
  }

  @Test func anOverdueReviewIsNotHiddenByAWiderApproval() throws {
    let approvals = [
      try approval(of: one, reviewBy: "2026-06-01"), try approval(of: vendor),
    ]
    #expect(try verdict(approvals).reason == .inReview(day("2026-06-01")))
  }

  @Test func whatIsNotInForceLeavesItToWiderEntries() throws {
    let narrow = [
      try approval(of: one, until: "2026-06-01"), try approval(of: one, from: "2026-07-01"),
      try approval(of: one, for: ["Branch"]),
    ]
    #expect(try verdict(narrow + [approval(of: category)]) == Verdict(.approved, .listed))
    #expect(
      try verdict(narrow, [], [prohibition(of: vendor)]) == Verdict(.prohibited, .prohibited))
  }

  @Test func theReasonIsTheOneThatTellsMostWhateverTheOrder() throws {
    let ranked = [
      try approval(of: one), try approval(of: one, reviewBy: "2026-05-01"),
      try approval(of: one, until: "2026-05-01"), try approval(of: one, until: "2026-04-01"),
      try approval(of: one, from: "2026-07-01"), try approval(of: one, from: "2026-08-01"),
      try approval(of: one, for: ["Branch"]),
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

  @Test func theEntryBehindAVerdictIsNamed() throws {
    let expired = try approval(of: vendor, until: "2026-05-01")
    #expect(try decision([expired]).entry?.reach.scope == vendor)
    #expect(
      try decision([expired], [toleration(of: category)]).entry?.reach.scope == category)
    #expect(try decision([approval(of: one)]).entry?.reach.scope == one)
  }

  @Test func anEntryIsOutrankedWhereStrongerOnesReachAllThatItReaches() throws {
    let narrow = try approval(of: one, for: ["Sales"])
    func isOutranked(by stronger: [Prohibition], at text: String = "2026-06-15") throws -> Bool {
      Policy(contact: nil, approvals: [narrow], prohibitions: stronger)
        .isOutranked(.approval(narrow), on: try day(text))
    }
    #expect(try !isOutranked(by: []))
    #expect(try isOutranked(by: [prohibition(of: one)]))
    #expect(try isOutranked(by: [prohibition(of: one, for: ["Sales", "Branch"])]))
    #expect(try !isOutranked(by: [prohibition(of: one, for: ["Branch"])]))
    #expect(try !isOutranked(by: [prohibition(of: one, until: "2026-06-14")]))
    #expect(try !isOutranked(by: [prohibition(of: vendor)]))
    #expect(try isOutranked(by: [], at: "2025-12-31"))
  }
}
