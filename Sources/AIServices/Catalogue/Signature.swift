package import Bytes

/// What recognises a service, and what recognising it says.
///
/// A class, because catalogues hold the same signatures in several orders, and a company may bring a
/// hundred thousand of its own.
package final class Signature: Sendable {
  package enum Pattern: Hashable, Sendable {
    case host(HostPattern)
    /// A path below a host that serves other things too, or another product.
    case path(PathPattern, on: HostPattern)
    /// The product token of a `User-Agent` header (RFC 9110, section 10.1.5), without its version.
    case userAgent(product: String)
    /// A port of machines inside the company that hardly anything else listens on, or together with
    /// the path of a request one that others use too.
    case port(UInt16, path: PathPattern? = nil)
  }

  package let pattern: Pattern
  package let role: HostRole
  /// The kind of account, where the host or the path alone shows it.
  package let plan: Plan?
  /// Whether things that are not AI come from there too: named in reports, never counted as use.
  package let isShared: Bool
  /// The address of a document that names the host, or `observed`.
  package let evidence: String
  /// When the evidence was last looked at.
  package let checked: CivilDate
  package let note: String?

  package init(
    _ pattern: Pattern, role: HostRole, plan: Plan? = nil, isShared: Bool = false,
    evidence: String, checked: CivilDate, note: String? = nil
  ) {
    self.pattern = pattern
    self.role = role
    self.plan = plan
    self.isShared = isShared
    self.evidence = evidence
    self.checked = checked
    self.note = note
  }

  /// The host that it is about; nil for user agents and ports.
  package var host: HostPattern? {
    switch pattern {
    case .host(let host), .path(_, let host): host
    case .userAgent, .port: nil
    }
  }

  /// Whether it is a host alone, without a path.
  package var isHost: Bool {
    if case .host = pattern { true } else { false }
  }
}

/// A host name, or a domain with all names below it.
package struct HostPattern: Hashable, Sendable {
  /// In lower case, without a trailing dot; one label may be `*`, for a customer's own.
  package let name: String
  /// Whether only the host itself matches, and no name below it.
  package let isExact: Bool

  package init(_ name: String, isExact: Bool = false) {
    self.name = name
    self.isExact = isExact
  }

  /// The last two labels of a name: mostly the domain that its owner registered.
  package static func domain(of name: String) -> String {
    name.split(separator: ".").suffix(2).joined(separator: ".")
  }
}

/// The kind of account that a service is used with.
@usableFromInline package enum Plan: String, CaseIterable, Sendable {
  /// An account of a person: the company has no contract for it.
  case personal
  /// An account of a company.
  case business
  /// No account at all.
  case anonymous
}
