import AIServices
import ArgumentParser
import BuiltInCatalogue
import Configuration

/// Where the catalogue of services comes from.
struct CatalogueOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Add the signature files of a folder; a service that it has too is taken from it.",
      valueName: "folder"))
  var signatures: String?

  @Flag(help: "Use only the services of --signatures, and none of the built-in ones.")
  var noBuiltInSignatures = false

  func validate() throws {
    if noBuiltInSignatures, signatures == nil {
      throw ValidationError("--no-built-in-signatures needs --signatures.")
    }
  }

  func load() throws -> Catalogue {
    let builtIn = noBuiltInSignatures ? Catalogue(vendors: []) : try builtInCatalogue()
    guard let signatures else { return builtIn }
    let combined = builtIn.adding(try SignatureFiles.read(folder: signatures))
    return combined
  }
}
