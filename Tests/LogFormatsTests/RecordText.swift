import Access
import Bytes
import Evidence
import LogFormats

/// What a line was read as, in one line of text.
func text(of line: [UInt8], in format: any LogFormat, context: inout LogContext) -> String {
  var record = AccessRecord.blank
  context.beginLine()
  switch format.decode(line.span, context: &context, into: &record) {
  case .access: return context.withBytes(of: line.span) { text(of: record, $0.copy) }
  case .refusedLookup: return "refused lookup " + text(of: record, line)
  case .notAnAccess: return "not an access"
  case .malformed(let reason): return "malformed: \(reason.name)"
  }
}

private func text(of record: AccessRecord, _ line: [UInt8]) -> String {
  func value(_ name: String, _ range: ByteRange) -> String? {
    range.isEmpty ? nil : "\(name)=<\(String(decoding: line[range.range], as: UTF8.self))>"
  }
  let fields: [String?] = [
    record.time?.rfc3339 ?? "no time",
    record.kind.name,
    value("host", record.host),
    record.isHostAddress ? "(address)" : nil,
    record.port == 0 ? nil : "port=\(record.port)",
    value("path", record.path),
    value("user-agent", record.userAgent),
    value("method", record.method),
    record.clientAddress(in: line.span).map { "client=\($0)" }
      ?? value("client-name", record.client),
    record.hardware.map { "hardware=\($0)" },
    record.vlan == 0 ? nil : "vlan=\(record.vlan)",
    record.user.isEmpty ? nil : "user=<\(user(of: record, line))>",
    record.bytesUp.map { "up=\($0)" },
    record.bytesDown.map { "down=\($0)" },
    "\(record.outcome)",
  ]
  return fields.compactMap(\.self).joined(separator: " ")
}

private func user(of record: AccessRecord, _ line: [UInt8]) -> String {
  var bytes: [UInt8] = []
  record.copyUser(from: line.span, into: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}
