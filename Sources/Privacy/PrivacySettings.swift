package import Secrets

/// What a company has agreed on for the protection of its staff, with its works council and its
/// data-protection officer.
package struct PrivacySettings: Equatable, Sendable {
  /// Somebody who is named in documents.
  package struct Party: Equatable, Sendable {
    package let name: String
    package let address: String?
    package let email: String?
    package let phone: String?

    package init(name: String, address: String?, email: String?, phone: String?) {
      self.name = name
      self.address = address
      self.email = email
      self.phone = phone
    }
  }

  /// How many people the smallest group has that is shown; at least 1.
  package var minimumGroupSize = 5
  /// How long one key makes person tokens.
  package var tokenPeriod = TokenPeriod.week
  /// After how many days person tokens are deleted, 1 to 365.
  package var tokenDays = 90
  /// After how many months totals are deleted, 1 to 120.
  package var totalsMonths = 24
  /// Who is responsible for the processing (Art. 4(7) GDPR).
  package var controller: Party?
  package var dataProtectionOfficer: Party?
  package var worksCouncil: Party?
  /// The works agreement that allows the processing, by its title and date.
  package var worksAgreement: String?
  /// Who receives reports, in words.
  package var recipients: [String] = []

  /// What holds while nothing is configured.
  package init() {}
}
