import Bytes

/// The lines that CoreDNS writes without a plugin, and the levels of the others.
enum CoreDNSRemark {
  /// What the program says of itself when it starts: `CoreDNS-1.11.1`, `linux/amd64, go1.20.7, ae2bbc2`,
  /// `.:53`.
  static func matches(_ line: Span<UInt8>) -> Bool {
    line.starts(with: "CoreDNS-") || line.starts(with: "linux/") && line.holds(", go1.")
      || line.starts(with: ".:") && line.count <= 7
  }

  static func isLevel(_ word: Span<UInt8>) -> Bool {
    word.equals("[INFO]") || word.equals("[WARNING]") || word.equals("[ERROR]")
      || word.equals("[DEBUG]") || word.equals("[FATAL]")
  }
}
