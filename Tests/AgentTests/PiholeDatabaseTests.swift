import Agent
import Bytes
import Foundation
import Inputs
import Testing
import Usage

/// Pi-hole's database, made with the sqlite3 program as Pi-hole's documentation describes it.
@Suite struct PiholeDatabaseTests {
  @Test func queriesOfADatabaseAreRead() throws {
    let database = try Database(
      """
      CREATE TABLE queries (id INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, type INTEGER,
        status INTEGER, domain TEXT, client TEXT, forward TEXT);
      INSERT INTO queries VALUES
        (2, 1794814201, 1, 1, 'chat.acme.example', '10.1.2.3', NULL),
        (1, 1794814200.25, 1, 2, 'www.example.com', '10.1.2.3', '192.0.2.1'),
        (3, 1794814202, 1, 2, 'www' || char(10) || 'example.com', '10.1.2.3', NULL),
        (4, 1794814203, 1, 2, NULL, NULL, NULL);
      """)
    let summary = try #require(read(database.path))
    #expect(summary.format == "pihole-ftl")
    #expect(summary.lines == 4)
    #expect(summary.accesses == 2)
    #expect(summary.otherLines == 1)
    #expect(summary.rejects.groups["host"]?.count == 1)
  }

  @Test func aDatabaseLargerThanTheBufferIsReadWhole() throws {
    let database = try Database(
      """
      CREATE TABLE queries (id INTEGER PRIMARY KEY, timestamp INTEGER, type INTEGER, status INTEGER,
        domain TEXT, client TEXT);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
        INSERT INTO queries SELECT i, 1794814200 + i, 1, 2, 'host' || i || '.example.com', '10.1.2.3' FROM n;
      """)
    #expect(try #require(read(database.path)).accesses == 50_000)
  }

  @Test func anotherDatabaseIsSaidToBe() throws {
    let database = try Database("CREATE TABLE people (name TEXT); INSERT INTO people VALUES ('x');")
    let reason = "no queries of Pi-hole are in this database: no such table: queries"
    #expect(failure(database.path) == .input(.system(reason)))
  }

  private func read(_ path: String) -> SourceSummary? {
    do throws(SourceReader.Failure) {
      let reader = try SourceReader(path: path, settings: settings) { false }
      try reader.read(onBlock: { _, _ in }, onLine: { _, _, _, _ in })
      return reader.summary
    } catch {
      Issue.record("\(error)")
      return nil
    }
  }

  private func failure(_ path: String) -> SourceReader.Failure? {
    do throws(SourceReader.Failure) {
      _ = try SourceReader(path: path, settings: settings) { false }
      return nil
    } catch {
      return error
    }
  }

  private let settings = SourceReader.Settings(
    format: nil, zone: .gmt, now: .init(milliseconds: noon * 1000))

  /// A file that is gone with the test.
  private final class Database {
    let path: String

    init(_ statements: String) throws {
      path = "\(NSTemporaryDirectory())/schattenki-\(UUID()) 100%.db"
      let sqlite = Process()
      sqlite.executableURL = URL(filePath: "/usr/bin/sqlite3")
      sqlite.arguments = [path, statements]
      try sqlite.run()
      sqlite.waitUntilExit()
      #expect(sqlite.terminationStatus == 0)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }
}
