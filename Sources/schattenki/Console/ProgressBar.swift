import Foundation

/// A bar on standard error that shows how far reading has come; silent where that is no terminal.
struct ProgressBar {
  private static let barWidth = 30
  /// Ten times a second is as often as an eye can use.
  private static let interval: Duration = .milliseconds(100)

  private let name: String
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var isShown = false

  init(name: String) {
    self.name = name
    next = clock.now + Self.interval
  }

  mutating func show(bytesRead: Int, size: Int?) {
    guard Console.errorIsTerminal, clock.now >= next else { return }
    next = clock.now + Self.interval
    isShown = true
    let megabytes = "\(bytesRead / 1_000_000) MB"
    guard let size, size > 0 else { return write("\(name)  \(megabytes)") }
    let share = min(1, Double(bytesRead) / Double(size))
    let filled = Int(share * Double(Self.barWidth))
    let bar =
      String(repeating: "█", count: filled)
      + String(repeating: "░", count: Self.barWidth - filled)
    write("\(bar) \(Int(share * 100)) %  \(name)  \(megabytes)")
  }

  /// Takes the bar away again, so that it does not stand in the output.
  mutating func clear() {
    guard isShown else { return }
    isShown = false
    write("")
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
  }
}
