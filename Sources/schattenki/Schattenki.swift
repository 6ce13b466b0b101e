import ArgumentParser
import Configuration
import Foundation

@main
struct Schattenki: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schattenki",
    abstract: "Finds AI services that are in use and that nobody approved.",
    discussion: """
      Reads proxy and DNS logs, captures and live traffic, recognises AI services, adds their use up per department and holds \
      it against the list of approved services. Departments are counted; people are never named.
      """,
    version: programVersion,
    subcommands: [
      AnalyzeCommand.self, CaptureCommand.self, RecordsCommand.self, FormatsCommand.self,
      ServicesCommand.self, PolicyCommand.self, CheckCommand.self,
    ]
  )

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let problems as ConfigurationProblems {
      for problem in problems.all { Console.warn("\(problem)") }
      Foundation.exit(CommandFailure.Status.configuration.rawValue)
    } catch let failure as CommandFailure {
      Console.warn(failure.message)
      Foundation.exit(failure.status.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}

let programVersion = "0.1.0"
