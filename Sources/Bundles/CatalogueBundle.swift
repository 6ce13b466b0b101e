package import AIServices
import Bytes
package import Crypto
package import Foundation

/// A catalogue in a file that anybody can carry and nobody can change: text, signed with Ed25519
/// (RFC 8032). An update of the catalogue needs no new program and no network.
///
///     schattenki-catalogue 1
///     law {"name":…}
///     v<TAB>openai<TAB>OpenAI<TAB>US      the lines of CompiledCatalogue
///     …
///     signature <base64 of the signature over all bytes before this line>
package enum CatalogueBundle {
  /// Why a bundle is not taken.
  package enum Refusal: Error, Equatable, Sendable {
    /// Not a bundle, or of a version that this program does not know.
    case notABundle
    /// It was changed, or signed with another key.
    case wrongSignature
    /// The signature is right, and what it signs is not a catalogue that this program can read.
    case damaged(line: Int)
  }

  /// More than any catalogue; a wrong file must not fill memory.
  package static let maximumBytes = 256 << 20

  private static let title = "schattenki-catalogue 1"
  private static let law = "law "
  private static let signature = "signature "

  /// - Throws: never in practice; the encoder's and the key's signatures say that they might.
  package static func seal(
    _ edition: CatalogueEdition, with key: Curve25519.Signing.PrivateKey
  ) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(edition.aiAct), as: UTF8.self)
    let lines = [title, law + json, CompiledCatalogue.encode(edition.vendors), ""]
    var bundle = Data(lines.joined(separator: "\n").utf8)
    let proof = try key.signature(for: bundle).base64EncodedString()
    bundle.append(Data("\(signature)\(proof)\n".utf8))
    return bundle
  }

  /// The edition in `bundle`, if it was signed with the key that belongs to `key`.
  package static func open(
    _ bundle: Data, trusting key: Curve25519.Signing.PublicKey
  ) throws(Refusal) -> CatalogueEdition {
    guard bundle.starts(with: Data("\(title)\n".utf8)), bundle.last == ASCII.lineFeed,
      let end = bundle.dropLast().lastIndex(of: ASCII.lineFeed)
    else { throw .notABundle }
    let content = bundle[...end]
    let last = String(decoding: bundle[(end + 1)...].dropLast(), as: UTF8.self)
    // Written back, because base64 can write the same bytes in several ways.
    guard last.hasPrefix(signature),
      let proof = Data(base64Encoded: String(last.dropFirst(signature.count))),
      last == signature + proof.base64EncodedString()
    else { throw .notABundle }
    guard key.isValidSignature(proof, for: content) else { throw .wrongSignature }
    return try edition(in: content.dropFirst(title.utf8.count + 1))
  }

  private static func edition(in content: Data) throws(Refusal) -> CatalogueEdition {
    let end = content.firstIndex(of: ASCII.lineFeed) ?? content.endIndex
    let line = content[..<end]
    guard line.starts(with: Data(law.utf8)),
      let act = try? JSONDecoder().decode(AIAct.self, from: Data(line.dropFirst(law.utf8.count)))
    else { throw .damaged(line: 2) }
    do throws(CompiledCatalogue.Damaged) {
      let lines = Array(content[end...].dropFirst())
      return CatalogueEdition(vendors: try CompiledCatalogue.decode(lines.span), aiAct: act)
    } catch {
      throw .damaged(line: error.line + 2)
    }
  }
}
