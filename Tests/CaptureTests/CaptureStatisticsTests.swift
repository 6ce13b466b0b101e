@testable import Capture
import Testing

@Suite("Frames counted") struct CaptureStatisticsTests {
  @Test("the library's counters are taken as they are at first") func first() {
    var sums = CaptureStatistics()
    sums.update(received: 10, droppedByKernel: 2, droppedByDevice: 1)
    #expect((sums.received, sums.droppedByKernel, sums.droppedByDevice) == (10, 2, 1))
    sums.update(received: 10, droppedByKernel: 2, droppedByDevice: 1)
    #expect((sums.received, sums.droppedByKernel, sums.droppedByDevice) == (10, 2, 1))
  }

  @Test("counters that begin anew go on in the sum") func wrapping() {
    var sums = CaptureStatistics()
    sums.update(received: .max - 5, droppedByKernel: .max, droppedByDevice: 0)
    sums.update(received: 4, droppedByKernel: 0, droppedByDevice: 7)
    #expect(sums.received == 1 << 32 + 4)
    #expect(sums.droppedByKernel == 1 << 32)
    #expect(sums.droppedByDevice == 7)
    for _ in 0..<3 {
      sums.update(received: 0x8000_0000, droppedByKernel: 0, droppedByDevice: 7)
      sums.update(received: 4, droppedByKernel: 0, droppedByDevice: 7)
    }
    #expect(sums.received == 4 << 32 + 4)
  }
}
