@testable import Capture
import Testing

@Suite("Settings of a capture") struct CaptureSettingsTests {
  private func problem(_ change: (inout CaptureSettings) -> Void) -> CaptureError? {
    var settings = CaptureSettings(device: "eth0")
    change(&settings)
    do throws(CaptureError) { try settings.check() } catch { return error }
    return nil
  }

  @Test("the defaults are in order") func defaults() {
    #expect(problem { _ in } == nil)
    #expect(CaptureSettings(device: "any").filter == CaptureFilter.standard)
  }

  @Test("every number has its range") func ranges() {
    check(256...262_144) { $0.snapLength = $1 }
    check(1...2_047) { $0.ringMebibytes = $1 }
    check(1...10_000) { $0.readTimeoutMilliseconds = $1 }
  }

  private func check(
    _ range: ClosedRange<Int>, _ set: (inout CaptureSettings, _ value: Int) -> Void
  ) {
    let (least, most) = (range.lowerBound, range.upperBound)
    for good in [least, most] { #expect(problem { set(&$0, good) } == nil) }
    for bad in [least - 1, most + 1, .min, .max] {
      let found = problem { set(&$0, bad) }
      #expect(found?.description.contains("\(least) to \(most), and not \(bad)") == true)
    }
  }

  @Test("zeros, behind which C would not read, are refused") func zeros() {
    #expect(problem { $0.device = "" } != nil)
    #expect(problem { $0.device = "eth0\0" } != nil)
    #expect(problem { $0.filter = "tcp\0or udp" } != nil)
    #expect(problem { $0.filter = "" } == nil)
  }

  @Test("wrong settings are refused before any device is opened") func opening() {
    var settings = CaptureSettings(device: "lo")
    settings.ringMebibytes = 0
    #expect(throws: CaptureError.setting("the ring is counted in MiB, 1 to 2047, and not 0")) {
      _ = try LiveCapture(settings)
    }
  }

  @Test("link types have the numbers of files") func linkTypes() {
    for (library, file) in [(1, 1), (12, 101), (11, 100), (113, 113), (276, 276)]
      as [(UInt32, UInt32)]
    {
      #expect(LinkType.number(ofLibrary: library) == file)
      #expect(LinkType.libraryNumber(of: file) == library)
    }
  }
}
