import Crypto
import CryptoExtras
import Packets

/// Makes packets as clients do (RFC 9001, section 5), with keys that are derived independently of the
/// sources.
struct InitialSealer {
  var version: UInt32 = 1
  var destinationID = hex("8394c8f03e515708")
  /// The id that the keys are made of, where it is another one.
  var keyID: [UInt8]?
  var sourceID: [UInt8] = []
  var token: [UInt8] = []
  var salt = hex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a")
  var labels = "quic "
  var sender = "client in"
  /// Header form, fixed bit and type; the packet number's length is added.
  var firstByte: UInt8 = 0xC0
  var packetNumberLength = 4

  static let version2 = InitialSealer(
    version: 0x6B33_43CF, salt: hex("0dede3def700a6db819381be6e269dcbf9bd2ed9"),
    labels: "quicv2 ", firstByte: 0xD0)

  /// One packet; `frames` are padded so that it has `length` bytes.
  func packet(_ frames: [UInt8], number: UInt32 = 2, length: Int = 1200) throws -> [UInt8] {
    let header = header(number: number, length: length)
    let padding = [UInt8](repeating: 0, count: max(0, length - header.count - 16 - frames.count))
    let secret = HKDF<SHA256>.extract(
      inputKeyMaterial: SymmetricKey(data: keyID ?? destinationID), salt: salt)
    let client = expand(secret, sender, 32)
    var nonce = expand(client, labels + "iv", 12)
    for index in 0..<4 { nonce[8 + index] ^= UInt8(truncatingIfNeeded: number >> (24 - 8 * index)) }
    let sealed = try AES.GCM.seal(
      frames + padding, using: SymmetricKey(data: expand(client, labels + "key", 16)),
      nonce: AES.GCM.Nonce(data: nonce), authenticating: header)
    var packet = header + sealed.ciphertext + sealed.tag
    let start = header.count - packetNumberLength
    var mask = Array(packet[(start + 4)..<(start + 20)])
    try AES.permute(&mask, key: SymmetricKey(data: expand(client, labels + "hp", 16)))
    packet[0] ^= mask[0] & 0x0F
    for index in 0..<packetNumberLength { packet[start + index] ^= mask[1 + index] }
    return packet
  }

  private func header(number: UInt32, length: Int) -> [UInt8] {
    var header = [firstByte | UInt8(packetNumberLength - 1)] + bigEndian(version)
    header += [UInt8(destinationID.count)] + destinationID + [UInt8(sourceID.count)] + sourceID
    // 0-RTT packets have no token (RFC 9000, section 17.2.3).
    if firstByte & 0x30 == (version == 0x6B33_43CF ? 0x10 : 0) {
      header += varint(token.count) + token
    }
    let rest = length - header.count - 2
    header += [0x40 | UInt8(rest >> 8), UInt8(rest & 0xFF)]
    return header + bigEndian(number).suffix(packetNumberLength)
  }

  private func expand(
    _ secret: some Sequence<UInt8>, _ label: String, _ length: Int
  ) -> [UInt8] {
    let name = Array("tls13 \(label)".utf8)
    // The number of the first block, and no other is needed.
    let info = [0, UInt8(length), UInt8(name.count)] + name + [0, 1]
    let key = SymmetricKey(data: Array(secret))
    return Array(HMAC<SHA256>.authenticationCode(for: info, using: key).prefix(length))
  }
}

/// `QUICInitials.mayBegin` in a form that expectations can hold.
func mayBegin(_ datagram: [UInt8], lengthOnWire: Int = 0) -> Bool {
  QUICInitials.mayBegin(datagram.span, lengthOnWire: lengthOnWire)
}

func bigEndian(_ number: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
}

/// A variable-length integer below 2¹⁴ (RFC 9000, section 16).
func varint(_ number: Int) -> [UInt8] {
  number < 64 ? [UInt8(number)] : [0x40 | UInt8(number >> 8), UInt8(number & 0xFF)]
}

/// A CRYPTO frame (RFC 9000, section 19.6).
func cryptoFrame(_ data: some Sequence<UInt8>, at offset: Int) -> [UInt8] {
  [0x06] + varint(offset) + varint(Array(data).count) + data
}
