package import Bytes

/// What is known of the EU AI Act: dates, fines and questions, from `Law/eu-ai-act.yaml`.
package struct AIAct: Codable, Sendable {
  /// A text in both languages of the reports.
  package struct Text: Codable, Equatable, Sendable {
    package let english: String
    package let german: String

    package init(english: String, german: String) {
      self.english = english
      self.german = german
    }
  }

  /// The most that can be asked for; of two amounts the higher, for small and mid-size companies the
  /// lower one.
  package struct Fine: Codable, Sendable {
    package let id: String
    package let provision: Text
    package let millionEuros: Int
    /// Of the worldwide turnover of a year.
    package let percentOfTurnover: Int
    package let source: String

    package init(
      id: String, provision: Text, millionEuros: Int, percentOfTurnover: Int, source: String
    ) {
      self.id = id
      self.provision = provision
      self.millionEuros = millionEuros
      self.percentOfTurnover = percentOfTurnover
      self.source = source
    }
  }

  /// What one point says, and what to ask of a service that can fall under it.
  package struct Rule: Codable, Sendable {
    package let point: AIActPoint
    package let provision: Text
    package let title: Text
    package let question: Text
    /// The day from which duties or prohibitions hold.
    package let appliesFrom: CivilDate
    package let fine: Fine
    package let source: String

    package init(
      point: AIActPoint, provision: Text, title: Text, question: Text, appliesFrom: CivilDate,
      fine: Fine, source: String
    ) {
      self.point = point
      self.provision = provision
      self.title = title
      self.question = question
      self.appliesFrom = appliesFrom
      self.fine = fine
      self.source = source
    }
  }

  package let name: Text
  package let source: String
  /// When somebody last compared it with the law.
  package let checked: CivilDate
  /// One for each point, in the order of the points.
  package let rules: [Rule]

  package init(name: Text, source: String, checked: CivilDate, rules: [Rule]) {
    self.name = name
    self.source = source
    self.checked = checked
    self.rules = rules
  }
}
