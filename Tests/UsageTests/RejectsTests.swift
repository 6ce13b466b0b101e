import Testing
import Usage

@Suite struct RejectsTests {
  private func sample(of bytes: [UInt8]) -> String? {
    var rejects = Rejects()
    rejects.add("layout", line: bytes.span, number: 1)
    return rejects.groups["layout"]?.sample
  }

  @Test(arguments: [
    ("", ""),
    ("10.1.2.3 - anna [16/Nov/2026]", "99.9.9.9 - xxxx [99/xxx/9999]"),
    ("GET https://chatgpt.com/?q=secret", "xxx xxxxx://xxxxxxx.xxx/?x=xxxxxx"),
    ("a\tb\u{1B}[31m", "x?x?[99x"),
    ("Müller", "xxxxxxx"),
  ])
  func samplesShowTheShapeOnly(line: String, shape: String) {
    #expect(sample(of: Array(line.utf8)) == shape)
  }

  @Test func noLetterOrDigitOfAnyByteSurvives() throws {
    for byte in UInt8.min...UInt8.max {
      let shape = try #require(sample(of: [byte]))
      let letters = shape.unicodeScalars.filter { $0.properties.isAlphabetic || $0.value > 127 }
      let digits = shape.filter(\.isNumber)
      #expect(letters.allSatisfy { $0 == "x" })
      #expect(digits.allSatisfy { $0 == "9" })
      #expect(shape.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    }
  }

  @Test func samplesAreCutAt160() throws {
    #expect(sample(of: Array(repeating: 65, count: 160)) == String(repeating: "x", count: 160))
    let cut = try #require(sample(of: Array(repeating: 65, count: 161)))
    #expect(cut == String(repeating: "x", count: 160) + "…")
  }

  @Test func onlyTheFirstLineOfAReasonIsShown() {
    var rejects = Rejects()
    rejects.add("time", line: Array("ab".utf8).span, number: 7)
    rejects.add("time", line: Array("12345".utf8).span, number: 9)
    rejects.add("host", line: Array("1".utf8).span, number: 8)
    #expect(rejects.groups["time"]?.sample == "xx")
    #expect(rejects.groups["time"]?.line == 7)
    #expect(rejects.groups["time"]?.count == 2)
    #expect(rejects.count == 3)
  }

  @Test func linesThatWereNotKeptAreCounted() {
    var rejects = Rejects()
    rejects.add("line_too_long", count: 0)
    #expect(rejects.groups.isEmpty)
    rejects.add("line_too_long", count: 2)
    rejects.add("line_too_long", count: 3)
    #expect(rejects.groups["line_too_long"]?.count == 5)
    #expect(rejects.groups["line_too_long"]?.sample == "")
  }

  @Test func mergingKeepsTheFirstSampleAndAddsCounts() {
    var first = Rejects()
    first.add("time", line: Array("1".utf8).span, number: 1)
    var second = Rejects()
    second.add("time", line: Array("aa".utf8).span, number: 2)
    second.add("host", line: Array("b".utf8).span, number: 3)
    first.merge(second)
    #expect(first.count == 3)
    #expect(first.groups["time"]?.sample == "9")
    #expect(first.groups["time"]?.count == 2)
    #expect(first.groups["host"] == second.groups["host"])
  }
}
