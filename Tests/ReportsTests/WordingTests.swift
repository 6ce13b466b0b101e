import AIServices
import Bytes
import Evidence
import LogFormats
@testable import Reports
import Testing
import Usage

@Suite struct WordingTests {
  private let english = Wording(language: .english)
  private let german = Wording(language: .german)
  private let day = CivilDate(daysSince1970: 20_518)

  private var reasons: [Verdict.Reason] {
    [
      .listed, .inReview(day), .notListed, .otherDepartment, .expired(day), .notYetValid(day),
      .prohibited,
    ]
  }

  @Test func everyReasonOfAVerdictHasItsOwnWordsInBothLanguages() {
    for wording in [english, german] {
      let words = reasons.map(wording.reason)
      #expect(Set(words).count == reasons.count)
      #expect(words.allSatisfy { !$0.isEmpty })
    }
    for reason in reasons { #expect(english.reason(reason) != german.reason(reason)) }
  }

  @Test func reasonsNameTheirDay() {
    for reason: Verdict.Reason in [.inReview(day), .expired(day), .notYetValid(day)] {
      #expect(english.reason(reason).contains("6 Mar 2026"))
      #expect(german.reason(reason).contains("06.03.2026"))
    }
  }

  @Test func everyRulingHasItsOwnWordsInBothLanguages() {
    let rulings = Verdict.Ruling.allCases
    #expect(Set(rulings.map(english.ruling)).count == rulings.count)
    #expect(Set(rulings.map(german.ruling)).count == rulings.count)
    for ruling in rulings { #expect(english.ruling(ruling) != german.ruling(ruling)) }
  }

  @Test(
    arguments:
      Malformed.allCases.map(\.name)
      + ["line_too_long", "frame_cut", "frame_malformed", "frame_damaged"])
  func everyRejectReasonHasWordsInBothLanguages(reason: String) {
    #expect(english.reject(reason) != reason)
    #expect(german.reject(reason) != reason)
    #expect(english.reject(reason) != german.reject(reason))
  }

  @Test func everyLevelOfEvidenceHasItsOwnWords() {
    let levels = (0...4).compactMap(EvidenceLevel.init)
    #expect(levels.count == 5)
    for wording in [english, german] {
      #expect(Set(levels.map(wording.evidence) + [wording.attempted]).count == 6)
    }
  }

  @Test func everyKindHasItsOwnColumn() {
    for wording in [english, german] {
      #expect(Set(AccessKind.allCases.map(wording.kind)).count == AccessKind.allCases.count)
    }
  }

  @Test func titlesDifferBetweenTheLanguages() {
    let titles: [KeyPath<Wording, String>] = [
      \.title, \.incomplete, \.notSeenTitle, \.notUnderstoodTitle, \.sourcesTitle, \.nextTitle,
      \.noFindings, \.service, \.vendor, \.department, \.network, \.verdict, \.reason, \.people,
      \.blocked, \.received, \.sent, \.evidence, \.seen, \.notAssigned, \.attempted,
    ]
    for title in titles { #expect(english[keyPath: title] != german[keyPath: title]) }
  }

  @Test(
    arguments: [
      (0, "0", "0"), (7, "7", "7"), (999, "999", "999"), (1000, "1,000", "1.000"),
      (12_345, "12,345", "12.345"), (123_456, "123,456", "123.456"),
      (1_234_567, "1,234,567", "1.234.567"),
      (.max, "18,446,744,073,709,551,615", "18.446.744.073.709.551.615"),
    ] as [(UInt64, String, String)])
  func numbers(value: UInt64, english: String, german: String) {
    #expect(self.english.number(value) == english)
    #expect(self.german.number(value) == german)
  }

  @Test(
    arguments: [
      (nil, "–", "–"), (0, "0 B", "0 B"), (999, "999 B", "999 B"), (1000, "1.0 kB", "1,0 kB"),
      (1049, "1.0 kB", "1,0 kB"), (1050, "1.1 kB", "1,1 kB"), (999_949, "999.9 kB", "999,9 kB"),
      (999_950, "1.0 MB", "1,0 MB"), (1_500_000, "1.5 MB", "1,5 MB"),
      (2_000_000_000, "2.0 GB", "2,0 GB"), (3_140_000_000_000, "3.1 TB", "3,1 TB"),
      (5_000_000_000_000_000, "5.0 PB", "5,0 PB"), (.max, "18.4 EB", "18,4 EB"),
    ] as [(UInt64?, String, String)])
  func bytes(value: UInt64?, english: String, german: String) {
    #expect(self.english.bytes(value) == english)
    #expect(self.german.bytes(value) == german)
  }

  @Test func localModelsAreAClassOfTheirOwn() throws {
    let rows = try SampleReport().report().rows
    let model = try #require(rows.first { $0.service.category == .selfHosted })
    #expect(english.service(model).hasSuffix("(local model)"))
    #expect(german.service(model).hasSuffix("(lokales Modell)"))
  }

  @Test(arguments: [
    (2026, 11, 6, "6 Nov 2026", "06.11.2026", "6 Nov", "06.11."),
    (2024, 2, 29, "29 Feb 2024", "29.02.2024", "29 Feb", "29.02."),
    (1999, 12, 31, "31 Dec 1999", "31.12.1999", "31 Dec", "31.12."),
  ])
  func dates(
    year: Int, month: Int, day: Int, english: String, german: String, short: String,
    kurz: String
  ) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    #expect(self.english.date(date) == english)
    #expect(self.german.date(date) == german)
    #expect(self.english.shortDate(date) == short)
    #expect(self.german.shortDate(date) == kurz)
  }

  @Test func aPeriodOfOneDayIsThatDay() {
    let next = CivilDate(daysSince1970: day.daysSince1970 + 1)
    #expect(english.period(day, day) == "6 Mar 2026")
    #expect(english.period(day, next) == "6 Mar 2026 – 7 Mar 2026")
    #expect(german.period(day, next) == "06.03.2026 – 07.03.2026")
  }

  @Test(
    arguments: [
      (1, 0, 1, [], "1 service in 1 department", "1 Dienst in 1 Abteilung"),
      (2, 0, 3, [], "2 services in 3 departments", "2 Dienste in 3 Abteilungen"),
      (
        2, 1, 1, [.others, .notAssigned],
        "2 services in 1 department, other departments, not assigned, 1 of them by few people",
        "2 Dienste in 1 Abteilung, übrige Abteilungen, nicht zugeordnet, 1 davon von wenigen"
      ),
      (1, 0, 0, [.notAssigned], "1 service, not assigned", "1 Dienst, nicht zugeordnet"),
      (2, 2, 0, [], "2 services, 2 of them by few people", "2 Dienste, 2 davon von wenigen"),
    ] as [(Int, Int, Int, [Report.Place], String, String)])
  func counts(
    services: Int, rare: Int, places: Int, rest: [Report.Place], english: String, german: String
  ) {
    func words(_ wording: Wording) -> String {
      wording.count(
        services: services, rare: rare, departments: places, rest: rest, areNetworks: false)
    }
    #expect(words(self.english) == english)
    #expect(words(self.german) == german)
  }

  @Test func countsOfNetworks() {
    func counts(_ wording: Wording, _ services: Int, _ networks: Int) -> String {
      wording.count(
        services: services, rare: 0, departments: networks, rest: [], areNetworks: true)
    }
    #expect(counts(english, 1, 2) == "1 service in 2 networks")
    #expect(counts(german, 2, 2) == "2 Dienste in 2 Netzen")
    #expect(counts(german, 2, 1) == "2 Dienste in 1 Netz")
  }

  @Test(arguments: [
    ("de", Language.german), ("de_DE.UTF-8", .german), ("de_AT", .german),
    ("en_US.UTF-8", .english),
    ("C", .english), ("", .english), ("fr_FR", .english),
  ])
  func theLanguageIsThatOfTheLocale(locale: String, language: Language) {
    #expect(Language(locale: locale) == language)
  }
}
