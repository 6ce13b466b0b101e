import ArgumentParser
import Foundation

/// The company's clock and calendar.
struct CalendarOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The zone of days in the report and of times that name none, such as Europe/Berlin.",
      discussion: "Default: the system's.", valueName: "zone"))
  var timeZone: String?

  func validate() throws {
    if let timeZone, TimeZone(identifier: timeZone) == nil {
      throw ValidationError("Unknown time zone '\(timeZone)'. Write it as Europe/Berlin or UTC.")
    }
  }

  var zone: TimeZone { timeZone.flatMap { TimeZone(identifier: $0) } ?? .current }
}
