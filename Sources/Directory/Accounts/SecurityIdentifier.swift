import Bytes

/// `objectSid` of Active Directory: a domain's number with one for the account or group behind it
/// (MS-DTYP, section 2.4.2.2).
struct SecurityIdentifier {
  let bytes: [UInt8]

  /// Nil when the bytes are no security identifier of an account or a group.
  init?(_ bytes: [UInt8]) {
    // Revision 1, the count of sub-authorities, an authority of six bytes, four for each of the others.
    guard bytes.count >= 12, bytes[0] == 1, bytes[1] <= 15, bytes.count == 8 + 4 * Int(bytes[1])
    else { return nil }
    self.bytes = bytes
  }

  /// The account or group of the same domain with that relative identifier, which is the last
  /// sub-authority, the low byte first. The group `primaryGroupID` is one (MS-ADTS, section 3.1.1.4.5.16).
  func neighbour(_ relativeIdentifier: UInt32) -> [UInt8] {
    bytes.dropLast(4)
      + [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: relativeIdentifier >> $0) }
  }
}
