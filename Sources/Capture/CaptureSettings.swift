/// What to capture, and how.
package struct CaptureSettings: Equatable, Sendable {
  /// The name of a network device, or `any` for all devices at once.
  package var device: String

  /// How many bytes of a frame are copied; 256 to 262,144.
  ///
  /// Names stand in what a client sends before the first answer, which is at most ten segments, about
  /// 14,600 bytes (RFC 6928, section 2). The network card or the kernel may merge these, and up to
  /// 64 KiB of later data, into one frame. So 16 KiB hold every name with the headers of all tunnels,
  /// and of merged later data only a quarter is copied: bytes are counted from the headers.
  package var snapLength = 16_384

  /// How much the kernel keeps while the program is busy, in MiB of memory that cannot be swapped; 1
  /// to 2,047. 32 MiB are a quarter of a second of a full gigabit.
  package var ringMebibytes = 32

  /// Whether to take frames meant for other machines, as they come from the mirror port of a switch.
  /// Without effect on `any`.
  package var isPromiscuous = true

  /// How long `LiveCapture.withNextFrames` waits at most, and after how long the kernel hands over a
  /// block that is not full; 1 to 10,000 ms.
  package var readTimeoutMilliseconds = 200

  /// Which frames the kernel copies at all, in the language of pcap-filter(7); empty for all.
  package var filter = CaptureFilter.standard

  package init(device: String) { self.device = device }

  /// The device that stands for all devices. It is not for mirror ports: it sees what is meant for this
  /// machine only, a packet once for every device that it passes, and frames with two VLAN tags damaged.
  package static let anyDevice = "any"

  /// Refuses settings that no device could be opened with.
  package func check() throws(CaptureError) {
    // C would read a name or a filter only as far as its first zero.
    guard !device.isEmpty, !device.utf8.contains(0) else {
      throw .setting("the name of the device is empty or has a zero in it")
    }
    guard !filter.utf8.contains(0) else { throw .setting("the filter has a zero in it") }
    try Self.check(snapLength, in: 256...262_144, "the snap length is counted in bytes")
    try Self.check(ringMebibytes, in: 1...2_047, "the ring is counted in MiB")
    try Self.check(readTimeoutMilliseconds, in: 1...10_000, "the read time-out is counted in ms")
  }

  private static func check(
    _ value: Int, in range: ClosedRange<Int>, _ unit: String
  ) throws(CaptureError) {
    guard range.contains(value) else {
      throw .setting("\(unit), \(range.lowerBound) to \(range.upperBound), and not \(value)")
    }
  }
}
