internal import CPcap
internal import Glibc

/// Frames as they pass a network device, through a ring that the kernel writes and this reads.
///
/// It needs no rights once it is open, so the program gives them up (`Privileges`) before it reads the
/// first frame. Not for several threads at once.
@safe package final class LiveCapture {
  /// Takes one frame. The bytes are those of the ring and only valid during the call.
  ///
  /// - Parameters:
  ///   - originalLength: how long the frame was on the wire, in bytes.
  ///   - milliseconds: when the kernel met it, since 1970.
  package typealias FrameHandler = (
    _ frame: Span<UInt8>, _ originalLength: Int, _ milliseconds: Int64
  ) -> Void

  package let settings: CaptureSettings
  /// What frames begin with, in the numbers of https://www.tcpdump.org/linktypes.html.
  package let linkType: UInt32
  /// What the library found odd about the device although it could be opened.
  package let warning: String?

  /// The library's own, valid from `init` to `deinit`. `unsafe` without another reason beside it hands
  /// the handle over, or copies words that the library keeps in it.
  private let handle: OpaquePointer
  private let descriptor: Int32
  private var sums = CaptureStatistics()

  /// At most so many frames make a batch, so that a full line cannot hold up what has its time.
  private static let batchLimit: Int32 = 4_096

  /// Opens the device of `settings`.
  package init(_ settings: CaptureSettings) throws(CaptureError) {
    try settings.check()
    let created = unsafe try Self.create(settings)
    do throws(CaptureError) {
      unsafe warning = try Self.activate(created, settings)
    } catch {
      unsafe pcap_close(created)
      throw error
    }
    unsafe handle = created
    unsafe descriptor = pcap_get_selectable_fd(created)
    unsafe linkType = LinkType.number(ofLibrary: UInt32(clamping: pcap_datalink(created)))
    self.settings = settings
  }

  deinit { unsafe pcap_close(handle) }

  /// Hands the frames that came to `body`, one after the other. When there are none yet it waits for
  /// them, but not longer than the read time-out, nor on when a signal arrives.
  ///
  /// - Returns: whether there were any.
  /// - Throws: `.deviceDown` once when the device is switched off; frames come again when it is up, so
  ///   the caller may go on. All other errors are final.
  package func withNextFrames(_ body: FrameHandler) throws(CaptureError) -> Bool {
    if try read(body) { return true }
    switch try wait() {
    case .frames: return try read(body)
    case .nothing: return false
    case .trouble:
      // The library asks the socket what it is, and fails when the device is gone.
      let hadFrames = try read(body)
      if let reason = deviceTrouble() { throw reason }
      return hadFrames
    }
  }

  /// The frames met so far. To be asked at least every few minutes: what it adds up starts over after
  /// 2³² frames.
  package func statistics() throws(CaptureError) -> CaptureStatistics {
    var counted = pcap_stat()
    guard unsafe pcap_stats(handle, &counted) == 0 else { throw failure() }
    sums.update(
      received: counted.ps_recv, droppedByKernel: counted.ps_drop,
      droppedByDevice: counted.ps_ifdrop)
    return sums
  }
}

// MARK: - Opening

extension LiveCapture {
  private static func create(_ settings: CaptureSettings) throws(CaptureError) -> OpaquePointer {
    var message = LibraryMessage()
    guard let handle = unsafe pcap_create(settings.device, &message.bytes) else {
      throw .system(message.text)
    }
    let isPromiscuous = settings.isPromiscuous && settings.device != CaptureSettings.anyDevice
    // These fail only on handles that are active already.
    unsafe pcap_set_snaplen(handle, Int32(clamping: settings.snapLength))
    unsafe pcap_set_buffer_size(handle, Int32(clamping: settings.ringMebibytes << 20))
    unsafe pcap_set_promisc(handle, isPromiscuous ? 1 : 0)
    unsafe pcap_set_timeout(handle, Int32(clamping: settings.readTimeoutMilliseconds))
    return unsafe handle
  }

