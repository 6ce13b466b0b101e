import Bytes

/// What an export of a directory said.
package struct DirectoryReading: Sendable {
  /// Those that could be read.
  package let accounts: DirectoryAccounts
  /// As which the file was read.
  package let kind: DirectoryExport.Kind
  /// What could not be read, and what was left out.
  package let problems: LineProblems
}

/// Reads exports of a directory, told apart by what stands in them.
package enum DirectoryExport {
  /// How an export is written.
  package enum Kind: Sendable {
    /// LDIF (RFC 2849).
    case ldif
    /// A table in text (RFC 4180) with commas, semicolons or tabs.
    case csv
    /// Neither; also an empty file.
    case unknown
  }

  /// Reads a whole export in UTF-8, or in UTF-16 with a byte order mark. It never fails: what cannot be
  /// read is counted.
  ///
  /// - Parameter key: of the hashes that names are kept as.
  package static func read(
    _ bytes: Span<UInt8>, key: AccountNameKey = .ofProcess
  ) -> DirectoryReading {
    var problems = LineProblems()
    let (text, start) = ExportText.utf8(bytes, &problems)
    guard let text else { return read(text: bytes.extracting(start..<bytes.count), key, problems) }
    return read(text: text.span, key, problems)
  }

  private static func read(
    text: Span<UInt8>, _ key: AccountNameKey, _ problems: LineProblems
  ) -> DirectoryReading {
    var hasLines = false
    var isLDIF = false
    // Any line: the first ones may be comments, or spoilt.
    text.forEachLine { line in
      if line.count > 0 { hasLines = true }
      isLDIF = LDIFExport.recognizes(line)
      return !isLDIF
    }
    if isLDIF { return LDIFExport.read(text, key, problems) }
    if hasLines { return CSVExport.read(text, key, problems) }
    return DirectoryReading(
      accounts: DirectoryAccounts([], key: key, places: [:], barePlaces: [:]), kind: .unknown,
      problems: problems)
  }
}
