import ArgumentParser

struct ServicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "services",
    abstract: "Look into the catalogue of AI services.",
    subcommands: [List.self, Show.self, Match.self, Check.self, Export.self, Import.self])
}
