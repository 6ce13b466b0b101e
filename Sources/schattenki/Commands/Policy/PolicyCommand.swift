import ArgumentParser

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Look into the company's policy: which tools are approved, tolerated, prohibited.",
    subcommands: [Check.self, Explain.self, Sheet.self, Draft.self])
}
