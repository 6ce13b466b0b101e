import Access
import Bytes
import TestSupport
import Testing

/// Whatever stands in a target: no trap, and the host lies inside the target.
@Suite struct HostNamePropertyTests {
  @Test(arguments: targets, [true, false])
  func everyCutIsReadInside(target: String, isTunnel: Bool) {
    let line = Array(target.utf8)
    for start in 0...line.count {
      for end in start...line.count {
        check(line, start..<end, isTunnel)
        check(Array(line[start..<end]), 0..<end - start, isTunnel)
      }
    }
  }

  @Test(arguments: targets, [true, false])
  func everyChangedByteIsReadInside(target: String, isTunnel: Bool) {
    for place in 0..<target.utf8.count {
      for value in UInt8.min...UInt8.max {
        var line = Array(target.utf8)
        line[place] = value
        check(line, 0..<line.count, isTunnel)
      }
    }
  }

  @Test func anyBytesAreReadInside() {
    var random = SeededGenerator(seed: 9)
    let alphabet = Array("a1.:/@[]%?#-_h ".utf8) + [0, 0x80, 0xFF]
    for _ in 0..<50_000 {
      let length = Int.random(in: 0...30, using: &random)
      let line = (0..<length).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      check(line, 0..<length, Bool.random(using: &random))
    }
  }

  private static let targets = [
    "www.example.com:443", "http://www.example.com/a", "https://anna:x@www.example.com:8443/?a@b",
    "[2001:db8::7]:443", "http://[fe80::1%25eth0]:80/", "2001:db8::7", "8.8.8.8:443/",
    "tunnel://host:443/", "cache_object://localhost/info", "error:invalid-request",
    "www.example.com.:443", "/x", "*",
  ]

  private func check(_ line: [UInt8], _ target: Range<Int>, _ isTunnel: Bool) {
    guard
      let host = try? HostName(inTarget: ByteRange(target), of: line.span, isTunnel: isTunnel)
    else { return }
    let range = host.range.range
    let isInside =
      !range.isEmpty && target.lowerBound <= range.lowerBound
      && range.upperBound <= target.upperBound
    if !isInside { Issue.record("\(range) of \(target) in \(line)") }
    if range.count > HostName.maximumLength { Issue.record("\(range.count) bytes in \(line)") }
    if host.isAddress, IPAddress(line.span.extracting(range)) == nil {
      Issue.record("no address in \(line)")
    }
  }
}