  /// Returns what the library warns of.
  private static func activate(
    _ handle: OpaquePointer, _ settings: CaptureSettings
  ) throws(CaptureError) -> String? {
    let status = unsafe pcap_activate(handle)
    guard status >= 0 else { throw unsafe failure(status, handle, settings.device) }
    var warning: String?
    if status > 0 { warning = unsafe words(for: status, handle) }

    // Also the empty filter is set: only a filter makes the kernel cut frames at the snap length.
    let program = unsafe try FilterProgram(settings.filter, for: handle)
    guard unsafe program.install(on: handle) else {
      throw .filter(settings.filter, unsafe String(cString: pcap_geterr(handle)))
    }

    // When no frames come the library would wait without end, whatever its time-out; `wait` does not.
    var message = LibraryMessage()
    guard unsafe pcap_setnonblock(handle, 1, &message.bytes) == 0 else {
      throw .system(message.text)
    }
    return warning
  }

  private static func failure(
    _ status: Int32, _ handle: OpaquePointer, _ device: String
  ) -> CaptureError {
    switch status {
    case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED:
      return .notPermitted(device: device, program: SystemFiles.ownPath ?? "schattenki")
    case PCAP_ERROR_NO_SUCH_DEVICE:
      return .noSuchDevice(device, others: CaptureDevice.names(of: CaptureDevice.all, like: device))
    case PCAP_ERROR_IFACE_NOT_UP: return .deviceDown(device)
    default: return .system("\(device): \(unsafe words(for: status, handle))")
    }
  }

  /// The library keeps words of its own for the two general codes only.
  private static func words(for status: Int32, _ handle: OpaquePointer) -> String {
    let own = unsafe String(cString: pcap_geterr(handle))
    return own.isEmpty ? unsafe String(cString: pcap_statustostr(status)) : own
  }
}

// MARK: - Reading

extension LiveCapture {
  private enum Wait { case frames, nothing, trouble }

  private func wait() throws(CaptureError) -> Wait {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let count = unsafe poll(&request, 1, Int32(clamping: settings.readTimeoutMilliseconds))
    if count < 0, errno != EINTR { throw .system(unsafe String(cString: strerror(errno))) }
    guard count > 0 else { return .nothing }
    return request.revents == Int16(POLLIN) ? .frames : .trouble
  }

  /// What the callback of the library is given, because a C function can capture nothing.
  private struct Batch { let handler: FrameHandler }

  /// Reads what is in the ring; returns whether that was anything.
  private func read(_ body: FrameHandler) throws(CaptureError) -> Bool {
    let count = withoutActuallyEscaping(body) { handler in
      var batch = Batch(handler: handler)
      // The library passes the pointer on to the callback and forgets it when the call returns.
      return unsafe withUnsafeMutableBytes(of: &batch) { context in
        let user = unsafe context.baseAddress?.assumingMemoryBound(to: UInt8.self)
        return unsafe pcap_dispatch(handle, Self.batchLimit, Self.receive, user)
      }
    }
    guard count >= 0 else { throw failure() }
    return count > 0
  }

  private static let receive: pcap_handler = { user, header, bytes in
    guard let user = unsafe user, let header = unsafe header?.pointee, let bytes = unsafe bytes
    else { return }
    let batch = unsafe UnsafeRawPointer(user).assumingMemoryBound(to: Batch.self)
    // `caplen` bytes stand in the ring until the callback returns.
    let frame = unsafe Span(_unsafeStart: bytes, count: Int(header.caplen))
    let milliseconds = Int64(header.ts.tv_sec) &* 1_000 &+ Int64(header.ts.tv_usec) / 1_000
    unsafe batch.pointee.handler(frame, Int(header.len), milliseconds)
  }

  private func failure() -> CaptureError {
    deviceTrouble() ?? .system("\(settings.device): \(unsafe String(cString: pcap_geterr(handle)))")
  }

  /// Why nothing comes from the device; nil when it is there and up.
  private func deviceTrouble() -> CaptureError? {
    let name = settings.device
    guard name != CaptureSettings.anyDevice else { return nil }
    guard CaptureDevice.exists(name) else { return .deviceGone(name) }
    let isUp = CaptureDevice.all.first { $0.name == name }?.isUp ?? true
    return isUp ? nil : .deviceDown(name)
  }
}
