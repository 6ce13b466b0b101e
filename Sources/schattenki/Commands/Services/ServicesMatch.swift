import AIServices
import ArgumentParser
import Foundation
import Reports

extension ServicesCommand {
  struct Match: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which service a host name belongs to, and why or why not.",
      discussion: """
        Takes a host name, host:port, a URL, or a user agent. With - they are read from standard \
        input, one a line, and answered with one JSON object each: input, host (empty for a user \
        agent), service or null, vendor, category, role, plan, shared, counts_as_use, reason.
        """)

    @Argument(help: ArgumentHelp("What to look up, or - for standard input.", valueName: "host"))
    var text: String
    @OptionGroup var catalogueOptions: CatalogueOptions

    func run() throws {
      let catalogue = try catalogueOptions.load()
      guard text == "-" else {
        try Console.print(Data(describe(catalogue.explain(text), catalogue).utf8))
        return
      }
      var output = JSONLine()
      while let line = readLine() {
        guard !line.isEmpty else { continue }
        output.add(catalogue.explain(line), of: line, catalogue)
        try output.flush(force: Console.outputIsTerminal)
      }
      try output.flush(force: true)
    }

    private func describe(_ explanation: Explanation, _ catalogue: Catalogue) -> String {
      let name = (explanation.host.isEmpty ? text : explanation.host).printable
      guard let match = explanation.match else {
        return "\(name): no known service\n  \(explanation.reason.printable)\n"
      }
      let service = catalogue[match.service]
      let vendor = catalogue.vendor(of: match.service)
      let signature = catalogue.signature(of: match)
      return """
        \(name): \(service.name) (\(service.id)) of \(vendor.name), \(vendor.country)
          \(match.countsAsUse ? "counts as use" : "does not count as use")
          \(explanation.reason)
          \(signature.evidence), checked \(signature.checked)

        """
    }
  }
}

extension JSONLine {
  fileprivate mutating func add(
    _ explanation: Explanation, of input: String, _ catalogue: Catalogue
  ) {
    let match = explanation.match
    begin()
    add("input", input)
    add("host", explanation.host)
    add("service", match.map { catalogue[$0.service].id })
    add("vendor", match.map { catalogue.vendor(of: $0.service).name })
    add("category", match.map { catalogue[$0.service].category.rawValue })
    add("role", match.map(\.role.rawValue))
    add("plan", match?.plan?.rawValue)
    add("shared", match.map { catalogue.signature(of: $0).isShared } ?? false)
    add("counts_as_use", match?.countsAsUse ?? false)
    add("reason", explanation.reason)
    end()
  }
}
