/// Values that a flow needs only while its first bytes come in, such as a buffer: a bounded number
/// of them, used again and again. A loan is its place and one, so that 0 can mean none.
struct LoanPool<Value: Sendable>: Sendable {
  private var values: [Value] = []
  private var owners: [UInt32] = []
  private var free: [UInt32] = []
  private var ages = AgeLists()
  private let capacity: Int

  init(capacity: Int) { self.capacity = max(capacity, 1) }

  var isFull: Bool { free.isEmpty && values.count >= capacity }

  /// The loan that was given out before all others.
  var oldest: UInt32? { ages.oldest().map { UInt32(truncatingIfNeeded: $0) &+ 1 } }

  /// Gives out a value, as it was taken back or made by `make`; 0 when all are given out.
  mutating func lend(to owner: UInt32, make: () -> Value) -> UInt32 {
    guard !isFull else { return 0 }
    if free.isEmpty {
      free.append(UInt32(truncatingIfNeeded: values.count))
      values.append(make())
      owners.append(owner)
    }
    let place = free.removeLast()
    owners[Int(place)] = owner
    ages.append(Int(place))
    return place &+ 1
  }

  func owner(of loan: UInt32) -> UInt32 { owners[Int(loan) &- 1] }

  mutating func takeBack(_ loan: UInt32) {
    ages.remove(Int(loan) &- 1)
    free.append(loan &- 1)
  }

  subscript(loan: UInt32) -> Value {
    _read { yield values[Int(loan) &- 1] }
    _modify { yield &values[Int(loan) &- 1] }
  }
}
