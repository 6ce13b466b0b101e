import Foundation
import TestSupport
import Testing

/// `services export` and `import`, with keys as an administrator makes them.
@Suite struct BundleTests {
  private func openssl(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// A company's own service.
  private func ownSignatures(checked day: String) throws -> TemporaryFolder {
    try TemporaryFolder([
      "own.yaml": """
      vendor: own
      name: Own
      country: DE
      services:
        - id: own-gpt
          name: OwnGPT
          category: chat-assistant
          hosts:
            - host: gpt.own.example
              role: app
              evidence: observed
              checked: \(day)
      """
    ])
  }

  private func keys(in folder: TemporaryFolder, _ name: String) throws -> (String, String) {
    let (secret, shared) = ("\(folder.path)/\(name).key", "\(folder.path)/\(name).pub")
    try openssl(["genpkey", "-algorithm", "ed25519", "-out", secret])
    try openssl(["pkey", "-in", secret, "-pubout", "-out", shared])
    return (secret, shared)
  }

  @Test func aCatalogueTravelsInASignedBundle() throws {
    let folder = try TemporaryFolder()
    let (secret, shared) = try keys(in: folder, "ours")
    let own = try ownSignatures(checked: "2026-11-23")
    let bundle = "\(folder.path)/catalogue.bundle"
    let exported = try Program.run([
      "services", "export", bundle, "--signing-key", secret, "--signatures", own.path,
    ])
    #expect(exported.status == 0, "\(exported.errors)")

    let kept = "\(folder.path)/state/catalogue.bundle"
    let taking = ["services", "import", bundle, "--trusted-key", shared, "--into", kept]
    let verified = try Program.run(taking + ["--verify-only"])
    #expect(verified.output.contains("signature is right"))
    #expect(!FileManager.default.fileExists(atPath: kept))
    #expect(try Program.run(taking).status == 0)

    let match = ["services", "match", "gpt.own.example"]
    #expect(try Program.run(match).output.contains("no known service"))
    let with = try Program.run(match + ["--catalogue", kept, "--trusted-key", shared])
    #expect(with.output.contains("OwnGPT"))
  }

  @Test func bundlesOfOthersAreRefused() throws {
    let folder = try TemporaryFolder()
    let (secret, _) = try keys(in: folder, "theirs")
    let (_, shared) = try keys(in: folder, "ours")
    let bundle = "\(folder.path)/catalogue.bundle"
    #expect(try Program.run(["services", "export", bundle, "--signing-key", secret]).status == 0)
    let refused = try Program.run([
      "services", "import", bundle, "--trusted-key", shared, "--into", "\(folder.path)/kept",
    ])
    #expect(refused.status == 65)
    #expect(refused.errors.contains("was changed, or signed with another key"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/kept"))
  }

  @Test func anOlderBundleIsRefused() throws {
    let folder = try TemporaryFolder()
    let (secret, shared) = try keys(in: folder, "ours")
    func bundle(_ day: String) throws -> String {
      let own = try ownSignatures(checked: day)
      let file = "\(folder.path)/\(day).bundle"
      let exported = try Program.run([
        "services", "export", file, "--signing-key", secret, "--signatures", own.path,
        "--no-built-in-signatures",
      ])
      #expect(exported.status == 0, "\(exported.errors)")
      return file
    }
    let (older, newer) = (try bundle("2026-11-01"), try bundle("2026-11-20"))
    func take(_ file: String, _ more: [String] = []) throws -> Program.Result {
      try Program.run(
        ["services", "import", file, "--trusted-key", shared, "--into", "\(folder.path)/kept"]
          + more)
    }
    #expect(try take(newer).status == 0)
    let refused = try take(older)
    #expect(refused.status == 65)
    #expect(refused.errors.contains("2026-11-20"))
    #expect(try take(older, ["--allow-older"]).status == 0)
  }

  @Test func keysThatAreNoneAreSaidSo() throws {
    let folder = try TemporaryFolder(["bad.pem": "not a key\n"])
    let bad = "\(folder.path)/bad.pem"
    let exported = try Program.run([
      "services", "export", "\(folder.path)/x", "--signing-key", bad,
    ])
    #expect(exported.status == 65)
    #expect(exported.errors.contains("is not an Ed25519 private key"))
    let imported = try Program.run(["services", "import", bad, "--trusted-key", bad])
    #expect(imported.status == 78)
    #expect(imported.errors.contains("is not an Ed25519 public key"))
  }
}
