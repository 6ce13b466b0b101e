import AIServices
import Bytes
import Company
import Configuration
import TestSupport
import Testing

/// Knows `chatgpt`, `claude` and `gemini`.
func sampleCatalogue() -> Catalogue {
  let services = ["chatgpt", "claude", "gemini"].map {
    Service(id: $0, name: $0, category: .chatAssistant, signatures: [])
  }
  return Catalogue(vendors: [
    Vendor(id: "example", name: "Example", country: "DE", services: services)
  ])
}

/// The problems that `read` throws, with `folder` left away from their file names.
func problems(in folder: TemporaryFolder, _ read: () throws -> Void) -> [String] {
  let thrown = #expect(throws: ConfigurationProblems.self) { try read() }
  return (thrown?.all ?? []).map { $0.description.replacing("\(folder.path)/", with: "") }
}

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
