import ArgumentParser
import Bundles
import Crypto
import Foundation

/// Whose bundles are taken.
struct TrustOptions: ParsableArguments {
  static let systemKey = "\(CompanyOptions.systemFolder)/catalogue.pub"

  @Option(
    help: ArgumentHelp(
      "The Ed25519 public key (PEM) that bundles must be signed with.",
      discussion: "Default: \(systemKey).", valueName: "file"))
  var trustedKey: String?

  func key() throws -> Curve25519.Signing.PublicKey {
    let path = trustedKey ?? Self.systemKey
    guard let pem = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        .configuration, "\(path): cannot be read; bundles need the public key of who signs them")
    }
    do throws(SigningKeys.NoKey) {
      return try SigningKeys.publicKey(pem: pem)
    } catch {
      throw CommandFailure(
        .configuration,
        "\(path): is not an Ed25519 public key in PEM, as openssl pkey -pubout writes it")
    }
  }
}
