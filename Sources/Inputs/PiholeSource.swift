internal import CSQLite

/// The queries in the long-term database of Pi-hole, `pihole-FTL.db`, as lines: time, status, name and
/// client with a tab between them, behind the word `pihole-FTL`.
///
/// The tables are documented at https://docs.pi-hole.net/database/query-database/. Both the table
/// `queries` of older versions and the view of that name in newer ones have these columns.
@safe package final class PiholeSource: ByteSource {
  private let database: OpaquePointer
  private let statement: OpaquePointer
  /// What of the last row found no room yet.
  private var waiting: [UInt8] = []
  private var isAtEnd = false

  private static let query = "SELECT timestamp, status, domain, client FROM queries ORDER BY id"

  /// Whether the regular file at `path` is a database of SQLite (https://www.sqlite.org/fileformat.html,
  /// section 1.3).
  package static func isDatabase(_ path: String) -> Bool {
    guard path != "-", let file = try? FileSource(path: path), file.size ?? 0 > 100 else {
      return false
    }
    var head = [UInt8](repeating: 0, count: 16)
    guard let count = try? file.read(into: &head, from: 0), count == 16 else { return false }
    return head == Array("SQLite format 3\0".utf8)
  }

  /// Opens the database at `path` for reading.
  ///
  /// - Throws: SQLite's own words, for instance when it holds no queries of Pi-hole.
  package init(path: String) throws(InputError) {
    let opened = unsafe try Self.open(path)
    var statement: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(opened, Self.query, -1, &statement, nil) == SQLITE_OK,
      let statement = unsafe statement
    else {
      let message = unsafe String(cString: sqlite3_errmsg(opened))
      unsafe sqlite3_close(opened)
      throw .system("no queries of Pi-hole are in this database: \(message)")
    }
    unsafe database = opened
    unsafe self.statement = statement
  }

  deinit {
    unsafe sqlite3_finalize(statement)
    unsafe sqlite3_close(database)
  }

  /// A database that nobody writes may lie where this user cannot make the files beside it that
  /// SQLite shares with writers; it is read as one that does not change then.
  private static func open(_ path: String) throws(InputError) -> OpaquePointer {
    let escaped = path.map { ["?", "#", "%"].contains($0) ? "%\(hex($0))" : String($0) }.joined()
    var message = "not enough memory"
    for mode in ["mode=ro", "immutable=1"] {
      var database: OpaquePointer?
      let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      let status = unsafe sqlite3_open_v2("file:\(escaped)?\(mode)", &database, flags, nil)
      guard let opened = unsafe database else { continue }
      // Opening reads nothing; whether it can be read shows here.
      let schema = "PRAGMA schema_version"
      if status == SQLITE_OK, unsafe sqlite3_exec(opened, schema, nil, nil, nil) == SQLITE_OK {
        return unsafe opened
      }
      message = unsafe String(cString: sqlite3_errmsg(opened))
      unsafe sqlite3_close(opened)
    }
    throw .system(message)
  }

  private static func hex(_ character: Character) -> String {
    String(character.asciiValue ?? 0, radix: 16)
  }

  package func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    var position = start
    while position < buffer.count {
      if waiting.isEmpty, try !step() { break }
      let count = min(waiting.count, buffer.count - position)
      for index in 0..<count { buffer[position + index] = waiting[index] }
      waiting.removeFirst(count)
      position += count
    }
    return position - start
  }

  /// Writes the next row as a line; returns false behind the last.
  private func step() throws(InputError) -> Bool {
    guard !isAtEnd else { return false }
    switch unsafe sqlite3_step(statement) {
    case SQLITE_ROW:
      waiting += "pihole-FTL".utf8
      for column in Int32(0)..<4 {
        waiting.append(0x09)
        appendColumn(column)
      }
      waiting.append(0x0A)
      return true
    case SQLITE_DONE:
      isAtEnd = true
      return false
    default:
      throw .system(unsafe String(cString: sqlite3_errmsg(database)))
    }
  }

  /// SQLite's text ends with a zero and lives until the next step.
  private func appendColumn(_ column: Int32) {
    guard let text = unsafe sqlite3_column_text(statement, column) else { return }
    let count = Int(unsafe sqlite3_column_bytes(statement, column))
    for index in 0..<count {
      let byte = unsafe text[index]
      // Nothing in a name may pass for the end of a column or a line.
      waiting.append(byte < 0x20 ? UInt8(ascii: "?") : byte)
    }
  }
}
