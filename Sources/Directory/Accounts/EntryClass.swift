/// The classes of entries that are no person's.
enum EntryClass {
  case group
  case computer

  /// Nil for all other classes.
  ///
  /// - Parameter name: of an `objectClass`, in lower case (Active Directory schema; RFC 4519, section 3;
  ///   RFC 2307, section 4).
  init?(_ name: String) {
    switch name {
    case "group", "groupofnames", "groupofuniquenames", "posixgroup", "groupofmembers":
      self = .group
    case "computer", "device":
      self = .computer
    default:
      return nil
    }
  }
}

/// `userAccountControl` of Active Directory (MS-ADTS, section 2.2.16).
struct AccountControl {
  let isDisabled: Bool

  /// Nil when the text is not a number of 32 bits.
  init?(_ text: String) {
    guard let bits = Int32(text) else { return nil }
    // ADS_UF_ACCOUNT_DISABLE
    isDisabled = bits & 0x2 != 0
  }
}
