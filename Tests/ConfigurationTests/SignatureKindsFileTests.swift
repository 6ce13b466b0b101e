import AIServices
import Configuration
import TestSupport
import Testing

/// Paths, programs, ports, renames and points of the law in signature files; entries switched off.
@Suite struct SignatureKindsFileTests {
  private static let file = """
    vendor: acme
    name: Acme
    country: DE
    services:
      - id: chat
        name: Chat
        category: chat-assistant
        formerly:
          - name: Old Chat
            until: 2024-02
            evidence: https://acme.example/
        ai_act: [art-5-1-f, annex-3-4]
        imitated: true
        hosts:
          - host: chat.acme.example
            role: app
            plan: business
            evidence: observed
            checked: 2026-11-23
          - host: acme.example
            role: website
            shared: true
            evidence: observed
            checked: 2026-11-23
        paths:
          - host: acme.example
            match: exact
            path: /ai?mode=x
            role: app
            plan: anonymous
            evidence: observed
            checked: 2026-11-23
        user_agents:
          - product: Acme-CLI
            evidence: observed
            checked: 2026-11-23
        ports:
          - port: 11434
            role: telemetry
            evidence: observed
            checked: 2026-11-23
            note: a note
    """

  private func problems(_ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder(files)
    do throws(ConfigurationProblems) {
      _ = try SignatureFiles(folder: folder.path)
      return []
    } catch {
      return error.all.map { $0.description.replacing("\(folder.path)/", with: "") }
    }
  }

  @Test func everythingIsRead() throws {
    let folder = try TemporaryFolder(["acme.yaml": Self.file])
    let service = try #require(
      try SignatureFiles(folder: folder.path).vendors.first?.services.first)
    #expect(service.formerNames.map(\.name) == ["Old Chat"])
    #expect(service.formerNames.map(\.until) == ["2024-02"])
    #expect(service.aiActPoints == [.emotionsAtWork, .employment])
    #expect(service.isImitated)
    #expect(
      service.signatures.map(\.pattern) == [
        .host(HostPattern("chat.acme.example")), .host(HostPattern("acme.example")),
        .path(PathPattern("/ai?mode=x"), on: HostPattern("acme.example", isExact: true)),
        .userAgent(product: "acme-cli"), .port(11434),
      ])
    #expect(service.signatures.map(\.plan) == [.business, nil, .anonymous, nil, nil])
    #expect(service.signatures.map(\.isShared) == [false, true, false, false, false])
    #expect(service.signatures.map(\.role) == [.app, .website, .app, .api, .telemetry])
  }

  @Test(arguments: [
    ("until: 2024-02", "until: 2024-13", "10:16: '2024-13' is not a day, month or year"),
    ("until: 2024-02", "until: lately", "10:16: 'lately' is not a day, month or year"),
    ("art-5-1-f", "art-5-1-x", "12:14: unknown point of the AI Act 'art-5-1-x'"),
    ("imitated: true", "imitated: yes", "13:15: unknown truth value 'yes'"),
    ("plan: business", "plan: gold", "17:15: unknown plan 'gold'"),
    ("shared: true", "shared: 1", "22:17: unknown truth value '1'"),
    ("path: /ai?mode=x", "path: ai", "28:15: 'ai' must begin with a slash"),
    ("path: /ai?mode=x", "path: /", "28:15: '/' must begin with a slash"),
    ("product: Acme-CLI", "product: Acme CLI/1", "34:18: 'Acme CLI/1' is not a product token"),
    ("port: 11434", "port: 65536", "38:15: '65536' is not a port from 1 to 65535"),
    ("port: 11434", "port: 0", "38:15: '0' is not a port"),
    ("role: telemetry", "path: v1", "39:15: 'v1' must begin with a slash"),
    ("port: 11434", "host: a.example", "unknown key 'host'"),
    ("product: Acme-CLI", "products: Acme", "unknown key 'products'; did you mean 'product'?"),
  ])
  func mistakesHaveTheirPlace(right: String, wrong: String, message: String) throws {
    let changed = Self.file.replacing(right, with: wrong, maxReplacements: 1)
    #expect(changed != Self.file)
    let found = try problems(["acme.yaml": changed])
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }

  @Test func aServiceNeedsSomethingThatRecognisesIt() throws {
    let bare = Self.file.split(separator: "\n").prefix(7)
      .joined(separator: "\n")
    #expect(
      try problems(["acme.yaml": bare]).first?
        .contains("needs a host, path, user agent or port") == true)
  }

  @Test func patternsOccurOnceOverAllFiles() throws {
    let second = Self.file.replacing("vendor: acme", with: "vendor: best")
      .replacing("id: chat", with: "id: talk")
    let found = try problems(["acme.yaml": Self.file, "best.yaml": second])
    #expect(found.count == 5)
    for pattern in [
      "host 'chat.acme.example'", "host 'acme.example'", "path '/ai?mode=x' on 'acme.example'",
      "product 'acme-cli'", "port 11434",
    ] {
      #expect(found.contains { $0.contains("\(pattern) stands in") }, "\(pattern)")
    }
  }

  private func merged(_ own: [String: String]) throws -> [Vendor] {
    let base = try TemporaryFolder(["acme.yaml": Self.file])
    let folder = try TemporaryFolder(own)
    return try SignatureFiles(folder: folder.path)
      .added(to: try SignatureFiles(folder: base.path).vendors)
  }

  private static let own = """
    vendor: own
    name: Own
    country: DE
    services:
      - id: own-chat
        name: Own
        category: chat-assistant
        hosts:
          - host: chat.own.example
            role: app
            evidence: observed
            checked: 2026-11-23
    """

  @Test func ownServicesAreAddedAndReplace() throws {
    #expect(try merged(["own.yaml": Self.own]).map(\.id) == ["acme", "own"])
    let replaced = try merged(["own.yaml": Self.own.replacing("id: own-chat", with: "id: chat")])
    #expect(replaced.map(\.id) == ["own"])
  }

  @Test func aServiceIsSwitchedOff() throws {
    let vendors = try merged(["off.yaml": "switch_off:\n  - chat\n", "own.yaml": Self.own])
    #expect(vendors.map(\.id) == ["own"])
  }

  @Test func aHostIsSwitchedOffWithItsPaths() throws {
    let vendors = try merged(["off.yaml": "switch_off: [Acme.example]\n"])
    let patterns = vendors.first?.services.first?.signatures.map(\.pattern)
    #expect(
      patterns == [
        .host(HostPattern("chat.acme.example")), .userAgent(product: "acme-cli"), .port(11434),
      ])
  }

  @Test func whatIsNotThereCannotBeSwitchedOff() throws {
    let thrown = #expect(throws: ConfigurationProblems.self) {
      try merged(["off.yaml": "switch_off:\n  - chatt\n  - nowhere.example\n"])
    }
    let messages = thrown?.all.map(\.message) ?? []
    #expect(
      messages == [
        "no service or host 'chatt' to switch off; did you mean 'chat'?",
        "no service or host 'nowhere.example' to switch off",
      ])
    #expect(thrown?.all.map(\.line) == [2, 3])
  }

  @Test func theCatalogueItselfSwitchesNothingOff() throws {
    let folder = try TemporaryFolder(["acme.yaml": Self.file, "off.yaml": "switch_off: [chat]\n"])
    #expect(throws: ConfigurationProblems.self) {
      try SignatureFiles.catalogue(folder: folder.path)
    }
  }
}
