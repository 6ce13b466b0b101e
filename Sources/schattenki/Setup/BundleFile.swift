import AIServices
import Bundles
import Foundation

/// A signed bundle on disk.
struct BundleFile {
  let path: String

  /// Where `services import` keeps what it took.
  static let imported = BundleFile(path: "/var/lib/schattenki/catalogue.bundle")

  func read() throws -> Data {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    if let size, size > CatalogueBundle.maximumBytes {
      throw CommandFailure(.data, "\(path): is too large for a catalogue; is it the right file?")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): cannot be read")
    }
    return data
  }

  func open(_ trust: TrustOptions) throws -> CatalogueEdition {
    try open(read(), trust)
  }

  func open(_ data: Data, _ trust: TrustOptions) throws -> CatalogueEdition {
    let key = try trust.key()
    do throws(CatalogueBundle.Refusal) {
      return try CatalogueBundle.open(data, trusting: key)
    } catch {
      throw CommandFailure(.data, "\(path): \(Self.words(for: error))")
    }
  }

  private static func words(for refusal: CatalogueBundle.Refusal) -> String {
    switch refusal {
    case .notABundle: "is not a catalogue bundle of a version that this program knows"
    case .wrongSignature: "was changed, or signed with another key than the trusted one"
    case .damaged(let line): "line \(line) cannot be read; it needs a newer program"
    }
  }
}
