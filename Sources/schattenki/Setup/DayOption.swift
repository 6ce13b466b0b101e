import ArgumentParser
import Bytes

/// The day by which a policy is read.
struct DayOption: ParsableArguments {
  @Option(help: ArgumentHelp("The day to judge by. Default: today.", valueName: "yyyy-mm-dd"))
  var on: CivilDate?

  func day(in calendar: CalendarOptions) -> CivilDate {
    var wall = WallClock(zone: calendar.zone)
    return on ?? wall.day(of: CurrentTime.now)
  }
}

extension CivilDate: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
