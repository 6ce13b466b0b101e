internal import CPcap

/// Room for the words in which libpcap says why a call failed.
struct LibraryMessage {
  /// As many as the library may write; the words end with a zero.
  var bytes = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))

  var text: String {
    String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
