import AIServices
import ArgumentParser
import Bundles
import Foundation

extension ServicesCommand {
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the catalogue, own entries included, as a signed bundle.",
      discussion: """
        Make a pair of keys once: openssl genpkey -algorithm ed25519 -out catalogue.key; \
        openssl pkey -in catalogue.key -pubout -out catalogue.pub. Keep the first, and give the \
        second to those who import.
        """)

    @Argument(help: "The file to write.", completion: .file()) var file: String

    @Option(help: ArgumentHelp("The Ed25519 private key (PEM) to sign with.", valueName: "file"))
    var signingKey: String

    @OptionGroup var catalogueOptions: CatalogueOptions

    func run() throws {
      let edition = try catalogueOptions.loadEdition()
      guard let pem = FileManager.default.contents(atPath: signingKey) else {
        throw CommandFailure(.noInput, "\(signingKey): cannot be read")
      }
      guard let key = try? SigningKeys.privateKey(pem: pem) else {
        throw CommandFailure(
          .data,
          "\(signingKey): is not an Ed25519 private key in PEM, as openssl genpkey writes it")
      }
      let bundle = try CatalogueBundle.seal(edition, with: key)
      do {
        try bundle.write(to: URL(filePath: file), options: .atomic)
      } catch {
        throw CommandFailure(.cannotCreate, "\(file): cannot be written; is its folder there?")
      }
    }
  }
}
