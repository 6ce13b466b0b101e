import AIServices
import Bytes

/// A small world: one service of each kind that the analysis treats apart.
let testCatalogue = Catalogue(vendors: [
  Vendor(
    id: "acme", name: "Acme", country: "US",
    services: [
      service(
        "acme-chat", .chatAssistant,
        ["chat.acme.example": .app, "cdn.acme.example": .static, "login.acme.example": .auth]),
      service("acme-api", .modelAPI, ["api.acme.example": .api]),
      service("acme-site", .chatAssistant, ["beacon.example": .website]),
      Service(
        id: "acme-tools", name: "Acme Tools", category: .codingAssistant,
        signatures: [
          signature(
            .path(PathPattern("/tools"), on: HostPattern("portal.example")), .app, .business),
          signature(.userAgent(product: "acme-cli"), .api, nil),
          signature(.port(11434), .api, nil),
        ]),
    ]),
  Vendor(
    id: "bolt", name: "Bolt", country: "DE",
    services: [
      service("bolt-office", .saasWithAI, ["office.bolt.example": .app]),
      service("bolt-dns", .encryptedDNS, ["dns.bolt.example": .api]),
    ]),
])

private func signature(
  _ pattern: Signature.Pattern, _ role: HostRole, _ plan: Plan?
) -> Signature {
  Signature(
    pattern, role: role, plan: plan, evidence: "observed", checked: CivilDate(daysSince1970: 20_000)
  )
}

private func service(
  _ id: String, _ category: ServiceCategory, _ hosts: [String: HostRole]
) -> Service {
  Service(
    id: id, name: id, category: category,
    signatures: hosts.sorted { $0.key < $1.key }.map { host, role in
      Signature(
        .host(HostPattern(host)), role: role, evidence: "observed",
        checked: CivilDate(daysSince1970: 20_000))
    })
}
