import AIServices
import Usage

extension Remarks {
  /// Services that too few people used to be shown with numbers of their own.
  var rareServices: [String] {
    let limit = report.setup.minimumGroupSize
    var lines: [String] = []
    if let rare = report.rareServices {
      let names = rare.services.map { "\(wording.service($0)) (\(wording.ruling($1)))" }
        .joined(separator: ", ")
      let people = wording.number(UInt64(rare.people))
      lines.append(
        pick(
          "\(names): each was used by fewer than \(limit) people, all together by \(people).",
          "\(names): jeder wurde von weniger als \(limit) Personen genutzt, alle zusammen von "
            + "\(people)."))
    }
    if report.hasHiddenUse {
      lines.append(
        pick(
          "Of other services only this is said: fewer than \(limit) people used them.",
          "Von weiteren Diensten wird nur gesagt: Weniger als \(limit) Personen nutzten sie."))
    }
    return lines
  }
}
