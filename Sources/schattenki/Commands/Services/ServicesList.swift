import AIServices
import ArgumentParser
import Foundation

extension ServicesCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List all services: id, name, vendor, country, category, separated by tabs.")

    @OptionGroup var catalogueOptions: CatalogueOptions

    func run() throws {
      let catalogue = try catalogueOptions.load()
      var lines: [String] = []
      for vendor in catalogue.vendors {
        for service in vendor.services {
          lines.append(
            [service.id, service.name, vendor.name, vendor.country, service.category.rawValue]
              .joined(separator: "\t"))
        }
      }
      lines.sort()
      try Console.print(Data((lines.joined(separator: "\n") + "\n").utf8))
    }
  }
}
