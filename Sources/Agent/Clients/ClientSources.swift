package import Directory
import Foundation

/// The files that tell more of clients than logs do: leases of DHCP servers and exports of a directory.
package struct ClientSources: Sendable {
  /// What the files say.
  package struct Knowledge: Sendable {
    package var leases: LeaseHistory
    /// Those of each directory; the first that knows an account counts.
    package var accounts: [DirectoryAccounts]
    /// What could not be read in each file, but for what sound files have too.
    package var problems: [FileProblems] = []
  }

  package struct FileProblems: Equatable, Sendable {
    package let path: String
    /// One line for each reason.
    package let lines: [String]
  }

  /// Why a file says nothing.
  package enum Failure: Error, Equatable, Sendable {
    case unreadable(path: String)
    case tooLarge(path: String)
    /// It is of no kind that is known.
    case unknownKind(path: String, isLeaseFile: Bool)
  }

  private let leaseFiles: [String]
  private let directoryExports: [String]

  /// More than the leases or accounts of any company; a wrong file must not fill memory.
  private static let maximumBytes = 512 << 20

  package init(leaseFiles: [String], directoryExports: [String]) {
    self.leaseFiles = leaseFiles
    self.directoryExports = directoryExports
  }

  /// Whether there are any.
  package var isEmpty: Bool { leaseFiles.isEmpty && directoryExports.isEmpty }

  /// Reads all files. Lines that cannot be read are counted; a file that cannot be is a failure, because
  /// without it people would be counted in departments that are not theirs.
  package func read() throws(Failure) -> Knowledge {
    var leases: [Lease] = []
    var problems: [FileProblems] = []
    for path in leaseFiles {
      let bytes = try Self.bytes(of: path)
      let reading = LeaseFile.read(bytes.span)
      // A file without a lease has no kind; a server writes one before the first.
      if reading.kind == .unknown, !reading.problems.isEmpty {
        throw .unknownKind(path: path, isLeaseFile: true)
      }
      leases += reading.leases
      FileProblems(path: path, reading.problems).map { problems.append($0) }
    }
    var accounts: [DirectoryAccounts] = []
    for path in directoryExports {
      let bytes = try Self.bytes(of: path)
      let reading = DirectoryExport.read(bytes.span)
      guard reading.kind != .unknown else {
        throw .unknownKind(path: path, isLeaseFile: false)
      }
      accounts.append(reading.accounts)
      FileProblems(path: path, reading.problems).map { problems.append($0) }
    }
    return Knowledge(leases: LeaseHistory(leases), accounts: accounts, problems: problems)
  }

  private static func bytes(of path: String) throws(Failure) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path)
    }
    guard data.count <= maximumBytes else { throw .tooLarge(path: path) }
    return Array(data)
  }
}

extension ClientSources.FileProblems {
  /// Nil when there is nothing that should not be.
  fileprivate init?(path: String, _ problems: LineProblems) {
    let unexpected = problems.entries.filter { !$0.reason.isExpected }
    guard !unexpected.isEmpty else { return nil }
    self.path = path
    lines = unexpected.map { "\($0.count) × \($0.reason.name), first in line \($0.firstLine)" }
  }
}
