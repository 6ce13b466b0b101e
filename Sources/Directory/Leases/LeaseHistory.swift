package import Bytes

/// A machine, as a lease names it.
package struct Machine: Hashable, Sendable {
  /// Nil when the lease has only a name.
  package let hardware: HardwareAddress?
  /// In lower case, without the dot at the end.
  package let hostName: String?

  /// - Parameter hostName: in lower case, without the dot at the end.
  package init(hardware: HardwareAddress?, hostName: String?) {
    self.hardware = hardware
    self.hostName = hostName
  }
}

/// Names a machine within one `LeaseHistory`.
package struct MachinePlace: Hashable, Sendable {
  package let index: Int32
}

/// Which machine had an address at a time, from the leases of any number of servers and files.
///
/// A lease holds from its start until before its end. Of several that hold, the one that starts last
/// counts, of those that start together one whose start is written, then the one given last. A lease
/// without a start begins where the one before it ends: of the leases of its address that end sooner,
/// the one that ends last; without one before it, it holds at any time before its end.
///
/// The periods of each address are cut up beforehand into spans that do not overlap, so that a look-up
/// is one in a table and a short binary search in flat arrays, and allocates nothing.
package struct LeaseHistory: Sendable {
  /// The place of each address in `firstSpans`.
  private var places: [IPAddress: Int32] = [:]
  /// Where the spans of each address begin; one more at the end.
  private var firstSpans: [Int] = [0]
  /// When each span begins, in milliseconds since 1970; it lasts until the next of its address.
  private var spanStarts: [Int64] = []
  /// Who has the address in each span: a place in `machines`, or `nobody`.
  private var spanMachines: [Int32] = []
  private var machines: [Machine] = []

  private static var nobody: Int32 { -1 }

  /// - Parameter leases: of any files, those of one file in its order.
  package init(_ leases: some Sequence<Lease>) {
    var machinePlaces: [Machine: Int32] = [:]
    let periods = leases.enumerated().map { order, lease in
      Period(lease, order: order, machine: place(of: lease, in: &machinePlaces))
    }
    let sorted = periods.sorted { left, right in
      left.address == right.address
        ? left.order < right.order : Self.precedes(left.address, right.address)
    }
    var start = 0
    while start < sorted.count {
      let address = sorted[start].address
      let end = sorted[start...].firstIndex { $0.address != address } ?? sorted.count
      addSpans(of: Self.withStarts(sorted[start..<end]))
      places[address] = Int32(clamping: places.count)
      firstSpans.append(spanStarts.count)
      start = end
    }
  }

  /// How many addresses were leased at any time.
  package var addressCount: Int { places.count }

  /// The machine that had `address` at `time`; nil when none is known to have had it.
  package func machine(at address: IPAddress, _ time: Timestamp) -> Machine? {
    place(at: address, time).map { self[$0] }
  }

  /// The place of that machine in this history.
  package func place(at address: IPAddress, _ time: Timestamp) -> MachinePlace? {
    guard let place = places[address].map({ Int($0) }) else { return nil }
    let spans = firstSpans[place]..<firstSpans[place + 1]
    let next = Self.partition(spans) { spanStarts[$0] <= time.milliseconds }
    guard next > spans.lowerBound else { return nil }
    let machine = spanMachines[next - 1]
    return machine == Self.nobody ? nil : MachinePlace(index: machine)
  }

  package subscript(place: MachinePlace) -> Machine { machines[Int(place.index)] }

  /// The first place of `range` for which `isBefore` is false; it is true for all places before it.
  private static func partition(_ range: Range<Int>, _ isBefore: (Int) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func precedes(_ left: IPAddress, _ right: IPAddress) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }
}

extension LeaseHistory {
  /// A lease while the spans are made.
  private struct Period {
    let address: IPAddress
    /// In milliseconds since 1970; the smallest number for any time before the end.
    var start: Int64
    /// The greatest number for a lease that never ends.
    let end: Int64
    let hasStart: Bool
    let order: Int
    let machine: Int32

    init(_ lease: Lease, order: Int, machine: Int32) {
      address = lease.address
      start = lease.start?.milliseconds ?? .min
      end = lease.end?.milliseconds ?? .max
      hasStart = lease.start != nil
      self.order = order
      self.machine = machine
    }

    /// Whether `other` counts where both hold.
    func yields(to other: Period) -> Bool {
      if start != other.start { return start < other.start }
      if hasStart != other.hasStart { return other.hasStart }
      return order < other.order
    }
  }

  private mutating func place(of lease: Lease, in places: inout [Machine: Int32]) -> Int32 {
    guard lease.namesMachine else { return Self.nobody }
    let machine = Machine(hardware: lease.hardware, hostName: lease.hostName)
    if let known = places[machine] { return known }
    let place = Int32(truncatingIfNeeded: machines.count)
    machines.append(machine)
    places[machine] = place
    return place
  }

  /// Gives periods without a start the end of the one before them; those that yield come first.
  private static func withStarts(_ periods: ArraySlice<Period>) -> [Period] {
    guard periods.contains(where: { !$0.hasStart }) else {
      return periods.sorted { $0.yields(to: $1) }
    }
    let ends = Set(periods.map(\.end)).sorted()
    let started = periods.map { period -> Period in
      guard !period.hasStart else { return period }
      let place = partition(ends.indices) { ends[$0] < period.end }
      var period = period
      if place > 0 { period.start = ends[place - 1] }
      return period
    }
    return started.sorted { $0.yields(to: $1) }
  }

  /// - Parameter periods: of one address; those that yield come first.
  private mutating func addSpans(of periods: [Period]) {
    let first = spanStarts.count
    var open: [Period] = []
    for period in periods where period.start < period.end {
      closeSpans(until: period.start, &open, first)
      open.append(period)
      addSpan(at: period.start, period.machine, first)
    }
    closeSpans(until: .max, &open, first)
  }

  /// Ends the periods that are over by `time`; under one that ends, an earlier one may go on.
  private mutating func closeSpans(until time: Int64, _ open: inout [Period], _ first: Int) {
    while let top = open.last, top.end <= time {
      if top.end == .max { return open.removeAll() }
      while let last = open.last, last.end <= top.end { open.removeLast() }
      addSpan(at: top.end, open.last?.machine ?? Self.nobody, first)
    }
  }

  private mutating func addSpan(at start: Int64, _ machine: Int32, _ first: Int) {
    if spanStarts.count > first, spanStarts[spanStarts.count - 1] == start {
      spanMachines[spanMachines.count - 1] = machine
    } else {
      spanStarts.append(start)
      spanMachines.append(machine)
    }
  }
}
