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

  @Test func whatIsEncodedIsDecodedAgain() throws {
    let text = CompiledCatalogue.encode(vendors)
    let decoded = try CompiledCatalogue.decode(text)
    #expect(CompiledCatalogue.encode(decoded) == text)
    #expect(String(describing: decoded) == String(describing: vendors))
  }

  @Test(arguments: HostRole.allCases)
  func everyRoleSurvives(role: HostRole) throws {
    let decoded = try roundTrip(service("one", [signature("one.example", role)]))
    #expect(decoded?.hosts.first?.role == role)
  }

  @Test(arguments: ServiceCategory.allCases)
  func everyCategorySurvives(category: ServiceCategory) throws {
    #expect(try roundTrip(service("one", category, []))?.category == category)
  }

  @Test func nothingIsAnEmptyCatalogue() throws {
    #expect(try CompiledCatalogue.decode("").isEmpty)
  }

  @Test(arguments: [
    ("x\tfirst", 1),
    ("v\tid\tName", 1),
    ("v\tid\tName\tUS\tmore", 1),
    ("s\tid\tName\tsearch", 1),
    ("v\tid\tName\tUS\ns\tid\tName\tunheard-of", 2),
    ("v\tid\tName\tUS\nh\ta.example\tapp\texact\tobserved\t2026-11-23\t", 2),
    ("v\tid\tName\tUS\ns\tid\tName\tsearch\nh\ta.example\tking\texact\tobserved\t2026-11-23\t", 3),
    ("v\tid\tName\tUS\ns\tid\tName\tsearch\nh\ta.example\tapp\texact\tobserved\t2026-02-30\t", 3),
    ("v\tid\tName\tUS\ns\tid\tName\tsearch\nh\ta.example\tapp\tloose\tobserved\t2026-11-23\t", 3),
    ("v\tid\tName\tUS\ns\tid\tName\tsearch\nh\ta.example\tapp\texact\tobserved", 3),
  ])
  func damagedTextIsRefusedWithItsLine(text: String, line: Int) {
    let error = #expect(throws: CompiledCatalogue.Damaged.self) {
      try CompiledCatalogue.decode(text)
    }
    #expect(error?.line == line)
  }

  private func roundTrip(_ service: Service) throws -> Service? {
    try CompiledCatalogue.decode(CompiledCatalogue.encode([vendor("v", [service])])).first?
      .services.first
  }
}
