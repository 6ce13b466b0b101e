import Bytes
import Directory
import Foundation
import Testing

/// A fixture: written for these tests after the shapes that the manuals named in them document.
func fixture(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent()
  return Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
}

func leases(_ text: String) -> LeaseReading { leases(Array(text.utf8)) }

func leases(_ bytes: [UInt8]) -> LeaseReading { LeaseFile.read(bytes.span) }

func directory(_ text: String) -> DirectoryReading { directory(Array(text.utf8)) }

func directory(_ bytes: [UInt8]) -> DirectoryReading { DirectoryExport.read(bytes.span) }

func account(_ name: String, in reading: DirectoryReading) -> DirectoryAccount? {
  let name = Array(name.utf8)
  return reading.accounts.account(name.span)
}

/// Whether the accounts have these names in lower case, and no others.
func names(_ names: [String], of reading: DirectoryReading) -> Bool {
  let accounts = reading.accounts
  return Set(names.map { accounts.key.hash(Array($0.utf8)) }) == Set(accounts.places.keys)
}

/// `form:3` for a problem first seen in line 3, `form*2:3` for two of them.
func summary(_ problems: LineProblems) -> [String] {
  problems.entries.map { entry in
    "\(entry.reason)\(entry.count > 1 ? "*\(entry.count)" : ""):\(entry.firstLine)"
  }
}

/// An address, the machine and the period in seconds since 1970.
func summary(_ leases: [Lease]) -> [String] {
  leases.map { lease in
    let start = lease.start.map { String($0.seconds) } ?? "?"
    let end = lease.end.map { String($0.seconds) } ?? "never"
    return "\(lease.address) \(lease.hardware?.description ?? "-") \(lease.hostName ?? "-") "
      + "\(start) \(end)"
  }
}
