import AIServices
import ArgumentParser
import Bytes
import Configuration
import Foundation

extension ServicesCommand {
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a folder of signature files, and report everything that is wrong.",
      discussion: """
        Wrong are: unknown keys and words, missing evidence or dates, names that no host can have, \
        services and hosts that stand there twice, hosts that a wider signature covers already, \
        and shared infrastructure signed with all names below it.

        Exit status: 0 all is well, 78 something is wrong.
        """)

    @Argument(help: "The folder, such as Signatures.") var folder: String

    func run() throws {
      let census = CatalogueCensus(Catalogue(vendors: try SignatureFiles(folder: folder).vendors))
      try Console.print(Data(census.text.utf8))
    }
  }
}

/// How much a catalogue holds, and how well it is founded.
private struct CatalogueCensus {
  let catalogue: Catalogue

  init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  var text: String {
    let hosts = catalogue.signatures.filter(\.isHost)
    let others = catalogue.signatures.count - hosts.count
    let documented = hosts.count { $0.evidence != "observed" }
    return """
      Vendors:  \(catalogue.vendors.count)
      Services: \(catalogue.services.count)
      Hosts:    \(hosts.count), \(documented) of them with a document, \
      \(officialHosts) with one of the vendor's own
      Paths, user agents and ports: \(others)
      Oldest check: \(catalogue.signatures.map(\.checked).min()?.description ?? "none")

      """
  }

  /// Hosts whose document stands on a site of the same vendor, by the last two labels of names. A
  /// vendor's code on a hosting site is not counted: the figure is a lower bound.
  private var officialHosts: Int {
    catalogue.vendors.reduce(0) { count, vendor in
      let hosts = vendor.services.flatMap(\.signatures).filter(\.isHost)
      let sites = Set(hosts.compactMap { $0.host.map { HostPattern.domain(of: $0.name) } })
      return count
        + hosts.count { host in
          let address = host.evidence.dropFirst("https://".count).prefix { $0 != "/" }
          return sites.contains(HostPattern.domain(of: String(address)))
        }
    }
  }
}
