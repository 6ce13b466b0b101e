internal import Bytes
internal import Crypto
internal import CryptoExtras

/// Takes the protection off Initial packets (RFC 9001, sections 5.3 and 5.4). Its memory stays for
/// the next one.
struct InitialOpener {
  /// The frames of the packet opened last; worth nothing unless `open` said true.
  private var frames: [UInt8] = []
  private var header: [UInt8] = []
  private var mask: [UInt8] = []

  private static let sampleLength = 16
  private static let tagLength = 16
  /// The longest packet number, behind which the sample begins whatever its real length.
  private static let packetNumberLength = 4

  /// The shortest that packet number and payload can be together.
  static let minimumLength = packetNumberLength + sampleLength

  /// Longer than any packet that a client sends before it knows the path, jumbo frames included.
  private static let maximumLength = 9216

  /// Opens the packet of `header`, which begins at `start` in the datagram.
  ///
  /// - Returns: whether it was sealed with these keys, and not changed since.
  mutating func open(
    _ datagram: Span<UInt8>, _ header: QUICLongHeader, at start: Int, with keys: InitialKeys
  ) -> Bool {
    guard start >= 0, start < header.packetNumber, header.end <= datagram.count,
      header.end &- start <= Self.maximumLength,
      header.end &- header.packetNumber >= Self.minimumLength
    else { return false }
    let packet = datagram.extracting(start..<header.end)
    guard let number = unmaskHeader(of: packet, header.packetNumber &- start, keys) else {
      return false
    }
    return decrypt(packet.extracting(self.header.count...), number: number, with: keys)
  }

  /// Reads the frames of the packet opened last, as `QUICFrames` does.
  func readFrames(into stream: inout CryptoStream) -> Bool {
    QUICFrames.read(frames.span, into: &stream)
  }

  /// Fills `header` with the header as it was before it was protected, and returns the packet number.
  private mutating func unmaskHeader(
    of packet: Span<UInt8>, _ packetNumber: Int, _ keys: InitialKeys
  ) -> UInt32? {
    let sample = packetNumber &+ Self.packetNumberLength
    mask.removeAll(keepingCapacity: true)
    packet.extracting(sample..<sample &+ Self.sampleLength).append(to: &mask)
    guard (try? AES.permute(&mask, key: keys.headerProtection)) != nil else { return nil }

    let first = packet[0] ^ mask[0] & 0x0F
    let end = packetNumber &+ Int(first & 3) &+ 1
    header.removeAll(keepingCapacity: true)
    packet.extracting(0..<end).append(to: &header)
    header[0] = first
    var number: UInt32 = 0
    for index in packetNumber..<end {
      header[index] ^= mask[index &- packetNumber &+ 1]
      number = number &<< 8 | UInt32(header[index])
    }
    return number
  }

  /// Fills `frames`, which holds nonce, ciphertext and tag in between.
  ///
  /// - Parameter number: is taken for the whole packet number: nobody sends so many Initial packets
  ///   that the rest of it would count.
  private mutating func decrypt(
    _ payload: Span<UInt8>, number: UInt32, with keys: InitialKeys
  ) -> Bool {
    guard payload.count >= Self.tagLength else { return false }
    frames.removeAll(keepingCapacity: true)
    appendNonce(number: number, with: keys)
    payload.append(to: &frames)
    guard let box = try? AES.GCM.SealedBox(combined: frames),
      let opened = try? AES.GCM.open(box, using: keys.key, authenticating: header)
    else { return false }
    frames.removeAll(keepingCapacity: true)
    frames.append(contentsOf: opened)
    return true
  }

  private mutating func appendNonce(number: UInt32, with keys: InitialKeys) {
    for shift in stride(from: UInt32(24), through: 0, by: -8) {
      frames.append(UInt8(truncatingIfNeeded: keys.ivStart &>> shift))
    }
    let end = keys.ivEnd ^ UInt64(number)
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      frames.append(UInt8(truncatingIfNeeded: end &>> shift))
    }
  }
}
