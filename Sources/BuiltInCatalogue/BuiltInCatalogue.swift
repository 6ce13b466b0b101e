package import AIServices

/// The catalogue of `Signatures/`, as it was when the program was built.
package func builtInCatalogue() throws -> Catalogue {
  Catalogue(vendors: try CompiledCatalogue.decode(compiledSignatures))
}
