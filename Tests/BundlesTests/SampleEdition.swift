import AIServices
import Bytes

/// Two services with something of every kind that a bundle carries.
func sampleEdition() -> CatalogueEdition {
  let day = CivilDate(daysSince1970: 20_000)
  let signatures = [
    Signature(
      .host(HostPattern("chat.acme.example", isExact: true)), role: .app, plan: .business,
      evidence: "observed", checked: day, note: "a \"note\""),
    Signature(
      .path(PathPattern("/ai?x=1"), on: HostPattern("acme.example")), role: .app,
      evidence: "https://acme.example/", checked: day),
    Signature(.userAgent(product: "acme-cli"), role: .api, evidence: "observed", checked: day),
    Signature(.port(11434), role: .api, evidence: "observed", checked: day),
  ]
  let services = [
    Service(
      id: "acme-chat", name: "Acme Chät", category: .chatAssistant,
      formerNames: [FormerName(name: "Old", until: "2024-02", evidence: "https://acme.example/")],
      aiActPoints: [.emotionsAtWork, .employment], isImitated: true, signatures: signatures)
  ]
  let text = AIAct.Text(english: "one", german: "eins")
  let fine = AIAct.Fine(
    id: "fine", provision: text, millionEuros: 35, percentOfTurnover: 7, source: "https://a.example"
  )
  let rules = AIActPoint.allCases.map {
    AIAct.Rule(
      point: $0, provision: text, title: text, question: text, appliesFrom: day, fine: fine,
      source: "https://a.example")
  }
  return CatalogueEdition(
    vendors: [Vendor(id: "acme", name: "Acme", country: "DE", services: services)],
    aiAct: AIAct(name: text, source: "https://a.example", checked: day, rules: rules))
}
