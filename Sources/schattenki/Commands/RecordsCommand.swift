import Access
import Agent
import ArgumentParser
import Bytes
import Evidence
import Foundation
import LogFormats
import Usage

struct RecordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: "Show what is read from a log, one JSON object an access, to check its format.",
    discussion: """
      Shows addresses and user names, as they stand in the log: the output is about persons. It \
      goes to standard output only; nothing is stored.

      Each object has line, ts (RFC 3339, UTC), src_ip, user, host, method, bytes_up, bytes_down, \
      action (allowed, blocked or null), kind (dns, proxy, tls, quic or http) and format. What a \
      log does not say is null. Where they are known, hardware is the client's hardware (MAC) address \
      and vlan the number of its VLAN. Of captures, line is the frame with which the access ended; they add \
      dst_ip, duration_ms and, in place of a hidden host, the inferred_host that a DNS answer told.
      """)

  @Argument(help: ArgumentHelp("The log to read; - for standard input.", valueName: "file"))
  var file: String

  @OptionGroup var logs: LogOptions

  func run() throws {
    var output = JSONLine()
    let settings = try logs.settings()
    let rejects = try logs.openRejects()
    var failure: (any Error)?
    do throws(SourceReader.Failure) {
      let reader = try SourceReader(path: file, settings: settings) { false }
      defer { warn(of: reader) }
      try reader.read(
        onBlock: { _, _ in
          do { try output.flush() } catch { failure = error }
        },
        onLine: { line, decoded, record, place in
          if decoded == .access { output.add(record, of: line, at: place) }
          rejects?.add(decoded, line, of: file, at: place)
        })
    } catch {
      failure = error.commandFailure(path: file)
    }
    try output.flush(force: true)
    try rejects?.close()
    if let failure { throw failure }
  }

  private func warn(of reader: SourceReader) {
    let rejects = reader.summary.rejects
    guard rejects.count > 0 else { return }
    let reasons = rejects.groups.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value.count)" }.joined(separator: ", ")
    Console.warn("\(rejects.count) lines were not understood: \(reasons)")
  }
}

extension JSONLine {
  fileprivate mutating func add(
    _ record: borrowing AccessRecord, of line: Span<UInt8>, at place: SourceReader.Place
  ) {
    begin()
    add("line", place.line)
    add("ts", record.time?.rfc3339)
    add("src_ip", record.clientAddress(in: line)?.description)
    if let hardware = record.hardware { add("hardware", hardware.description) }
    if record.vlan != 0 { add("vlan", UInt64(record.vlan)) }
    if !record.server.isEmpty { add("dst_ip", line.bytes(in: record.server).text) }
    add("user", userName(record, line))
    let host = line.bytes(in: record.host).text.lowercased()
    add("host", record.isNameInferred ? nil : host)
    if record.isNameInferred { add("inferred_host", host) }
    add("method", record.method.isEmpty ? nil : line.bytes(in: record.method).text)
    add("bytes_up", record.bytesUp)
    add("bytes_down", record.bytesDown)
    add("action", record.outcome == .unknown ? nil : "\(record.outcome)")
    add("kind", record.kind.name)
    if let duration = record.duration { add("duration_ms", UInt64(clamping: duration)) }
    add("format", place.format)
    end()
  }

  private func userName(_ record: borrowing AccessRecord, _ line: Span<UInt8>) -> String? {
    guard !record.user.isEmpty else { return nil }
    var bytes: [UInt8] = []
    record.copyUser(from: line, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
