import Reports
import Testing

@Suite struct HTMLReportTests {
  private func html(
    _ language: Language, _ sample: SampleReport = SampleReport()
  ) throws -> String {
    HTMLReport(try sample.report(), language: language).text
  }

  @Test(arguments: Language.allCases)
  func namesAreEscaped(language: Language) throws {
    let text = try html(language)
    #expect(!text.contains("<script"))
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(text.contains("Forschung &amp; Entwicklung"))
    #expect(text.contains("Blue &quot;Code&quot;"))
    #expect(text.contains("access&lt;b&gt;.log"))
    #expect(text.contains("IT &amp; Datenschutz &lt;ki@firma.example&gt;"))
  }

  /// A mark that combines with a bracket makes one character of the two.
  @Test(arguments: ["<\u{338}", "<\u{200D}", "\"\u{301}", "<\u{FE0F}b"])
  func markupIsEscapedWhateverCombinesWithIt(name: String) throws {
    var sample = SampleReport()
    sample.departments[1] = "harmless"
    let harmless = try markup(in: html(.english, sample))
    sample.departments[1] = name
    #expect(try markup(in: html(.english, sample)) == harmless)
  }

  /// How often each character that means something in HTML occurs, entities left away.
  private func markup(in html: String) -> [Unicode.Scalar: Int] {
    ["<", ">", "\"", "'"].reduce(into: [:]) { counts, scalar in
      counts[scalar] = html.unicodeScalars.count { $0 == scalar }
    }
  }

  @Test(arguments: Language.allCases)
  func nothingIsLoadedFromElsewhere(language: Language) throws {
    let text = try html(language).lowercased()
    for reference in ["http://", "https://", "src=", "url(", "href=", "@import", "<link", "//"] {
      #expect(!text.contains(reference), "\(reference)")
    }
  }

  @Test(arguments: Language.allCases)
  func saysItsLanguage(language: Language) throws {
    #expect(try html(language).contains("<html lang=\"\(language.rawValue)\">"))
  }

  @Test(arguments: Language.allCases)
  func everyTagIsClosed(language: Language) throws {
    let complete = SampleReport(hasDepartments: false, hasPolicy: false, isComplete: true)
    for sample in [SampleReport(), complete] {
      let text = try html(language, sample)
      #expect(unclosedTags(in: text).isEmpty)
    }
  }

  @Test func everyRowHasAsManyCellsAsTheHead() throws {
    let rows = try html(.german).components(between: "<tr", and: "</tr>")
    #expect(rows.count == 9)
    let counts = rows.map { $0.count(of: "</th>") + $0.count(of: "</td>") }
    #expect(Set(counts).count == 1)
  }

  @Test(arguments: [true, false])
  func incompleteReportsSayIt(isComplete: Bool) throws {
    let text = try html(.english, SampleReport(isComplete: isComplete))
    #expect(text.contains("class=\"incomplete\"") != isComplete)
  }

  /// The tags that are open at the end, or closed in the wrong order.
  private func unclosedTags(in html: String) -> [String] {
    let void: Set = ["meta", "!DOCTYPE", "br", "hr"]
    var open: [String] = []
    for tag in html.components(between: "<", and: ">") {
      let name = tag.split { $0 == " " || $0 == "\n" }.first.map(String.init) ?? ""
      if name.hasPrefix("/") {
        guard open.popLast() == String(name.dropFirst()) else { return open + [name] }
      } else if !void.contains(name) {
        open.append(name)
      }
    }
    return open
  }
}

extension String {
  /// The texts between each `start` and the next `end`.
  fileprivate func components(between start: String, and end: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let begin = rest.firstRange(of: start) {
      guard let finish = rest[begin.upperBound...].firstRange(of: end) else { break }
      parts.append(String(rest[begin.upperBound..<finish.lowerBound]))
      rest = rest[finish.upperBound...]
    }
    return parts
  }

  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
