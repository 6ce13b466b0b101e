package import AIServices
import Dispatch
import Foundation
import Synchronization

/// What a folder of signature files holds, one file a vendor.
package struct SignatureFiles: Sendable {
  /// An entry of another catalogue that does not count here.
  struct SwitchedOff: Sendable {
    /// A service's id, or the name of a host that recognises one.
    let name: String
    let file: String
    let line: Int?
    let column: Int?
  }

  package let vendors: [Vendor]
  let switchedOff: [SwitchedOff]

  /// - Throws: everything that is wrong in the folder.
  package init(folder: String) throws(ConfigurationProblems) {
    let names = try Self.fileNames(in: folder)
    let files = Self.read(names.map { "\(folder)/\($0)".replacing("//", with: "/") })
    var problems: [ConfigurationProblem] = []
    var vendors: [Vendor] = []
    var switchedOff: [SwitchedOff] = []
    for file in files {
      switch file.content {
      case .vendor(let vendor): vendors.append(vendor)
      case .switchedOff(let names): switchedOff += names
      case nil: break
      }
      problems += file.problems
    }
    problems += TakenNames.problems(in: files.flatMap(\.claims))
    guard problems.isEmpty else { throw ConfigurationProblems(all: problems) }
    self.vendors = vendors
    self.switchedOff = switchedOff
  }

  /// Reads the files on all processors: a company's list may be a hundred times ours.
  private static func read(_ files: [String]) -> [SignatureFile] {
    let read = Mutex([SignatureFile?](repeating: nil, count: files.count))
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      let file = SignatureFile(path: files[index])
      read.withLock { $0[index] = file }
    }
    return read.withLock { $0 }.compactMap { $0 }
  }

  /// The vendors of a catalogue itself, which has nothing to switch off.
  package static func catalogue(folder: String) throws(ConfigurationProblems) -> [Vendor] {
    let files = try SignatureFiles(folder: folder)
    guard files.switchedOff.isEmpty else {
      throw ConfigurationProblems(
        all: files.switchedOff.map {
          $0.problem("'switch_off' is for a company's own entries; take the entry out instead")
        })
    }
    return files.vendors
  }

  /// The vendors of a catalogue with these files on top: what they switch off is gone, services that
  /// both have are taken from the files, and theirs are added.
  ///
  /// - Throws: what is to be switched off and is not in the catalogue.
  package func added(to base: [Vendor]) throws(ConfigurationProblems) -> [Vendor] {
    if base.isEmpty, switchedOff.isEmpty { return vendors }
    var off = Dictionary(switchedOff.map { ($0.name, $0) }) { first, _ in first }
    let isOff = Set(off.keys)
    let replaced = Set(vendors.flatMap(\.services).map(\.id))
    var kept: [Vendor] = []
    for var vendor in base {
      vendor.services.removeAll { service in
        if isOff.contains(service.id) { off[service.id] = nil }
        return isOff.contains(service.id) || replaced.contains(service.id)
      }
      for index in vendor.services.indices {
        vendor.services[index].signatures.removeAll { signature in
          guard let host = signature.host?.name, isOff.contains(host) else { return false }
          off[host] = nil
          return true
        }
      }
      if !vendor.services.isEmpty { kept.append(vendor) }
    }
    guard off.isEmpty else {
      throw ConfigurationProblems(all: unknown(Array(off.values), in: base))
    }
    return kept + vendors
  }

  private func unknown(_ entries: [SwitchedOff], in base: [Vendor]) -> [ConfigurationProblem] {
    let services = base.flatMap(\.services)
    let known = services.map(\.id) + services.flatMap(\.signatures).compactMap(\.host?.name)
    return entries.map { entry in
      let nearest = nearestWord(to: entry.name, among: known)
      return entry.problem(
        "no service or host '\(entry.name)' to switch off"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
  }

  private static func fileNames(in folder: String) throws(ConfigurationProblems) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    let files = names.map { $0.filter { $0.hasSuffix(".yaml") }.sorted() } ?? []
    guard files.isEmpty else { return files }
    let message = names == nil ? "is not a folder that can be read" : "holds no .yaml file"
    throw ConfigurationProblems(
      all: [ConfigurationProblem(file: folder, line: nil, column: nil, message: message)])
  }
}

extension SignatureFiles.SwitchedOff {
  fileprivate func problem(_ message: String) -> ConfigurationProblem {
    ConfigurationProblem(file: file, line: line, column: column, message: message)
  }
}
