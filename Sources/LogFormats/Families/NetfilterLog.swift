import Bytes

/// What the packet log of Linux says of the frame that a packet came in.
///
///     MAC=00:00:5e:00:53:02:00:00:5e:00:53:01:08:00
///     MACSRC=00:00:5e:00:53:01 MACDST=00:00:5e:00:53:02 VPROTO=8100 VID=20 MACPROTO=0800
///
/// `MAC` is the frame's header as it was: the octets of the destination, of the source and of the type,
/// and on devices with longer headers what follows. With the option `--log-macdecode` its parts have
/// names. Written by https://github.com/torvalds/linux/blob/master/net/netfilter/nf_log_syslog.c,
/// `dump_mac_header`.
enum NetfilterLog {
  static let fields: [(String, FieldRole)] = [
    ("MACSRC", .clientHardware), ("VID", .vlan), ("MAC", .remark),
  ]

  /// Six octets, written with colons.
  private static let addressLength = 17
  /// Two addresses and the two octets of the type.
  private static let headerLength = 41

  /// Takes the sender from the header, where it has no name of its own.
  static func takeSender(_ values: inout FieldValues, _ line: Span<UInt8>) {
    let header = values[.remark]
    guard values[.clientHardware].isEmpty, header.count >= headerLength else { return }
    let start = header.range.lowerBound + addressLength + 1
    values.replace(.clientHardware, with: ByteRange(start..<start + addressLength))
  }
}
