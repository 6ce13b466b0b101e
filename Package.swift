// swift-tools-version: 6.2
import PackageDescription

// The plan of the house. Records flow up through these rooms in this order; a room imports only
// rooms listed above it, and `Usage` onwards cannot name a person because it cannot see `Access`.
let package = Package(
  name: "schattenki",
  products: [
    .executable(name: "schattenki", targets: ["schattenki"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // Bytes to records.
    .target(name: "Bytes", swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "Evidence"),
    .target(name: "Access", dependencies: ["Bytes", "Evidence"]),
    .target(name: "LogFormats", dependencies: ["Bytes", "Evidence", "Access"]),
    .target(
      name: "Packets",
      dependencies: [
        "Bytes", "Evidence", "Access", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),

    // Records to sightings of AI services, counted by department.
    .target(name: "AIServices", dependencies: ["Bytes"]),
    .target(name: "Usage", dependencies: ["Bytes", "Evidence", "AIServices"]),
    .target(
      name: "Directory",
      dependencies: ["Bytes", .product(name: "Crypto", package: "swift-crypto")]),
    .target(
      name: "Secrets",
      dependencies: ["Bytes", "Usage", .product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "Privacy", dependencies: ["Secrets"]),
    .target(
      name: "LDAP",
      dependencies: [
        "Bytes", "Directory", "Secrets", "CLDAP",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "Policies", dependencies: ["Bytes", "AIServices", "Usage"]),
    .target(
      name: "Company",
      dependencies: [
        "Bytes", "Evidence", "Access", "AIServices", "Usage", "Policies", "Directory", "Secrets",
      ]),

    // Findings to people who read.
    .target(
      name: "Reports", dependencies: ["Bytes", "Evidence", "AIServices", "Usage", "Policies"]),

    // The outside world: files, and what the administrator writes.
    .target(
      name: "Inputs", dependencies: ["Bytes", "CBzip2", "CLzma", "CSQLite", "CZlib", "CZstd"]),
    .target(name: "Capture", dependencies: ["CPcap", "CPrivileges"]),
    .target(
      name: "Configuration",
      dependencies: [
        "Bytes", "Evidence", "LogFormats", "AIServices", "Usage", "Policies", "Privacy", "Secrets",
        "Company",
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "Bundles",
      dependencies: ["Bytes", "AIServices", .product(name: "Crypto", package: "swift-crypto")]),

    // The wiring, and the commands.
    .target(
      name: "Agent",
      dependencies: [
        "Bytes", "Evidence", "Access", "LogFormats", "Packets", "AIServices", "Usage", "Directory",
        "Company", "Inputs", "Capture",
      ]),
    .executableTarget(
      name: "schattenki",
      dependencies: [
        "Bytes", "Evidence", "Access", "LogFormats", "AIServices", "BuiltInCatalogue", "Usage",
        "Policies", "Directory", "Secrets", "Privacy", "Company", "Reports", "Inputs", "Capture",
        "Configuration",
        "Bundles", "Agent",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // `Signatures/*.yaml`, checked and compiled into the program while it is built.
    .target(
      name: "BuiltInCatalogue", dependencies: ["AIServices"],
      plugins: ["EmbedCatalogue"]),
    .executableTarget(name: "CompileCatalogue", dependencies: ["AIServices", "Configuration"]),
    .plugin(
      name: "EmbedCatalogue", capability: .buildTool(), dependencies: ["CompileCatalogue"]),

    // C libraries of the system.
    .systemLibrary(name: "CBzip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(name: "CLDAP", pkgConfig: "ldap", providers: [.apt(["libldap-dev"])]),
    .systemLibrary(name: "CLzma", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(name: "CPcap", pkgConfig: "libpcap", providers: [.apt(["libpcap-dev"])]),
    .systemLibrary(name: "CPrivileges"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
  ]
)

// One test target a room; `CommandTests` run the built program as a user would.
let testedTogetherWith: [String: [Target.Dependency]] = [
  "Bytes": [],
  "Evidence": [],
  "Access": ["Bytes", "Evidence"],
  "LogFormats": ["Access", "Bytes", "Evidence"],
  "Packets": [
    "Access", "Bytes", "Evidence", .product(name: "Crypto", package: "swift-crypto"),
    .product(name: "CryptoExtras", package: "swift-crypto"),
  ],
  "AIServices": ["Bytes", "BuiltInCatalogue"],
  "Usage": ["AIServices", "Evidence"],
  "Directory": ["Bytes"],
  "LDAP": ["Bytes", "Directory", "Secrets", .product(name: "Crypto", package: "swift-crypto")],
  "Policies": ["AIServices", "Bytes", "Usage"],
  "Secrets": ["Bytes", "Usage", .product(name: "Crypto", package: "swift-crypto")],
  "Company": [
    "Access", "AIServices", "Bytes", "Directory", "Evidence", "Policies", "Secrets", "Usage",
    .product(name: "Crypto", package: "swift-crypto"),
  ],
  "Reports": ["AIServices", "Bytes", "Evidence", "LogFormats", "Policies", "Usage"],
  "Inputs": ["Bytes"],
  "Capture": [],
  "Configuration": [
    "Access", "AIServices", "Bytes", "Company", "Directory", "Evidence", "LogFormats", "Policies",
    "Privacy", "Secrets", "Usage",
    .product(name: "Yams", package: "Yams"),
  ],
  "Bundles": ["AIServices", "Bytes", .product(name: "Crypto", package: "swift-crypto")],
  "Agent": [
    "Access", "AIServices", "Bytes", "Company", "Directory", "Evidence", "Inputs", "LogFormats",
    "Secrets", "Usage",
  ],
]
package.targets += testedTogetherWith.map { room, others in
  .testTarget(
    name: "\(room)Tests", dependencies: [.target(name: room), "TestSupport"] + others,
    exclude: fixtures(of: room))
}
package.targets += [
  .testTarget(name: "CommandTests", dependencies: ["schattenki", "TestSupport"]),
  .target(name: "TestSupport", path: "Tests/TestSupport"),
]

func fixtures(of room: String) -> [String] {
  ["AIServices", "Directory", "LDAP", "LogFormats", "Reports"].contains(room) ? ["Fixtures"] : []
}

// The fuzz targets, which are linked with libFuzzer by `Tests/Fuzz/run.sh` and by nothing else.
let fuzzed: [String: [Target.Dependency]] = [
  "Logs": ["Access", "Bytes", "Inputs", "LogFormats"],
  "Captures": ["Bytes", "Inputs"],
  "Frames": ["Bytes", "Evidence", "Packets"],
  "DNS": ["Bytes", "Packets"],
  "TLS": ["Access", "Bytes", "Packets"],
  "QUIC": ["Bytes", "Packets"],
  "HTTP": ["Bytes", "Packets"],
  "Flows": ["Access", "Bytes", "Evidence", "Packets"],
]
if Context.environment["SCHATTENKI_FUZZ"] != nil {
  for (part, dependencies) in fuzzed {
    let name = "Fuzz\(part)"
    package.targets.append(
      .target(name: name, dependencies: dependencies, path: "Tests/Fuzz/\(part)"))
    package.products.append(.library(name: name, type: .static, targets: [name]))
  }
}

for target in package.targets where target.type != .system && target.type != .plugin {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .strictMemorySafety(),
      .treatAllWarnings(as: .error),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ]
}
