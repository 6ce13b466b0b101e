package import Bytes

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
  package var hosts: [HostSignature]

  package init(id: String, name: String, category: ServiceCategory, hosts: [HostSignature]) {
    self.id = id
    self.name = name
    self.category = category
    self.hosts = hosts
  }
}

/// A host name that recognises a service.
package struct HostSignature: Sendable {
  /// In lower case, without a trailing dot; one label may be `*`, for a customer's own.
  package let host: String
  package let role: HostRole
  /// Whether only the host itself matches, and no name below it.
  package let isExact: Bool
  /// The address of a document that names the host, or `observed`.
  package let evidence: String
  /// When the evidence was last looked at.
  package let checked: CivilDate
  package let note: String?

  package init(
    host: String, role: HostRole, isExact: Bool, evidence: String, checked: CivilDate, note: String?
  ) {
    self.host = host
    self.role = role
    self.isExact = isExact
    self.evidence = evidence
    self.checked = checked
    self.note = note
  }
}
