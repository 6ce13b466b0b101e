/// An entry as the server sent it.
struct ServerEntry {
  /// The distinguished name, which may hold a person's.
  let name: [UInt8]
  /// An attribute's name with its options, `member;range=0-1499`, and its values.
  var attributes: [(description: [UInt8], values: [[UInt8]])] = []
}

/// One search below a base.
struct SearchRequest {
  /// With the numbers of RFC 4511, section 4.5.1.2.
  enum Scope: Int32 {
    case base = 0
    case subtree = 2
  }

  let base: String
  let scope: Scope
  let filter: String
  let attributes: [String]
  /// Entries in a page (RFC 2696); nil: all at once.
  let pageSize: Int?
  /// Tells Active Directory that no references to other domains are wanted
  /// (LDAP_SERVER_DOMAIN_SCOPE_OID, MS-ADTS, section 3.1.1.3.4.1.4).
  let staysInDomain: Bool
}
