/// What the company allows and forbids: its AI guideline (KI-Richtlinie) in a form that can be
/// held against what was seen.
package struct Policy: Sendable {
  /// Whom staff ask about AI tools.
  package struct Contact: Sendable {
    package let name: String
    package let email: String?
    package let phone: String?

    package init(name: String, email: String?, phone: String?) {
      self.name = name
      self.email = email
      self.phone = phone
    }

    /// All of it in one line.
    package var line: String { [name, email, phone].compactMap { $0 }.joined(separator: ", ") }
  }

  package let contact: Contact?
  package let approvals: [Approval]
  package let tolerations: [Toleration]
  package let prohibitions: [Prohibition]
  /// All entries by what they speak of, in the order of the lists above.
  private let entries: [Scope: [Entry]]

  package init(
    contact: Contact?, approvals: [Approval], tolerations: [Toleration] = [],
    prohibitions: [Prohibition]
  ) {
    self.contact = contact
    self.approvals = approvals
    self.tolerations = tolerations
    self.prohibitions = prohibitions
    let all =
      prohibitions.map(Entry.prohibition) + approvals.map(Entry.approval)
      + tolerations.map(Entry.toleration)
    entries = Dictionary(grouping: all, by: \.reach.scope)
  }

  /// The policy of a company that has written none: nothing is approved, nothing forbidden.
  package static let none = Policy(contact: nil, approvals: [], prohibitions: [])

  /// What the policy says of exactly this, and not of something wider or narrower.
  package func entries(on scope: Scope) -> [Entry] { entries[scope] ?? [] }
}
