/// How many frames a capture met since it began.
package struct CaptureStatistics: Equatable, Sendable {
  /// Frames that passed the kernel's filter, also those that found no room in the ring.
  package private(set) var received: UInt64 = 0
  /// Frames that passed the filter and found no room: the program was too slow for them.
  package private(set) var droppedByKernel: UInt64 = 0
  /// Frames that the network card lost before the kernel saw them, where the driver counts them.
  package private(set) var droppedByDevice: UInt64 = 0

  private var lastReceived: UInt32 = 0
  private var lastDroppedByKernel: UInt32 = 0
  private var lastDroppedByDevice: UInt32 = 0

  package init() {}

  /// Takes the library's counters, which have 32 bits and begin anew after 2³² frames.
  mutating func update(received now: UInt32, droppedByKernel: UInt32, droppedByDevice: UInt32) {
    received &+= UInt64(now &- lastReceived)
    self.droppedByKernel &+= UInt64(droppedByKernel &- lastDroppedByKernel)
    self.droppedByDevice &+= UInt64(droppedByDevice &- lastDroppedByDevice)
    lastReceived = now
    lastDroppedByKernel = droppedByKernel
    lastDroppedByDevice = droppedByDevice
  }
}
