import AIServices
import Bytes
import Testing

@Suite struct CatalogueTests {
  private let sample = Catalogue(vendors: [
    vendor("first", [service("one", [signature("one.example", day: 10)])]),
    vendor(
      "second",
      [
        service("two", .search, [signature("two.example", day: 30)]),
        service("three", .writing, [signature("three.example", day: 20)]),
      ]),
  ])

  @Test(arguments: [("one", "first"), ("two", "second"), ("three", "second")])
  func findsServicesAndTheirVendors(id: String, vendor: String) throws {
    let index = try #require(sample.service(withID: id))
    #expect(sample[index].id == id)
    #expect(sample.vendor(of: index).id == vendor)
  }

  @Test(arguments: ["", "four", "One", "one "])
  func unknownIDsAreNotFound(id: String) {
    #expect(sample.service(withID: id) == nil)
  }

  @Test func wasLastCheckedOnTheNewestDay() {
    #expect(sample.lastChecked == CivilDate(daysSince1970: 30))
    #expect(Catalogue(vendors: []).lastChecked == nil)
  }

  @Test(arguments: HostRole.allCases)
  func onlyAppsAndAPIsCountAsUse(role: HostRole) throws {
    let sample = catalogue([service("one", [signature("one.example", role)])])
    let match = try #require(sample.match("one.example"))
    #expect(match.role == role)
    #expect(match.countsAsUse == [.app, .api].contains(role))
  }

  @Test(arguments: ServiceCategory.allCases)
  func officeSoftwareAndResolversNeverCountAsUse(category: ServiceCategory) {
    let sample = catalogue([service("one", category, [signature("one.example", .app)])])
    let isAI = ![.saasWithAI, .encryptedDNS].contains(category)
    #expect(sample.match("one.example")?.countsAsUse == isAI)
  }
}
