import AIServices
import Bytes

extension Remarks {
  /// What to ask about the services that the EU AI Act looks at; nothing where there is none.
  var legalQuestions: [String] {
    let questions = report.legalQuestions
    guard !questions.isEmpty else { return [] }
    let introduction = pick(
      "A host name proves no practice. These kinds of service can fall under the points named: "
        + "find out what they are used for.",
      "Ein Hostname beweist keine Praxis. Diese Arten von Diensten können unter die genannten "
        + "Punkte fallen: Klären Sie, wofür sie genutzt werden.")
    let source = report.setup.aiAct
    let state = pick(
      "\(source.name.english), as of \(wording.date(source.checked)); no legal advice. "
        + "Of two maximum fines the lower one holds for small and mid-size companies.",
      "\(source.name.german), Stand \(wording.date(source.checked)); keine Rechtsberatung. "
        + "Von zwei Höchstbeträgen gilt für kleine und mittlere Unternehmen der niedrigere.")
    return [introduction] + questions.map { describe($0.rule, $0.services) } + [state]
  }

  private func describe(_ rule: AIAct.Rule, _ services: [Service]) -> String {
    let names = services.map(\.name).joined(separator: ", ")
    let date = wording.date(rule.appliesFrom)
    let (euros, percent) = (rule.fine.millionEuros, rule.fine.percentOfTurnover)
    return pick(
      "\(rule.provision.english), \(rule.title.english): \(names). \(rule.question.english) "
        + "(From \(date); fines of up to \(euros) million euros or \(percent) % of turnover.)",
      "\(rule.provision.german), \(rule.title.german): \(names). \(rule.question.german) "
        + "(Ab \(date); Bußgeld bis \(euros) Mio. Euro oder \(percent) % des Umsatzes.)")
  }
}
