import AIServices
import ArgumentParser
import Bundles
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

  @Option(
    help: ArgumentHelp(
      "A signed bundle in place of the built-in catalogue.",
      discussion: "Default: the one that services import took, if it is newer.", valueName: "file"))
  var catalogue: String?

  @OptionGroup var trust: TrustOptions

  func validate() throws {
    if noBuiltInSignatures, signatures == nil {
      throw ValidationError("--no-built-in-signatures needs --signatures.")
    }
    if noBuiltInSignatures, catalogue != nil {
      throw ValidationError("--no-built-in-signatures and --catalogue exclude each other.")
    }
  }

  func load() throws -> Catalogue { Catalogue(vendors: try loadEdition().vendors) }

  /// The edition with the company's own entries on top.
  func loadEdition() throws -> CatalogueEdition {
    let base = try baseEdition()
    let hasSystemFolder = FileManager.default.fileExists(atPath: Self.systemFolder)
    guard let folder = signatures ?? (hasSystemFolder ? Self.systemFolder : nil) else {
      return base
    }
    return CatalogueEdition(
      vendors: try SignatureFiles(folder: folder).added(to: base.vendors), aiAct: base.aiAct)
  }

  private func baseEdition() throws -> CatalogueEdition {
    if let catalogue { return try BundleFile(path: catalogue).open(trust) }
    let builtIn = try builtInEdition()
    if noBuiltInSignatures { return CatalogueEdition(vendors: [], aiAct: builtIn.aiAct) }
    let imported = BundleFile.imported
    guard FileManager.default.fileExists(atPath: imported.path) else { return builtIn }
    let edition = try imported.open(trust)
    // A newer program brings a newer catalogue than the one that was imported before it.
    guard let inProgram = builtIn.lastChecked, let inBundle = edition.lastChecked,
      inBundle >= inProgram
    else { return builtIn }
    return edition
  }
}
