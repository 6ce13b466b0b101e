import Foundation
import PackagePlugin

/// Compiles `Signatures/*.yaml` and the law into Swift, so that the program is one file that works anywhere.
@main struct EmbedCatalogue: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Signatures")
    let files = try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "yaml" }
      .sorted { $0.path() < $1.path() }
    let law = context.package.directoryURL.appending(path: "Law/eu-ai-act.yaml")
    let output = context.pluginWorkDirectoryURL.appending(path: "CompiledSignatures.swift")
    return [
      .buildCommand(
        displayName: "Compiling \(files.count) signature files",
        executable: try context.tool(named: "CompileCatalogue").url,
        arguments: [folder.path(), law.path(), output.path()],
        inputFiles: files + [law], outputFiles: [output])
    ]
  }
}
