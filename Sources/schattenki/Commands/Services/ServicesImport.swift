import AIServices
import ArgumentParser
import Bytes
import Foundation

extension ServicesCommand {
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a signed bundle as the catalogue, after checking who signed it.",
      discussion: """
        From then on the bundle is used in place of the built-in catalogue, unless that is newer. \
        Nothing is fetched from anywhere.

        Exit status: 0 taken, 65 the bundle is damaged, signed by somebody else, or older than the \
        one in use.
        """)

    @Argument(help: "The bundle.", completion: .file()) var file: String

    @OptionGroup var trust: TrustOptions

    @Option(
      help: ArgumentHelp(
        "Where to keep the bundle.", discussion: "Default: \(BundleFile.imported.path).",
        valueName: "file"))
    var into: String?

    @Flag(help: "Only say whether the bundle would be taken.")
    var verifyOnly = false

    @Flag(help: "Take a bundle that is older than the one in use, too.")
    var allowOlder = false

    func run() throws {
      let bundle = BundleFile(path: file)
      let data = try bundle.read()
      let edition = try bundle.open(data, trust)
      let target = BundleFile(path: into ?? BundleFile.imported.path)
      try refuseIfOlder(edition, than: target)
      if !verifyOnly { try write(data, to: target) }
      let services = edition.vendors.reduce(0) { $0 + $1.services.count }
      let checked = edition.lastChecked?.description ?? "never"
      try Console.print(
        Data(
          """
          \(file): signature is right; \(services) services of \(edition.vendors.count) vendors, \
          last checked \(checked)\(verifyOnly ? "" : "; taken to \(target.path)")

          """.utf8))
    }

    /// An old bundle with a right signature would bring back what was corrected since.
    private func refuseIfOlder(_ edition: CatalogueEdition, than target: BundleFile) throws {
      guard !allowOlder, FileManager.default.fileExists(atPath: target.path),
        let inUse = try? target.open(trust).lastChecked, let new = edition.lastChecked, new < inUse
      else { return }
      throw CommandFailure(
        .data, "\(file): was last checked \(new), the bundle in use \(inUse); see --allow-older")
    }

    private func write(_ data: Data, to target: BundleFile) throws {
      let url = URL(filePath: target.path)
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url, options: .atomic)
      } catch {
        throw CommandFailure(.cannotCreate, "\(target.path): cannot be written; try sudo")
      }
    }
  }
}
