internal import Bytes

/// Short texts of many flows in cells of one size, so that they come and go without an allocation.
struct TextPool: Sendable {
  private static let cellSize = 32
  /// The most bytes of one text; its length takes two bytes of the first cell.
  static let longestText = 0xFFFF

  private var cells: [UInt8] = []
  /// The cell behind each cell of a text, or the next free one.
  private var following: [UInt32] = []
  private var firstFree: UInt32 = .max
  private var freeCount = 0
  private let capacity: Int

  /// - Parameter capacity: how many cells of 32 bytes there are at most.
  init(capacity: Int) { self.capacity = max(capacity, 1) }

  /// How many bytes a text may have that is stored next.
  var room: Int {
    min((freeCount &+ capacity &- following.count) &* Self.cellSize &- 2, Self.longestText)
  }

  /// Keeps a text and returns its number, which is not 0; nil when there is no room for it.
  mutating func store(_ text: Span<UInt8>) -> UInt32? {
    guard text.count <= room else { return nil }
    let first = takeCell()
    cells[first &* Self.cellSize] = UInt8(truncatingIfNeeded: text.count &>> 8)
    cells[first &* Self.cellSize &+ 1] = UInt8(truncatingIfNeeded: text.count)
    var cell = first
    var used = 2
    for index in text.indices {
      if used == Self.cellSize {
        let next = takeCell()
        following[cell] = UInt32(truncatingIfNeeded: next)
        (cell, used) = (next, 0)
      }
      cells[cell &* Self.cellSize &+ used] = text[index]
      used &+= 1
    }
    return UInt32(truncatingIfNeeded: first &+ 1)
  }

  func append(_ number: UInt32, to bytes: inout [UInt8]) {
    var cell = Int(number) &- 1
    var left = length(at: cell)
    var used = 2
    while left > 0 {
      let start = cell &* Self.cellSize &+ used
      let count = min(left, Self.cellSize &- used)
      cells.span.extracting(start..<start &+ count).append(to: &bytes)
      left &-= count
      used = 0
      if left > 0 { cell = Int(following[cell]) }
    }
  }

  /// Forgets a text: its bytes are overwritten, not only given free.
  mutating func remove(_ number: UInt32) {
    var cell = Int(number) &- 1
    var cellsLeft = 1 &+ (length(at: cell) &+ 1) / Self.cellSize
    while cellsLeft > 0 {
      let next = following[cell]
      for index in 0..<Self.cellSize { cells[cell &* Self.cellSize &+ index] = 0 }
      following[cell] = firstFree
      firstFree = UInt32(truncatingIfNeeded: cell)
      freeCount &+= 1
      cellsLeft &-= 1
      cell = Int(next)
    }
  }

  private func length(at cell: Int) -> Int {
    Int(cells[cell &* Self.cellSize]) &<< 8 | Int(cells[cell &* Self.cellSize &+ 1])
  }

  private mutating func takeCell() -> Int {
    if firstFree != .max {
      let cell = Int(firstFree)
      firstFree = following[cell]
      freeCount &-= 1
      return cell
    }
    for _ in 0..<Self.cellSize { cells.append(0) }
    following.append(.max)
    return following.count &- 1
  }
}
