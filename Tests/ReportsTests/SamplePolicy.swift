import AIServices
import Bytes
import Policies
import Testing

/// A policy for the services of `SampleReport`: every kind of entry, past and to come, hostile words.
struct SamplePolicy {
  static let catalogue = SampleReport.catalogue
  static let day = CivilDate(daysSince1970: 20_773)

  static func day(_ offset: Int) -> CivilDate {
    CivilDate(daysSince1970: day.daysSince1970 + offset)
  }

  static func service(_ id: String) throws -> ServiceIndex {
    try #require(catalogue.service(withID: id))
  }

  var contact: Policy.Contact? = Policy.Contact(
    name: "IT & Datenschutz", email: "ki@firma.example", phone: nil)

  func policy() throws -> Policy {
    Policy(
      contact: contact, approvals: try approvals, tolerations: try tolerations,
      prohibitions: try prohibitions)
  }

  private var approvals: [Approval] {
    get throws {
      let chat = Scope.service(try Self.service("acme-chat"))
      var full = Approval(
        Reach(
          chat, departments: ["Vertrieb", "Einkauf"], from: Self.day(-99), until: Self.day(45),
          line: 7),
        data: [.public, .internal], owner: "Leitung <IT>")
      full.reason = "Angebote schneller schreiben"
      full.reviewBy = Self.day(20)
      full.uploadLimit = 20_000_000
      full.conditions = "nur mit Firmenkonto | *nie* privat"
      full.supplierCheck = Approval.SupplierCheck(
        hasContract: true, excludesTraining: true, region: "EU", checkedBy: "Datenschutz",
        checkedOn: Self.day(-120))
      full.training = Approval.Training(isRequired: true, done: ["Vertrieb": Self.day(-30)])
      var inReview = Approval(
        Reach(.vendor("blue"), from: Self.day(-99), line: 20), data: [], owner: "IT")
      inReview.reviewBy = Self.day(-1)
      let translation = Approval(
        Reach(.category(.translation), from: Self.day(-9), line: 25),
        data: [.public, .internal, .confidential, .personal], owner: "IT")
      let past = Approval(
        Reach(chat, from: Self.day(-99), until: Self.day(-1)), data: [.public], owner: "Past")
      let toCome = Approval(Reach(chat, from: Self.day(1)), data: [.public], owner: "To come")
      let art = Approval(
        Reach(.service(try Self.service("cyan-art")), from: Self.day(-9)), data: [.public],
        owner: "Prohibited")
      return [full, inReview, translation, past, toCome, art]
    }
  }

  private var tolerations: [Toleration] {
    get throws {
      [
        Toleration(
          Reach(
            .service(try Self.service("cyan-api")), departments: ["Forschung"],
            until: Self.day(60), line: 40),
          reason: "Projekt läuft noch", alternative: try Self.service("acme-chat")),
        Toleration(
          Reach(.vendor("elm"), until: Self.day(-1), line: 44), reason: "Past", alternative: nil),
      ]
    }
  }

  private var prohibitions: [Prohibition] {
    get throws {
      [
        Prohibition(
          Reach(.service(try Self.service("cyan-art")), line: 50),
          reason: "<script>alert(1)</script> kein Vertrag",
          alternative: try Self.service("acme-chat")),
        Prohibition(
          Reach(.category(.companion), departments: ["Vertrieb"], line: 53),
          reason: "Nicht für die Arbeit",
          alternative: nil),
      ]
    }
  }
}
