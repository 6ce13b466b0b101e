import AIServices
import Bytes

/// What to ask; a service in it is of a kind that can fall under the point, nothing more.
struct AIActDocument: Encodable {
  struct Text: Encodable {
    let en: String
    let de: String

    init(_ text: AIAct.Text) { (en, de) = (text.english, text.german) }
  }
  struct Question: Encodable {
    let point: String
    let provision: Text
    let title: Text
    let question: Text
    let appliesFrom: String
    let fineMillionEuros: Int
    let finePercentOfTurnover: Int
    let source: String
    let services: [String]
  }

  let name: Text
  let source: String
  let checked: String
  let questions: [Question]

  init(_ report: Report) {
    let act = report.setup.aiAct
    name = Text(act.name)
    source = act.source
    checked = act.checked.description
    questions = report.legalQuestions.map { rule, services in
      Question(
        point: rule.point.rawValue, provision: Text(rule.provision), title: Text(rule.title),
        question: Text(rule.question), appliesFrom: rule.appliesFrom.description,
        fineMillionEuros: rule.fine.millionEuros,
        finePercentOfTurnover: rule.fine.percentOfTurnover, source: rule.source,
        services: services.map(\.id))
    }
  }
}
