import AIServices
import Testing

@Suite struct CompiledCatalogueTests {
  private let vendors = [
    vendor(
      "first",
      [
        service(
          "one",
          [signature("one.example", .api, exact: true, day: 1, note: "a note, with \"quotes\"")]),
        service("none", .companion, []),
      ]),
    vendor("empty", []),
    vendor("last", [service("two", .encryptedDNS, [signature("two.example", .telemetry)])]),
  ]

  private static let head = "v\tid\tName\tUS\ns\tid\tName"
  private static let searchService = head + "\tsearch\t\t\n"

  @Test func whatIsEncodedIsDecodedAgain() throws {
    let text = CompiledCatalogue.encode(vendors)
    let decoded = try decode(text)
    #expect(CompiledCatalogue.encode(decoded) == text)
    #expect(String(describing: decoded) == String(describing: vendors))
  }

  @Test(arguments: HostRole.allCases)
  func everyRoleSurvives(role: HostRole) throws {
    let decoded = try roundTrip(service("one", [signature("one.example", role)]))
    #expect(decoded?.signatures.first?.role == role)
  }

  @Test(arguments: ServiceCategory.allCases)
  func everyCategorySurvives(category: ServiceCategory) throws {
    #expect(try roundTrip(service("one", category, []))?.category == category)
  }

  @Test func nothingIsAnEmptyCatalogue() throws {
    #expect(try decode("").isEmpty)
  }

  @Test(arguments: [
    ("x\tfirst", 1),
    ("v\tid\tName", 1),
    ("v\tid\tName\tUS\tmore", 1),
    ("s\tid\tName\tsearch\t\t", 1),
    ("\(head)\tunheard-of\t\t", 2),
    ("\(head)\tsearch\tart-5-1-z\t", 2),
    ("\(head)\tsearch\t\tpraised", 2),
    ("\(head)\tsearch", 2),
    ("v\tid\tName\tUS\nh\ta.example\t\tapp\texact\town\t\tobserved\t2026-11-23\t", 2),
    ("\(searchService)h\ta.example\t\tking\texact\town\t\tobserved\t2026-11-23\t", 3),
    ("\(searchService)h\ta.example\t\tapp\texact\town\t\tobserved\t2026-02-30\t", 3),
    ("\(searchService)h\ta.example\t\tapp\tloose\town\t\tobserved\t2026-11-23\t", 3),
    ("\(searchService)h\ta.example\t\tapp\texact\tours\t\tobserved\t2026-11-23\t", 3),
    ("\(searchService)h\ta.example\t\tapp\texact\town\tgold\tobserved\t2026-11-23\t", 3),
    ("\(searchService)h\ta.example\t\tapp\texact\town\t\tobserved", 3),
    ("\(searchService)n\t\t65536\tapi\tsuffix\town\t\tobserved\t2026-11-23\t", 3),
    ("\(searchService)f\tOld\t2024", 3),
  ])
  func damagedTextIsRefusedWithItsLine(text: String, line: Int) {
    let error = #expect(throws: CompiledCatalogue.Damaged.self) {
      try decode(text)
    }
    #expect(error?.line == line)
  }

  private func decode(_ text: String) throws(CompiledCatalogue.Damaged) -> [Vendor] {
    let bytes = Array(text.utf8)
    return try CompiledCatalogue.decode(bytes.span)
  }

  private func roundTrip(_ service: Service) throws -> Service? {
    try decode(CompiledCatalogue.encode([vendor("v", [service])])).first?
      .services.first
  }
}
