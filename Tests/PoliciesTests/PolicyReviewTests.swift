import AIServices
import Bytes
import Policies
import Testing

@Suite struct PolicyReviewTests {
  private let one: Scope

  init() throws { one = .service(try sampleService("one")) }

  private func review(
    _ approvals: [Approval], _ tolerations: [Toleration] = [], _ prohibitions: [Prohibition] = [],
    departments: [String] = ["Sales", "Research", "Branch"]
  ) throws -> PolicyReview {
    PolicyReview(
      policy: Policy(
        contact: nil, approvals: approvals, tolerations: tolerations, prohibitions: prohibitions),
      catalogue: sampleCatalogue(), departments: departments, day: try day("2026-06-15"))
  }

  private func checked(_ approval: Approval, hasContract: Bool = true) throws -> Approval {
    var approval = approval
    approval.supplierCheck = Approval.SupplierCheck(
      hasContract: hasContract, excludesTraining: true, region: nil, checkedBy: "IT",
      checkedOn: try day("2026-01-01"))
    return approval
  }

  @Test(arguments: [
    (nil, nil),
    ("2026-06-14", nil),
    ("2026-06-15", "the approval of service one ends on 2026-06-15, today"),
    ("2026-06-16", "the approval of service one ends on 2026-06-16, tomorrow"),
    ("2026-07-15", "the approval of service one ends on 2026-07-15, in 30 days"),
    ("2026-07-16", nil),
  ])
  func saysWhatEndsWithin30Days(until: String?, warning: String?) throws {
    let approvals = [try checked(approval(of: one, until: until))]
    #expect(try review(approvals).warnings.map(\.message) == (warning.map { [$0] } ?? []))
  }

  @Test(arguments: [
    (
      "2026-06-14",
      "the review of service one was due on 2026-06-14: it is tolerated, "
        + "no longer approved"
    ),
    ("2026-06-15", "the review of service one is due on 2026-06-15, today"),
    ("2026-07-15", "the review of service one is due on 2026-07-15, in 30 days"),
    ("2026-07-16", nil),
  ])
  func saysWhichReviewsAreDue(reviewBy: String, warning: String?) throws {
    let approvals = [try checked(approval(of: one, reviewBy: reviewBy))]
    #expect(try review(approvals).warnings.map(\.message) == (warning.map { [$0] } ?? []))
  }

  @Test func asksForTheCheckOfTheSupplier() throws {
    let approvals = [
      try approval(of: .vendor("acme")),
      try checked(approval(of: .category(.translation)), hasContract: false),
      try approval(of: one, until: "2026-06-14"),
    ]
    #expect(
      try review(approvals).warnings.map(\.message) == [
        "vendor acme is approved without a supplier_check",
        "category translation is approved without a contract for processing (AVV)",
      ])
  }

  @Test func tolerationsAndProhibitionsEndToo() throws {
    let review = try review(
      [], [toleration(of: one, until: "2026-06-20")],
      [prohibition(of: .vendor("other"), until: "2026-06-20")])
    #expect(
      review.warnings.map(\.message) == [
        "the toleration of service one ends on 2026-06-20, in 5 days",
        "the prohibition of vendor other ends on 2026-06-20, in 5 days",
      ])
  }

  @Test func anAlternativeMustBeApprovedWhereItIsNeeded() throws {
    let prohibitions = [try prohibition(of: one, alternative: "two")]
    let message = "service two, to be used instead of service one, is not approved"
    func messages(_ approvals: [Approval], _ prohibitions: [Prohibition]) throws -> [String] {
      try review(approvals.map { try checked($0) }, [], prohibitions).warnings.map(\.message)
    }
    #expect(try messages([], prohibitions) == [message])
    let two = Scope.service(try sampleService("two"))
    #expect(try messages([approval(of: two)], prohibitions) == [])
    let forSales = [try approval(of: two, for: ["Sales"])]
    #expect(try messages(forSales, prohibitions) == ["\(message) for Research, Branch"])
    let inSales = [try prohibition(of: one, for: ["Sales"], alternative: "two")]
    #expect(try messages(forSales, inSales) == [])
    let ended = [try prohibition(of: one, until: "2026-06-14", alternative: "two")]
    #expect(try messages([], ended) == [])
  }

  // MARK: Held against use

  private func uses(_ uses: [(String, String?)]) throws -> Set<Use> {
    Set(try uses.map { Use(service: try sampleService($0), department: $1) })
  }

  @Test func findsApprovalsThatNobodyUses() throws {
    let review = try review([
      approval(of: one, for: ["Sales"]), approval(of: .vendor("acme")),
      approval(of: .category(.translation)), approval(of: .vendor("other"), until: "2026-06-14"),
    ])
    #expect(
      review.warnings(of: try uses([("one", "Research")])).map(\.message) == [
        "service one is approved, and these logs show no use of it",
        "category translation is approved, and these logs show no use of it",
      ])
    #expect(review.warnings(of: try uses([("one", "Sales"), ("two", nil)])).isEmpty)
  }

  @Test func findsUnlistedServicesOfMostDepartments() throws {
    let used = try uses([
      ("one", "Sales"), ("one", "Research"), ("two", "Sales"), ("two", nil), ("three", "Sales"),
      ("three", "Branch"),
    ])
    #expect(
      try review([]).warnings(of: used).map(\.message) == [
        "service one is used in 2 of 3 departments and on no list",
        "service three is used in 2 of 3 departments and on no list",
      ])
    #expect(
      try review([], [toleration(of: one)], [prohibition(of: .vendor("other"))])
        .warnings(of: used).isEmpty)
    #expect(try review([], departments: ["A", "B", "C", "D"]).warnings(of: used).isEmpty)
    // What may not be shown is not said.
    #expect(try review([]).warnings(of: used, shown: []).isEmpty)
  }
}

extension PolicyReview {
  /// Of a company in which all uses may be shown.
  fileprivate func warnings(of uses: Set<Use>) -> [PolicyWarning] {
    warnings(of: uses, shown: uses)
  }
}
