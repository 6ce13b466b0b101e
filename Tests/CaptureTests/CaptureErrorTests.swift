@testable import Capture
import Testing

@Suite("What goes wrong with a capture") struct CaptureErrorTests {
  @Test("a filter that is none is refused with the library's words")
  func filter() {
    #expect {
      _ = try FilterProgram("tpc port 443", linkType: 1)
    } throws: { error in
      guard case CaptureError.filter("tpc port 443", let words) = error else { return false }
      return words.contains("syntax error") && "\(error)".contains("'tpc port 443'")
    }
  }

  @Test("a filter that does not fit the link is refused, the standard one by its name")
  func unfitting() {
    #expect {
      // 189: USB.
      _ = try FilterProgram(CaptureFilter.standard, linkType: 189)
    } throws: { "\($0)".hasPrefix("the standard filter is not possible here: ") }
  }

  @Test("a missing right names both ways to it, with the real path of the program")
  func notPermitted() {
    let error = CaptureError.notPermitted(device: "eth0", program: "/usr/local/bin/schattenki")
    #expect(
      error.description == """
        to capture on eth0, the program needs the capability CAP_NET_RAW, and no other right. \
        Give it to the program:
          setcap cap_net_raw=ep /usr/local/bin/schattenki
        or to the service, in its systemd unit:
          AmbientCapabilities=CAP_NET_RAW
        """)
    #expect(SystemFiles.ownPath?.hasPrefix("/") == true)
  }

  @Test("a device that is not there is refused, with those that are")
  func noSuchDevice() {
    var settings = CaptureSettings(device: "no-such-device")
    settings.ringMebibytes = 1
    #expect {
      _ = try LiveCapture(settings)
    } throws: { error in
      switch error as? CaptureError {
      case .noSuchDevice("no-such-device", _): return true
      // Without rights the kernel may not even say that.
      case .notPermitted("no-such-device", _): return true
      default: return false
      }
    }
    let few = CaptureError.noSuchDevice("eth1", others: ["eth0", "lo"])
    #expect(few.description == "there is no network device 'eth1'; there are eth0, lo")
    let many = CaptureError.noSuchDevice("x", others: (0..<10).map { "d\($0)" })
    #expect(many.description.hasSuffix("there are d0, d1, d2, d3, d4, d5, d6, d7 and 2 more"))
    let none = CaptureError.noSuchDevice("x", others: [])
    #expect(none.description.hasSuffix("there are none at all that this user can see"))
  }

  @Test("devices with a like beginning are named first, of equals those that are up")
  func nearest() {
    let devices = [
      CaptureDevice(name: "any", isUp: true), CaptureDevice(name: "lo", isUp: true),
      CaptureDevice(name: "enp4s0", isUp: false), CaptureDevice(name: "enp3s0", isUp: true),
      CaptureDevice(name: "enp3s1", isUp: false), CaptureDevice(name: "enp5s0", isUp: true),
    ]
    #expect(
      CaptureDevice.names(of: devices, like: "enp3s2") == [
        "enp3s0", "enp3s1", "enp5s0", "enp4s0", "any", "lo",
      ])
  }

  @Test("the devices of this machine are listed, each once and without buses of the kernel")
  func devices() {
    let names = CaptureDevice.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(!names.contains { $0.hasPrefix("usb") || $0.hasPrefix("nf") || $0.hasPrefix("dbus") })
    for device in CaptureDevice.all where device.isLoopback { #expect(device.name != "any") }
  }

  @Test("what to do stands in the text") func advice() {
    #expect(CaptureError.deviceDown("eth0").description.contains("ip link set eth0 up"))
    #expect(CaptureError.deviceGone("eth0").description.contains("Restart=on-failure"))
  }
}
