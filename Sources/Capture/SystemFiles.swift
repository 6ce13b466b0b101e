internal import Glibc

/// The few files and links of /proc that say what the kernel thinks of this program.
enum SystemFiles {
  /// Where the running program lies; nil when the system does not say.
  static var ownPath: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    // It writes at most as many bytes as the buffer has, and no zero behind them.
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The beginning of the file at `path`, at most 16 KiB; nil when it cannot be read.
  static func text(of path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while text.count < 16_384 {
      // `read` writes at most as many bytes as the buffer has.
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe read(descriptor, bytes.baseAddress, bytes.count)
      }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      text += buffer.prefix(count)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The names in the folder at `path` that are numbers; nil when it cannot be read.
  static func numbers(in path: String) -> [Int]? {
    guard let folder = unsafe opendir(path) else { return nil }
    defer { unsafe closedir(folder) }
    var numbers: [Int] = []
    // An entry lives until the next is read, its name ends with a zero within its field.
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let number = Int(name) { numbers.append(number) }
    }
    return numbers
  }
}
