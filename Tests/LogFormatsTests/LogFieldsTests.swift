import Access
import Bytes
import Evidence
import LogFormats
import Testing

/// What formats say that they carry, against what their fixtures hold.
@Suite struct LogFieldsTests {
  @Test(arguments: allFormats.map(\.name))
  func formatsCarryWhatTheySay(name: String) throws {
    let format = try #require(allFormats.first { $0.name == name })
    var context = fixtureContext()
    var seen: LogFields = []
    for fixture in Fixture.all where fixture.format == name {
      for line in try fixture.lines() {
        var record = AccessRecord.blank
        context.beginLine()
        guard format.decode(line.span, context: &context, into: &record) == .access else {
          continue
        }
        seen.formUnion(fields(of: record))
      }
    }
    #expect(seen.names == format.fields.names)
  }

  private func fields(of record: AccessRecord) -> LogFields {
    var fields: LogFields = []
    if !record.client.isEmpty { fields.insert(.client) }
    if record.hardware != nil { fields.insert(.clientHardware) }
    if record.vlan != 0 { fields.insert(.vlan) }
    if !record.user.isEmpty { fields.insert(.user) }
    if !record.path.isEmpty { fields.insert(.path) }
    if !record.userAgent.isEmpty { fields.insert(.userAgent) }
    if record.bytesUp != nil { fields.insert(.bytesUp) }
    if record.bytesDown != nil { fields.insert(.bytesDown) }
    if record.outcome != .unknown { fields.insert(.outcome) }
    return fields
  }
}
