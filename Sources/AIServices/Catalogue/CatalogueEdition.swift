package import Bytes

/// One state of what the project knows: the services, and the law that some of them can fall under.
package struct CatalogueEdition: Sendable {
  package let vendors: [Vendor]
  package let aiAct: AIAct

  package init(vendors: [Vendor], aiAct: AIAct) {
    self.vendors = vendors
    self.aiAct = aiAct
  }

  /// The day of the newest check of any signature; nil without one.
  package var lastChecked: CivilDate? {
    vendors.lazy.flatMap(\.services).flatMap(\.signatures).map(\.checked).max()
  }
}
