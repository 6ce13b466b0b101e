internal import CZlib

/// Reads the files in a zip archive (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT) one
/// after the other, as they come: stored or deflated, which is what Windows writes.
final class ZipSource: ByteSource {
  private var input: CompressedInput
  private let stream: InflateStream
  private var state = State.betweenFiles
  /// The checksum of what was read of the file, and what it must be; a file with a descriptor says so
  /// behind itself.
  private var checksum: UInt = 0
  private var expectedChecksum: UInt64 = 0
  /// A file that does not end its last line is followed by one that begins its own.
  private var lastByte: UInt8 = 0x0A

  private enum State {
    case betweenFiles
    /// So many bytes of the file are left.
    case stored(UInt64)
    case deflated(hasDescriptor: Bool, isZip64: Bool)
    case atEnd
  }

  init(_ input: CompressedInput) throws(InputError) {
    self.input = input
    stream = try InflateStream(.none)
  }

  func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    while true {
      let produced: Int
      switch state {
      case .atEnd: return 0
      case .betweenFiles:
        try readHeader()
        if case .atEnd = state { return 0 }
        guard lastByte != 0x0A else { continue }
        buffer[start] = 0x0A
        produced = 1
      case .stored(let left): produced = try copy(left, into: &buffer, from: start)
      case .deflated(let hasDescriptor, let isZip64):
        produced = try inflate(into: &buffer, from: start)
        if stream.isAtEnd { try endFile(hasDescriptor: hasDescriptor, isZip64: isZip64) }
      }
      if produced > 0 {
        // A line feed between two files belongs to neither.
        lastByte = buffer[start + produced - 1]
        return produced
      }
    }
  }

  // MARK: Headers

  /// The local file header, section 4.3.7. Behind the last file the directory begins, which repeats
  /// what the headers said.
  private func readHeader() throws(InputError) {
    let signature = try readNumber(4)
    guard signature == 0x0403_4B50 else {
      state = .atEnd
      // The directory, or the end of an archive without files.
      guard signature == 0x0201_4B50 || signature == 0x0605_4B50 || signature == 0x0806_4B50 else {
        throw .corrupt(.zip)
      }
      return
    }
    try skip(2)
    let flags = try readNumber(2)
    let method = try readNumber(2)
    try skip(4)
    expectedChecksum = try readNumber(4)
    checksum = 0
    let compressedSize = try readNumber(4)
    try skip(4)
    let nameLength = try readNumber(2)
    let extraLength = try readNumber(2)
    try skip(nameLength)
    let (size, isZip64) = try readExtra(extraLength, size: compressedSize)
    guard flags & 1 == 0 else { throw .system("the zip archive is encrypted") }
    let hasDescriptor = flags & 8 != 0
    switch method {
    case 0 where !hasDescriptor: state = .stored(size)
    case 8:
      guard stream.restart() else { throw .corrupt(.zip) }
      state = .deflated(hasDescriptor: hasDescriptor, isZip64: isZip64)
    default: throw .system("the zip archive is packed by a method that is not deflate")
    }
  }

  /// Of the extra fields only that of large files says something, section 4.5.3.
  private func readExtra(
    _ length: UInt64, size: UInt64
  ) throws(InputError) -> (size: UInt64, isZip64: Bool) {
    var left = length
    var found = size
    var isZip64 = false
    while left >= 4 {
      let tag = try readNumber(2)
      let count = min(try readNumber(2), left - 4)
      left -= 4 + count
      guard tag == 1 else {
        try skip(count)
        continue
      }
      isZip64 = true
      if size == 0xFFFF_FFFF, count >= 16 {
        try skip(8)
        found = try readNumber(8)
        try skip(count - 16)
      } else {
        try skip(count)
      }
    }
    try skip(left)
    return (found, isZip64)
  }

  /// The descriptor, section 4.3.9, may or may not have a signature.
  private func endFile(hasDescriptor: Bool, isZip64: Bool) throws(InputError) {
    state = .betweenFiles
    if hasDescriptor {
      expectedChecksum = try readNumber(4)
      if expectedChecksum == 0x0807_4B50 { expectedChecksum = try readNumber(4) }
      try skip(isZip64 ? 16 : 8)
    }
    guard UInt64(checksum) == expectedChecksum else { throw .corrupt(.zip) }
  }

  private func addToChecksum(_ buffer: [UInt8], _ range: Range<Int>) {
    // The range lies inside the buffer.
    checksum = unsafe buffer.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return checksum }
      return unsafe crc32(checksum, base + range.lowerBound, UInt32(range.count))
    }
  }

  private func readNumber(_ count: Int) throws(InputError) -> UInt64 {
    var number: UInt64 = 0
    for place in 0..<count {
      guard try input.fill() else { throw .truncated(.zip) }
      number |= UInt64(input.bytes[input.waiting.lowerBound]) << UInt64(8 * place)
      input.consume(1)
    }
    return number
  }

  private func skip(_ count: UInt64) throws(InputError) {
    var left = count
    while left > 0 {
      guard try input.fill() else { throw .truncated(.zip) }
      let step = min(left, UInt64(input.waiting.count))
      input.consume(Int(step))
      left -= step
    }
  }

  // MARK: Contents

  private func copy(
    _ left: UInt64, into buffer: inout [UInt8], from start: Int
  ) throws(InputError) -> Int {
    guard left > 0 else {
      try endFile(hasDescriptor: false, isZip64: false)
      return 0
    }
    guard try input.fill() else { throw .truncated(.zip) }
    let count = Int(min(left, UInt64(min(input.waiting.count, buffer.count - start))))
    let first = input.waiting.lowerBound
    for index in 0..<count { buffer[start + index] = input.bytes[first + index] }
    input.consume(count)
    addToChecksum(buffer, start..<start + count)
    state = .stored(left - UInt64(count))
    return count
  }

  private func inflate(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    if !stream.mayHoldOutput, try !input.fill() { throw .truncated(.zip) }
    guard let produced = stream.inflate(&input, into: &buffer, from: start) else {
      throw .corrupt(.zip)
    }
    addToChecksum(buffer, start..<start + produced)
    return produced
  }
}
