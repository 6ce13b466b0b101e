import Foundation
import LogFormats
import Synchronization

/// A block that another processor decodes meanwhile.
final class DecodingJob: Sendable {
  /// How many lines before the block were too long to be read.
  let leftOut: UInt64
  private let block = Mutex<DecodedBlock?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ bytes: [UInt8], behind leftOut: UInt64, _ reader: FormatsReader) {
    self.leftOut = leftOut
    DispatchQueue.global(qos: .userInitiated).async {
      let decoded = DecodedBlock(bytes, reader)
      self.block.withLock { $0 = decoded }
      self.isDone.signal()
    }
  }

  /// Waits for the block.
  func wait() -> DecodedBlock? {
    isDone.wait()
    return block.withLock { $0 }
  }
}
