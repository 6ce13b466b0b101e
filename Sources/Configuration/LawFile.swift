package import AIServices
import Bytes

/// Reads `Law/eu-ai-act.yaml`.
package enum LawFile {
  /// - Throws: everything that is wrong in the file; also a point that it says nothing of.
  package static func read(_ file: String) throws(ConfigurationProblems) -> AIAct {
    var reader = LawReader(yaml: StrictYAML(file: file))
    let act = reader.act()
    guard let act, reader.yaml.problems.isEmpty else {
      throw ConfigurationProblems(all: reader.yaml.problems)
    }
    return act
  }
}

private struct LawReader {
  var yaml: StrictYAML

  mutating func act() -> AIAct? {
    let keys = ["law", "name", "source", "checked", "fines", "points"]
    guard let root = yaml.root(), let values = yaml.mapping(root, keys: keys) else { return nil }
    let name = text(yaml.required("name", in: values, of: root))
    let source = source(yaml.required("source", in: values, of: root))
    let checked = yaml.date(yaml.required("checked", in: values, of: root))
    let fines = yaml.list(yaml.required("fines", in: values, of: root)).compactMap { fine($0) }
    let rules = yaml.list(yaml.required("points", in: values, of: root))
      .compactMap { rule($0, fines) }
    for point in AIActPoint.allCases {
      let count = rules.count { $0.point == point }
      if count != 1 {
        yaml.report("point '\(point.rawValue)' must stand here once, not \(count) times", at: root)
      }
    }
    guard let name, let source, let checked else { return nil }
    return AIAct(
      name: name, source: source, checked: checked,
      rules: AIActPoint.allCases.compactMap { point in rules.first { $0.point == point } })
  }

  private mutating func fine(_ node: YAMLNode) -> AIAct.Fine? {
    let keys = ["id", "provision", "million_euros", "percent_of_turnover", "source"]
    guard let values = yaml.mapping(node, keys: keys),
      let id = yaml.text(yaml.required("id", in: values, of: node)),
      let provision = text(yaml.required("provision", in: values, of: node)),
      let euros = number(yaml.required("million_euros", in: values, of: node)),
      let percent = number(yaml.required("percent_of_turnover", in: values, of: node)),
      let source = source(yaml.required("source", in: values, of: node))
    else { return nil }
    return AIAct.Fine(
      id: id, provision: provision, millionEuros: euros, percentOfTurnover: percent, source: source)
  }

  private mutating func rule(_ node: YAMLNode, _ fines: [AIAct.Fine]) -> AIAct.Rule? {
    let keys = ["id", "provision", "title", "question", "applies_from", "fine", "source"]
    guard let values = yaml.mapping(node, keys: keys),
      let point = yaml.word(
        yaml.required("id", in: values, of: node), as: "point", AIActPoint.self),
      let provision = text(yaml.required("provision", in: values, of: node)),
      let title = text(yaml.required("title", in: values, of: node)),
      let question = text(yaml.required("question", in: values, of: node)),
      let appliesFrom = yaml.date(yaml.required("applies_from", in: values, of: node)),
      let fineNode = yaml.required("fine", in: values, of: node), let name = yaml.text(fineNode),
      let source = source(yaml.required("source", in: values, of: node))
    else { return nil }
    guard let fine = fines.first(where: { $0.id == name }) else {
      yaml.report(yaml.unknown("fine", name, among: fines.map(\.id)), at: fineNode)
      return nil
    }
    return AIAct.Rule(
      point: point, provision: provision, title: title, question: question,
      appliesFrom: appliesFrom, fine: fine, source: source)
  }

  /// A text in English and German.
  private mutating func text(_ node: YAMLNode?) -> AIAct.Text? {
    guard let node, let values = yaml.mapping(node, keys: ["en", "de"]),
      let english = yaml.text(yaml.required("en", in: values, of: node)),
      let german = yaml.text(yaml.required("de", in: values, of: node))
    else { return nil }
    return AIAct.Text(english: english, german: german)
  }

  private mutating func number(_ node: YAMLNode?) -> Int? {
    guard let node, let text = yaml.text(node) else { return nil }
    if let number = Int(text), number > 0 { return number }
    yaml.report("'\(text)' is not a whole number above 0", at: node)
    return nil
  }

  private mutating func source(_ node: YAMLNode?) -> String? {
    guard let node, let text = yaml.text(node) else { return nil }
    if text.hasPrefix("https://") { return text }
    yaml.report("a source is the https address of a document", at: node)
    return nil
  }
}
