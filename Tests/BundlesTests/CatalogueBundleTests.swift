import AIServices
import Bundles
import Crypto
import Foundation
import TestSupport
import Testing

@Suite struct CatalogueBundleTests {
  private let key = Curve25519.Signing.PrivateKey()

  @Test func whatIsSealedIsOpenedAgain() throws {
    let edition = sampleEdition()
    let opened = try CatalogueBundle.open(
      CatalogueBundle.seal(edition, with: key), trusting: key.publicKey)
    #expect(String(describing: opened.vendors) == String(describing: edition.vendors))
    #expect(String(describing: opened.aiAct) == String(describing: edition.aiAct))
    #expect(opened.lastChecked == edition.lastChecked)
  }

  @Test func anotherKeyIsNotTrusted() throws {
    let bundle = try CatalogueBundle.seal(sampleEdition(), with: key)
    let stranger = Curve25519.Signing.PrivateKey().publicKey
    #expect(throws: CatalogueBundle.Refusal.wrongSignature) {
      try CatalogueBundle.open(bundle, trusting: stranger)
    }
  }

  @Test(arguments: 0..<200)
  func everyChangedByteIsNoticed(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bundle = try CatalogueBundle.seal(sampleEdition(), with: key)
    bundle[Int.random(in: 0..<bundle.count, using: &random)] ^=
      1
      << UInt8.random(
        in: 0..<8, using: &random)
    #expect(throws: CatalogueBundle.Refusal.self) {
      try CatalogueBundle.open(bundle, trusting: key.publicKey)
    }
  }

  @Test(arguments: 0..<100)
  func everyShortenedBundleIsRefused(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bundle = try CatalogueBundle.seal(sampleEdition(), with: key)
    let short = bundle.prefix(Int.random(in: 0..<bundle.count, using: &random))
    #expect(throws: CatalogueBundle.Refusal.self) {
      try CatalogueBundle.open(Data(short), trusting: key.publicKey)
    }
  }

  @Test func whatIsAddedBehindTheSignatureIsNoticed() throws {
    let bundle = try CatalogueBundle.seal(sampleEdition(), with: key)
    let more = bundle + Data("v\tevil\tEvil\tUS\n".utf8)
    #expect(throws: CatalogueBundle.Refusal.notABundle) {
      try CatalogueBundle.open(more, trusting: key.publicKey)
    }
  }

  @Test func aSignedTextThatIsNoCatalogueNamesItsLine() throws {
    let law = try JSONEncoder().encode(sampleEdition().aiAct)
    var text = Data("schattenki-catalogue 1\nlaw ".utf8) + law + Data("\nv\tacme\n".utf8)
    text += Data("signature \(try key.signature(for: text).base64EncodedString())\n".utf8)
    #expect(throws: CatalogueBundle.Refusal.damaged(line: 3)) {
      try CatalogueBundle.open(text, trusting: key.publicKey)
    }
  }

  @Test(arguments: ["", "\n", "schattenki-catalogue 1\n", "schattenki-catalogue 2\nsignature \n"])
  func otherFilesAreNoBundles(text: String) {
    #expect(throws: CatalogueBundle.Refusal.notABundle) {
      try CatalogueBundle.open(Data(text.utf8), trusting: key.publicKey)
    }
  }
}
