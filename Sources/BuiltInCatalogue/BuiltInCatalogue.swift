package import AIServices
import Foundation

/// `Signatures/` and `Law/eu-ai-act.yaml`, as they were when the program was built.
package func builtInEdition() throws -> CatalogueEdition {
  let bytes = Array(compiledSignatures.utf8)
  return CatalogueEdition(
    vendors: try CompiledCatalogue.decode(bytes.span),
    aiAct: try JSONDecoder().decode(AIAct.self, from: Data(compiledLaw.utf8)))
}
