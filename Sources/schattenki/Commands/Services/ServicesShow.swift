import AIServices
import ArgumentParser
import Bytes
import Foundation

extension ServicesCommand {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a service: what recognises it, and where each fact comes from.")

    @Argument(help: "The service's id, as services list shows it.") var service: String
    @OptionGroup var catalogueOptions: CatalogueOptions

    func run() throws {
      let catalogue = try catalogueOptions.load()
      let index = try catalogue.namedService(service)
      let page = ServicePage(service: catalogue[index], vendor: catalogue.vendor(of: index))
      try Console.print(Data(page.text.utf8))
    }
  }
}

/// All that is known of a service, as text.
private struct ServicePage {
  let service: Service
  let vendor: Vendor

  var text: String {
    var lines = [
      "\(service.name) (\(service.id))", "Vendor: \(vendor.name), \(vendor.country)",
      "Category: \(service.category.rawValue)",
    ]
    lines += service.formerNames.map { "Until \($0.until): \($0.name)\n  \($0.evidence)" }
    if !service.aiActPoints.isEmpty {
      let points = service.aiActPoints.map(\.rawValue).joined(separator: ", ")
      lines.append("EU AI Act, this kind of service can fall under: \(points)")
    }
    lines += service.signatures.flatMap { self.lines(of: $0) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of signature: Signature) -> [String] {
    let countsAsUse = service.countsAsUse(signature.role, isShared: signature.isShared)
    var facts = [signature.role.rawValue, countsAsUse ? "counts as use" : "no use"]
    if signature.isShared { facts.append("serves other things too") }
    if let plan = signature.plan { facts.append("\(plan.rawValue) account") }
    return ["", name(of: signature.pattern), "  " + facts.joined(separator: ", ")]
      + ["  \(signature.evidence), checked \(signature.checked)"]
      + (signature.note.map { ["  \($0)"] } ?? [])
  }

  private func name(of pattern: Signature.Pattern) -> String {
    switch pattern {
    case .host(let host): host.name + (host.isExact ? " (exactly)" : " and below")
    case .path(let path, let host): "\(host.name)\(host.isExact ? " (exactly)" : "") \(path.text)"
    case .userAgent(let product): "User-Agent \(product)/…"
    case .port(let port, let path): "port \(port)\(path?.text ?? "") inside the company"
    }
  }
}
