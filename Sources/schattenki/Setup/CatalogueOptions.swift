import AIServices
import ArgumentParser
import BuiltInCatalogue
import Configuration
import Foundation

/// Where the catalogue of services comes from.
struct CatalogueOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Add the signature files of a folder; a service that it has too is taken from it.",
      discussion: "Default: \(systemFolder), if it exists.", valueName: "folder"))
  var signatures: String?

  private static let systemFolder = "\(CompanyOptions.systemFolder)/signatures.d"

  @Flag(help: "Use only the services of --signatures, and none of the built-in ones.")
  var noBuiltInSignatures = false

  func validate() throws {
    if noBuiltInSignatures, signatures == nil {
      throw ValidationError("--no-built-in-signatures needs --signatures.")
    }
  }

  func load() throws -> Catalogue {
    let builtIn = noBuiltInSignatures ? Catalogue(vendors: []) : try builtInCatalogue()
    let hasSystemFolder = FileManager.default.fileExists(atPath: Self.systemFolder)
    guard let folder = signatures ?? (hasSystemFolder ? Self.systemFolder : nil) else {
      return builtIn
    }
    return builtIn.adding(try SignatureFiles.read(folder: folder))
  }
}
