import Evidence
import Testing

@Suite struct TracesTests {
  private func evidence(_ fill: (inout Traces) -> Void) -> EvidenceLevel {
    var traces = Traces()
    fill(&traces)
    return traces.evidence
  }

  @Test func nothingOrALookupIsContactOnly() {
    #expect(evidence { _ in } == .lookedUp)
    #expect(evidence { $0.lookups = 1_000_000 } == .lookedUp)
  }

  @Test(arguments: [(1, EvidenceLevel.lookedUp), (2, .lookedUp), (3, .session), (24, .session)])
  func lookupsInSeveralHoursOfADayAreASession(hours: Int, level: EvidenceLevel) {
    #expect(evidence { $0.lookupHoursInADay = hours } == level)
  }

  @Test(
    arguments: [
      (0, 0, EvidenceLevel.connected), (99_999, 0, .connected), (50_000, 49_999, .connected),
      (50_000, 50_000, .session), (0, 100_000, .session), (1, .max, .session),
    ] as [(UInt64, UInt64, EvidenceLevel)])
  func aConnectionWithEnoughBytesIsASession(up: UInt64, down: UInt64, level: EvidenceLevel) {
    let found = evidence {
      $0.connections = 1
      ($0.bytesUpInADay, $0.bytesDownInADay) = (up, down)
    }
    #expect(found == level)
  }

  @Test func aProxyRequestIsInteraction() {
    #expect(evidence { $0.proxyRequests = 1 } == .interaction)
  }

  @Test(arguments: [(9_999_999, .interaction), (10_000_000, .upload)] as [(UInt64, EvidenceLevel)])
  func muchSentInADayIsAnUpload(bytes: UInt64, level: EvidenceLevel) {
    let found = evidence {
      $0.proxyRequests = 1
      $0.bytesUpInADay = bytes
    }
    #expect(found == level)
  }

  @Test func whatWasReceivedIsNoUpload() {
    let found = evidence {
      $0.proxyRequests = 1
      $0.bytesDownInADay = .max
    }
    #expect(found == .interaction)
  }

  @Test func levelsAreOrderedByWhatTheyProve() {
    let levels = (0...4).compactMap(EvidenceLevel.init)
    #expect(levels == levels.sorted())
    #expect(levels.map(\.code) == ["L0", "L1", "L2", "L3", "L4"])
    #expect(EvidenceLevel(rawValue: 5) == nil)
  }
}
