/// Why frames cannot be captured, or not any more, with what to do about it.
package enum CaptureError: Error, Equatable, Sendable {
  /// A setting is out of its range, in words.
  case setting(String)
  /// The filter, and what the library finds wrong with it.
  case filter(String, String)
  /// No device of this name; the others, likely ones first.
  case noSuchDevice(String, others: [String])
  /// The program at this path lacks the right to open the device.
  case notPermitted(device: String, program: String)
  /// The device is there but switched off. A capture that is open goes on when it is up again.
  case deviceDown(String)
  /// The device was there when the capture began and is no more. The capture is over.
  case deviceGone(String)
  /// The library's or the operating system's own words.
  case system(String)
}

extension CaptureError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .setting(let problem): return problem
    case .filter(let text, let problem):
      let shown = text == CaptureFilter.standard ? "the standard filter" : "the filter '\(text)'"
      return "\(shown) is not possible here: \(problem); see man 7 pcap-filter"
    case .noSuchDevice(let device, let others):
      return "there is no network device '\(device)'; \(Self.listing(others))"
    case .notPermitted(let device, let program):
      return Self.advice(device: device, program: program)
    case .deviceDown(let device):
      return "the network device \(device) is down; to switch it on: ip link set \(device) up"
    case .deviceGone(let device):
      return """
        the network device \(device) has vanished; start the capture again when it is back, \
        or let systemd do it with Restart=on-failure
        """
    case .system(let words): return words
    }
  }

  private static func listing(_ others: [String]) -> String {
    guard !others.isEmpty else { return "there are none at all that this user can see" }
    let shown = others.prefix(8).joined(separator: ", ")
    let rest = others.count > 8 ? " and \(others.count - 8) more" : ""
    return "there are \(shown)\(rest)"
  }

  private static func advice(device: String, program: String) -> String {
    """
    to capture on \(device), the program needs the capability CAP_NET_RAW, and no other right. \
    Give it to the program:
      setcap cap_net_raw=ep \(program)
    or to the service, in its systemd unit:
      AmbientCapabilities=CAP_NET_RAW
    """
  }
}
