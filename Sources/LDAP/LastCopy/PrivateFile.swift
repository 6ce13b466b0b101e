internal import Glibc

/// Why a file that only its owner may read cannot be used.
package enum PrivateFileProblem: Error, Equatable, Sendable {
  case missing(String)
  /// Others may read or change it.
  case openToOthers(String)
  case notAFile(String)
  case tooLarge(String)
  /// The system's own words.
  case system(String, String)
}

extension PrivateFileProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path): "there is no \(path)"
    case .openToOthers(let path): "others may open \(path); to change that: chmod 600 \(path)"
    case .notAFile(let path): "\(path) is not a file"
    case .tooLarge(let path): "\(path) is larger than such a file can be"
    case .system(let path, let words): "\(path): \(words)"
    }
  }
}

/// Files with secrets: read only when nobody but the owner may, and written so. Pointers are those of
/// arrays and strings, which live as long as the call that uses them.
enum PrivateFile {
  /// - Parameter limit: in bytes.
  static func read(_ path: String, atMost limit: Int) throws(PrivateFileProblem) -> [UInt8] {
    // Without waiting for a writer, in case it is a pipe.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw problem(path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw problem(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
    guard status.st_mode & (S_IRWXG | S_IRWXO) == 0 else { throw .openToOthers(path) }
    guard status.st_size <= limit else { throw .tooLarge(path) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { room in
        unsafe Glibc.read(descriptor, room.baseAddress, room.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw problem(path) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw .tooLarge(path) }
      bytes += buffer.prefix(count)
    }
  }

  /// Writes the file as a whole or not at all: under another name in the same folder, and renamed when
  /// it is on the disk.
  static func write(_ bytes: [UInt8], to path: String) throws(PrivateFileProblem) {
    let new = path + ".new"
    // What a crash may have left. The new one must be made here, and be no link of somebody's.
    unsafe unlink(new)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe open(new, flags, S_IRUSR | S_IWUSR)
    guard descriptor >= 0 else { throw problem(new) }
    do throws(PrivateFileProblem) {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, new)
      guard fsync(descriptor) == 0 else { throw problem(new) }
    } catch {
      unsafe unlink(new)
      throw error
    }
    guard unsafe rename(new, path) == 0 else { throw problem(path) }
    try syncFolder(of: path)
  }

  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(PrivateFileProblem) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { rest in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: rest[written...])
        return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw problem(path) }
      written += count
    }
  }

  /// The new name is on the disk only when the folder is.
  private static func syncFolder(of path: String) throws(PrivateFileProblem) {
    let end = path.lastIndex(of: "/")
    let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw problem(folder) }
  }

  private static func problem(_ path: String) -> PrivateFileProblem {
    errno == ENOENT ? .missing(path) : .system(path, unsafe String(cString: strerror(errno)))
  }
}
