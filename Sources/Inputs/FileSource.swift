internal import Glibc

/// An open file or pipe, read as it comes.
package final class FileSource: ByteSource {
  private let descriptor: Int32
  private let isOwned: Bool
  private let isCancelled: @Sendable () -> Bool
  /// The size of a regular file in bytes; nil for a pipe or a terminal.
  package let size: Int?
  /// When a regular file was last changed, in seconds since 1970.
  package let lastChanged: Int64?
  /// How many bytes were read so far.
  package private(set) var bytesRead = 0

  /// Opens the file at `path`, or standard input for `-`.
  ///
  /// - Parameter isCancelled: asked when a signal interrupts a read that waits; on true the input
  ///   ends there.
  package init(
    path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(InputError) {
    isOwned = path != "-"
    descriptor = isOwned ? unsafe open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    self.isCancelled = isCancelled
    guard descriptor >= 0 else { throw InputError(errorNumber: errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw InputError(errorNumber: errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    size = isRegular ? Int(status.st_size) : nil
    lastChanged = isRegular ? Int64(status.st_mtim.tv_sec) : nil
  }

  deinit {
    if isOwned, descriptor >= 0 { close(descriptor) }
  }

  package func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    while true {
      let room = buffer.count - start
      // `read` writes at most `room` bytes behind `start`, both inside the buffer.
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe bytes.baseAddress.map { unsafe Glibc.read(descriptor, $0 + start, room) } ?? 0
      }
      if count >= 0 {
        bytesRead += count
        return count
      }
      guard errno == EINTR else { throw InputError(errorNumber: errno) }
      if isCancelled() { return 0 }
    }
  }
}

extension InputError {
  init(errorNumber: Int32) {
    switch errorNumber {
    case ENOENT: self = .missing
    case EACCES, EPERM: self = .notPermitted
    case EISDIR: self = .isDirectory
    default: self = .system(unsafe String(cString: strerror(errorNumber)))
    }
  }
}
