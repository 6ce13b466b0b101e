/// The filter that runs in the kernel, in the language of pcap-filter(7).
///
/// It names what is surely useless and lets all else through, so that tunnels, tags and protocols that
/// nobody thought of arrive. The kernel takes the outer VLAN tag off before it filters, and `vlan` would
/// shift the offsets of everything behind it in the text; so there is no `vlan` here: a frame with one
/// tag is judged by what is in it, and one with two passes.
package enum CaptureFilter {
  /// Drops what can neither name a host that somebody uses nor carry bytes to one.
  package static let standard = "not (" + useless.map { "(\($0))" }.joined(separator: " or ") + ")"

  /// The standard filter narrowed by one that the user wrote. That one comes last, because words such as
  /// `vlan` in it change the meaning of what follows them.
  package static func standard(and narrower: String) -> String {
    "\(standard) and (\(narrower))"
  }

  private static let useless =
    [
      "icmp", "icmp6", "igmp",
      // NetBIOS names and datagrams (RFC 1002), which go to the broadcast address of the network.
      "udp dst port 137 or udp dst port 138",
      discovery,
      "arp", "rarp", "stp",
    ] + linkProtocols.map { "ether proto \($0)" }

  /// Datagrams to all or many: mDNS, SSDP, LLMNR, WS-Discovery, television. The address of IP decides,
  /// because clusters receive ordinary connections at Ethernet addresses of many. VXLAN (RFC 7348,
  /// section 4.2) floods its network through groups; 8472 is its port in older Linux.
  private static let discovery = """
    (ip multicast or ip6 multicast) and udp \
    and not (udp dst port 4789 or udp dst port 8472)
    """

  /// EtherTypes of protocols that carry no IP, some of them thousands of frames a second.
  private static let linkProtocols = [
    "0x88cc",  // LLDP
    "0x88f7",  // Precision Time Protocol
    "0x8892",  // PROFINET
    "0x88a4",  // EtherCAT
    "0x88ab",  // Ethernet POWERLINK
    "0x88cd",  // SERCOS III
    "0x88b8",  // IEC 61850 GOOSE
    "0x88ba",  // IEC 61850 sampled values
    "0x88a2",  // ATA over Ethernet
    "0x8906",  // Fibre Channel over Ethernet
    "0x8915",  // RDMA over Ethernet
  ]
}
