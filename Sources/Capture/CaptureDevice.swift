internal import CPcap
internal import Glibc

/// A network device of this machine, or `any`.
package struct CaptureDevice: Equatable, Sendable {
  package let name: String
  /// What the system says of it; often nothing.
  package let description: String?
  /// Switched on.
  package let isUp: Bool
  /// Connected, as far as the driver tells.
  package let isRunning: Bool
  package let isLoopback: Bool

  /// All devices that this user can see, in the order in which the library recommends them.
  ///
  /// The library also lists buses and logs of the kernel, which carry no network frames; they are left
  /// out.
  package static var all: [CaptureDevice] {
    var message = LibraryMessage()
    var list: UnsafeMutablePointer<pcap_if_t>?
    guard unsafe pcap_findalldevs(&list, &message.bytes) == 0 else { return [] }
    defer { unsafe pcap_freealldevs(list) }
    var devices: [CaptureDevice] = []
    // A linked list that ends with a null pointer and lives until it is freed above.
    var next = unsafe list
    while let entry = unsafe next {
      let device = unsafe CaptureDevice(entry.pointee)
      if device.name == CaptureSettings.anyDevice || exists(device.name) {
        devices.append(device)
      }
      unsafe next = entry.pointee.next
    }
    return devices
  }

  /// Whether the kernel knows a network device of this name.
  static func exists(_ name: String) -> Bool { unsafe if_nametoindex(name) != 0 }

  private init(_ entry: pcap_if_t) {
    unsafe name = String(cString: entry.name)
    unsafe description = entry.description.map { unsafe String(cString: $0) }
    let flags = unsafe entry.flags
    isUp = flags & UInt32(PCAP_IF_UP) != 0
    isRunning = flags & UInt32(PCAP_IF_RUNNING) != 0
    isLoopback = flags & UInt32(PCAP_IF_LOOPBACK) != 0
  }

  init(name: String, isUp: Bool) {
    self.name = name
    description = nil
    self.isUp = isUp
    isRunning = isUp
    isLoopback = false
  }

  /// The names of `devices`, those first that begin most like `name`: devices of one kind or one slot
  /// share the beginning. Of equals, devices that are up come first.
  static func names(of devices: [CaptureDevice], like name: String) -> [String] {
    func rank(_ position: Int, _ device: CaptureDevice) -> (Int, Int, Int) {
      let shared = zip(device.name.utf8, name.utf8).prefix { $0 == $1 }.count
      // The position keeps the library's order among equals.
      return (-shared, device.isUp ? 0 : 1, position)
    }
    return devices.enumerated()
      .sorted { rank($0.offset, $0.element) < rank($1.offset, $1.element) }
      .map(\.element.name)
  }
}
