package import Bytes
import Crypto
import Foundation

/// The keys of person tokens on disk: a file for each week or month, which only its owner may read.
///
/// A key is made when its period is first needed, and destroyed soon after the period is over. What is
/// left of it is an empty file that says so: the period gets no second key, because people counted by two
/// keys would be counted twice.
package struct KeyFolder: Sendable {
  /// Records of a period may come that many days late, as after an outage.
  package static let daysOfGrace = 7

  package let path: String
  package let period: TokenPeriod

  private static let keyLength = 32
  private static let keySuffix = ".key"
  private static let destroyedSuffix = ".destroyed"

  package init(path: String, period: TokenPeriod) {
    self.path = path
    self.period = period
  }

  /// The key of the period that begins on `firstDay`; nil when it was destroyed.
  ///
  /// - Throws: why the file cannot be read or written; a folder that others may open is refused.
  package func key(ofPeriodFrom firstDay: CivilDate) throws(KeyFolderProblem) -> PersonTokenKey? {
    try makeFolder()
    let file = file(firstDay, Self.keySuffix)
    if FileManager.default.fileExists(atPath: self.file(firstDay, Self.destroyedSuffix)) {
      return nil
    }
    if let bytes = try read(file) { return PersonTokenKey(SymmetricKey(data: bytes)) }
    // From the system's own generator, which is fit for keys.
    let bytes = (0..<Self.keyLength).map { _ in UInt8.random(in: .min ... .max) }
    try write(bytes, to: file)
    return PersonTokenKey(SymmetricKey(data: bytes))
  }

  /// Destroys the keys of all periods that ended more than the days of grace before `today`.
  ///
  /// - Returns: the first days of those periods.
  package func destroyOldKeys(today: CivilDate) throws(KeyFolderProblem) -> [CivilDate] {
    try destroyKeys { firstDay in
      let lastDay = period.lastDay(from: firstDay).daysSince1970
      return lastDay + Self.daysOfGrace < today.daysSince1970
    }
  }

  /// Destroys all keys: nobody can be counted together with those counted so far.
  package func destroyAllKeys() throws(KeyFolderProblem) -> [CivilDate] {
    try destroyKeys { _ in true }
  }

  private func destroyKeys(
    where isDue: (CivilDate) -> Bool
  ) throws(KeyFolderProblem) -> [CivilDate] {
    var destroyed: [CivilDate] = []
    for firstDay in firstDays(of: Self.keySuffix) where isDue(firstDay) {
      // The bytes go first, so that no state in between holds a key that counts as gone.
      try write([], to: file(firstDay, Self.keySuffix))
      do {
        try FileManager.default.moveItem(
          atPath: file(firstDay, Self.keySuffix), toPath: file(firstDay, Self.destroyedSuffix))
      } catch {
        throw .notDestroyed(file(firstDay, Self.keySuffix))
      }
      destroyed.append(firstDay)
    }
    return destroyed
  }

  /// The periods of which there is a key.
  package var periodsWithKey: [CivilDate] { firstDays(of: Self.keySuffix) }

  private func firstDays(of suffix: String) -> [CivilDate] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(suffix) }
      .compactMap { CivilDate(String($0.dropLast(suffix.count))) }.sorted()
  }

  private func file(_ firstDay: CivilDate, _ suffix: String) -> String {
    "\(path)/\(firstDay)\(suffix)"
  }

  // MARK: Files

  private func makeFolder() throws(KeyFolderProblem) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let attributes else {
      do {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return
      } catch {
        throw .noFolder(path)
      }
    }
    guard attributes[.type] as? FileAttributeType == .typeDirectory else { throw .noFolder(path) }
    guard let mode = attributes[.posixPermissions] as? Int, mode & 0o077 == 0 else {
      throw .folderOpenToOthers(path)
    }
  }

  /// Nil when there is no such file.
  private func read(_ file: String) throws(KeyFolderProblem) -> [UInt8]? {
    let bytes: [UInt8]
    do throws(PrivateFileProblem) {
      bytes = try PrivateFile.read(file, atMost: Self.keyLength)
    } catch {
      if case .missing = error { return nil }
      throw .file(error)
    }
    guard bytes.count == Self.keyLength else { throw .notAKey(file) }
    return bytes
  }

  private func write(_ bytes: [UInt8], to file: String) throws(KeyFolderProblem) {
    do throws(PrivateFileProblem) { try PrivateFile.write(bytes, to: file) } catch {
      throw .file(error)
    }
  }
}

/// Why keys cannot be used.
package enum KeyFolderProblem: Error, Equatable, Sendable {
  case noFolder(String)
  case folderOpenToOthers(String)
  case notAKey(String)
  case notDestroyed(String)
  case file(PrivateFileProblem)
}

extension KeyFolderProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noFolder(let path): "\(path) is no folder, and none can be made there"
    case .folderOpenToOthers(let path):
      "others may open the folder \(path); to change that: chmod 700 \(path)"
    case .notAKey(let path):
      "\(path) is not a key; move it away, and people of its period are counted anew"
    case .notDestroyed(let path): "\(path) cannot be renamed; its content is gone"
    case .file(let problem): "\(problem)"
    }
  }
}
