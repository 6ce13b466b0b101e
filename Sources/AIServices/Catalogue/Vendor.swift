/// A company and its services, as one file of `Signatures/` describes them.
package struct Vendor: Sendable {
  /// The name of its file, without `.yaml`.
  package let id: String
  package let name: String
  /// The country of its seat, ISO 3166-1 alpha-2.
  package let country: String
  package var services: [Service]

  package init(id: String, name: String, country: String, services: [Service]) {
    self.id = id
    self.name = name
    self.country = country
    self.services = services
  }
}

/// A product that can be approved or not.
package struct Service: Sendable {
  /// What users write in their policy, in kebab-case; unique in a catalogue.
  package let id: String
  package let name: String
  package let category: ServiceCategory
  /// What it was called before, the latest name first.
  package var formerNames: [FormerName]
  /// The points of the EU AI Act that this kind of service can fall under.
  package var aiActPoints: [AIActPoint]
  /// Whether its name is so well known that others imitate it: names one letter off are shown.
  package var isImitated: Bool
  package var signatures: [Signature]

  package init(
    id: String, name: String, category: ServiceCategory, formerNames: [FormerName] = [],
    aiActPoints: [AIActPoint] = [], isImitated: Bool = false, signatures: [Signature]
  ) {
    self.id = id
    self.name = name
    self.category = category
    self.formerNames = formerNames
    self.aiActPoints = aiActPoints
    self.isImitated = isImitated
    self.signatures = signatures
  }
}

extension Service {
  /// Whether contact with a host of this role is use of AI, and not background or something else.
  ///
  /// - Parameter isShared: whether things that are not AI come from the host too.
  package func countsAsUse(_ role: HostRole, isShared: Bool) -> Bool {
    category.isAI && role.countsAsUse && !isShared
  }
}

/// A name that a product had, or a product that was merged into it.
package struct FormerName: Sendable {
  package let name: String
  /// A year, a month (`2024-02`) or a day, as exactly as it is known.
  package let until: String
  /// The address of a document that says so.
  package let evidence: String

  package init(name: String, until: String, evidence: String) {
    self.name = name
    self.until = until
    self.evidence = evidence
  }
}
