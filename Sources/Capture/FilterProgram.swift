internal import CPcap

/// A filter compiled for one kind of link.
@safe package final class FilterProgram {
  private var program = unsafe bpf_program()

  /// Compiles `text` without a device, to find its mistakes.
  ///
  /// - Parameter linkType: a number of the tcpdump link types, as `LiveCapture.linkType` gives it.
  package convenience init(
    _ text: String, linkType: UInt32, snapLength: Int = 262_144
  ) throws(CaptureError) {
    let number = Int32(clamping: LinkType.libraryNumber(of: linkType))
    // A handle that reads nothing: it only says for which kind of link to compile.
    guard let handle = unsafe pcap_open_dead(number, Int32(clamping: snapLength)) else {
      throw .system("not enough memory")
    }
    defer { unsafe pcap_close(handle) }
    unsafe try self.init(text, for: handle)
  }

  /// Compiles `text` for what the open `handle` captures.
  init(_ text: String, for handle: OpaquePointer) throws(CaptureError) {
    // The mask of the network is not known; only `ip broadcast` would ask for it.
    let mask: UInt32 = 0xFFFF_FFFF
    guard unsafe pcap_compile(handle, &program, text, 1, mask) == 0 else {
      throw .filter(text, unsafe String(cString: pcap_geterr(handle)))
    }
  }

  deinit { unsafe pcap_freecode(&program) }

  /// Sets it on the open `handle`; returns whether that succeeded.
  func install(on handle: OpaquePointer) -> Bool {
    unsafe pcap_setfilter(handle, &program) == 0
  }

  /// Whether it lets `frame` through.
  package func accepts(_ frame: Span<UInt8>) -> Bool {
    var header = pcap_pkthdr()
    header.caplen = UInt32(clamping: frame.count)
    header.len = header.caplen
    // The program reads at most `caplen` bytes, which are those of the span.
    return unsafe frame.withUnsafeBufferPointer { bytes in
      unsafe pcap_offline_filter(&program, &header, bytes.baseAddress) != 0
    }
  }
}
