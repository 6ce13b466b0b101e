import Evidence
import Testing

@Suite struct EvidenceLevelTests {
  @Test func nothingIsContactOnly() {
    #expect(evidence { _ in } == .lookedUp)
  }

  @Test(arguments: [(1, EvidenceLevel.lookedUp), (2, .lookedUp), (3, .session), (24, .session)])
  func lookupsInThreeHoursOfADayAreASession(hours: Int, level: EvidenceLevel) {
    #expect(evidence { $0.lookupHoursInADay = hours } == level)
  }

  @Test(arguments: [
    (UInt64(0), UInt64(0), EvidenceLevel.connected), (0, 99_999, .connected),
    (40_000, 59_999, .connected), (0, 100_000, .session), (40_000, 60_000, .session),
    (100_000, 0, .session), (1, .max, .session), (9_999_999, .max, .session),
  ])
  func connectionsAreASessionFromAHundredKilobytes(
    up: UInt64, down: UInt64, level: EvidenceLevel
  ) {
    let found = evidence {
      $0.connections = 1
      $0.bytesUpInADay = up
      $0.bytesDownInADay = down
    }
    #expect(found == level)
  }

  @Test func oneRequestThroughAProxyIsInteraction() {
    #expect(evidence { $0.proxyRequests = 1 } == .interaction)
    #expect(
      evidence {
        $0.proxyRequests = 1
        $0.lookupHoursInADay = 24
        $0.bytesUpInADay = 9_999_999
        $0.bytesDownInADay = .max
      } == .interaction)
  }

  @Test func tenMegabytesUpInADayAreAnUpload() {
    #expect(
      evidence {
        $0.proxyRequests = 1
        $0.bytesUpInADay = 10_000_000
      } == .upload)
    #expect(
      evidence {
        $0.connections = 1
        $0.bytesUpInADay = 10_000_000
      } == .upload)
  }

  @Test func levelsAreInOrderAndHaveCodes() {
    let levels: [EvidenceLevel] = [.lookedUp, .connected, .session, .interaction, .upload]
    #expect(levels == levels.shuffled().sorted())
    #expect(levels.map(\.code) == ["L0", "L1", "L2", "L3", "L4"])
    #expect(EvidenceLevel(rawValue: 5) == nil)
  }

  @Test func kindsHaveTheNamesOfTheJSONOutput() {
    #expect(AccessKind.allCases.map(\.name) == ["dns", "proxy", "tls", "quic", "http"])
  }

  private func evidence(_ change: (inout Traces) -> Void) -> EvidenceLevel {
    var traces = Traces()
    change(&traces)
    return traces.evidence
  }
}
