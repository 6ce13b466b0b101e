import AIServices
import ArgumentParser
import Bytes
import Configuration
import Foundation
import Reports

struct ServicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "services",
    abstract: "Look into the catalogue of AI services.",
    subcommands: [List.self, Show.self, Match.self, Check.self])
}

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

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a service: its hosts, their roles, and where each fact comes from.")

    @Argument(help: "The service's id, as services list shows it.") var service: String
    @OptionGroup var catalogueOptions: CatalogueOptions

    func run() throws {
      let catalogue = try catalogueOptions.load()
      guard let index = catalogue.service(withID: service) else {
        let nearest = nearestWord(to: service, among: catalogue.services.map(\.id))
        throw CommandFailure(
          .data,
          "unknown service '\(service)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
      }
      let found = catalogue[index]
      let vendor = catalogue.vendor(of: index)
      var text = "\(found.name) (\(found.id))\n"
      text += "Vendor: \(vendor.name), \(vendor.country)\n"
      text += "Category: \(found.category.rawValue)\n"
      for host in found.hosts {
        let use = host.role.countsAsUse && found.category.isAI ? "counts as use" : "no use"
        text += "\n\(host.host)\(host.isExact ? " (exactly)" : " and below")\n"
        text += "  \(host.role.rawValue), \(use)\n"
        text += "  \(host.evidence), checked \(host.checked)\n"
        if let note = host.note { text += "  \(note)\n" }
      }
      try Console.print(Data(text.utf8))
    }
  }

  struct Match: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which service a host name belongs to, and why or why not.",
      discussion: """
        With - host names are read from standard input, one a line, and answered with one JSON \
        object each: host, service or null, vendor, role, counts_as_use, reason.
        """)

    @Argument(help: "A host name, or - for standard input.") var host: String
    @OptionGroup var catalogueOptions: CatalogueOptions

    func run() throws {
      let catalogue = try catalogueOptions.load()
      guard host == "-" else {
        try Console.print(Data(describe(catalogue.explain(host), catalogue).utf8))
        return
      }
      var output = JSONLine()
      while let name = readLine() {
        guard !name.isEmpty else { continue }
        output.add(catalogue.explain(name), catalogue)
        try output.flush(force: Console.outputIsTerminal)
      }
      try output.flush(force: true)
    }

    private func describe(_ explanation: HostExplanation, _ catalogue: Catalogue) -> String {
      guard let match = explanation.match else {
        return
          "\(explanation.host.printable): no known service\n  \(explanation.reason.printable)\n"
      }
      let service = catalogue[match.service]
      let vendor = catalogue.vendor(of: match.service)
      let signature = catalogue.signature(of: match)
      return """
        \(explanation.host): \(service.name) (\(service.id)) of \(vendor.name), \(vendor.country)
          \(match.countsAsUse ? "counts as use" : "does not count as use")
          \(explanation.reason)
          \(signature.evidence), checked \(signature.checked)

        """
    }
  }
}

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
      let catalogue = Catalogue(vendors: try SignatureFiles.read(folder: folder))
      let documented = catalogue.signatures.count { $0.evidence != "observed" }
      let oldest = catalogue.signatures.map(\.checked).min()
      let text = """
        Vendors:  \(catalogue.vendors.count)
        Services: \(catalogue.services.count)
        Hosts:    \(catalogue.signatures.count), \(documented) of them with a document
        Oldest check: \(oldest?.description ?? "none")

        """
      try Console.print(Data(text.utf8))
    }
  }
}

extension JSONLine {
  fileprivate mutating func add(_ explanation: HostExplanation, _ catalogue: Catalogue) {
    let match = explanation.match
    begin()
    add("host", explanation.host)
    add("service", match.map { catalogue[$0.service].id })
    add("vendor", match.map { catalogue.vendor(of: $0.service).name })
    add("role", match.map(\.role.rawValue))
    add("counts_as_use", match?.countsAsUse ?? false)
    add("reason", explanation.reason)
    end()
  }
}
