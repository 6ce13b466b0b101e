@testable import Agent
import AIServices
import Bytes
import Evidence
import TestSupport
import Testing
import Usage

@Suite struct CandidateAnalysisTests {
  private func squid(_ requests: [String]) -> String {
    requests.enumerated().map { index, request in
      "17632800\(10 + index % 80).000 5 10.1.2.\(3 + index % 2) TCP_MISS/200 900 \(request) "
        + "- HIER_DIRECT/192.0.2.1 -\n"
    }.joined()
  }

  private func found(_ analysis: Analysis) -> [String: UInt64] {
    var sums: [String: UInt64] = [:]
    for (key, accesses) in analysis.candidates.accesses {
      let candidate = analysis.candidates[key.candidate]
      sums["\(candidate.host ?? "inside") \(candidate.reason.name)", default: 0] += accesses
    }
    return sums
  }

  @Test func candidatesAreCountedAndMakeNoFindings() throws {
    let requests = [
      "CONNECT my-gpt.example:443", "CONNECT MY-GPT.example:443", "GET http://my-gpt.example/",
      "POST http://other.example/v1/chat/completions", "POST http://other.example/v1/other",
      "POST http://10.9.9.9:8000/v1/messages", "POST http://pc-anna.intern/api/generate",
      "CONNECT lab.beacon.example:443", "CONNECT www.beacon.example:443", "CONNECT adserv.ai:443",
      "POST http://my-gpt.example/v1/embeddings",
    ]
    let analysis = try analyze(squid(requests)).analysis
    #expect(
      found(analysis) == [
        "my-gpt.example word": 3, "my-gpt.example path": 1, "other.example path": 1,
        "inside path": 2, "lab.beacon.example new_name": 1,
      ])
    #expect(analysis.totals.people.isEmpty)
    #expect(analysis.totals.counts.keys.allSatisfy { $0.role == .website })
  }

  @Test func pathsProgramsAndPortsAreMatched() throws {
    let requests = [
      "GET https://portal.example/tools/1?q", "GET https://portal.example/mail",
      "CONNECT portal.example:443", "POST http://10.9.9.9:11434/api/chat",
      "POST http://203.0.113.9:11434/api/chat",
    ]
    let outcomes = try analyze(squid(requests))
    #expect(
      outcomes.accesses == [
        "acme-tools app proxy allowed": 1, "acme-tools api proxy allowed": 1,
      ])
    let plans = outcomes.analysis.totals.counts.keys.compactMap(\.plan)
    #expect(plans == [.business])
  }

  @Test func programsAreToldWhereTheLogShowsThem() throws {
    let line =
      #"10.1.2.3 - - [16/Nov/2026:08:30:00 +0100] "CONNECT gateway.example:443 HTTP/1.1" 200 9 "#
      + #""-" "acme-cli/1.2 (x)" TCP_TUNNEL:HIER_DIRECT"# + "\n"
    #expect(try analyze(line).accesses == ["acme-tools api proxy allowed": 1])
  }

  @Test func moreCandidatesThanAreKeptAreCountedAsLeftOut() {
    var totals = CandidateTotals()
    for number in 0..<CandidateTotals.maximumCandidates {
      let candidate = Candidate(host: "gpt\(number).example", reason: .word("gpt"))
      #expect(totals.index(of: candidate) != nil)
    }
    #expect(totals.index(of: Candidate(host: "one-more.example", reason: .word("gpt"))) == nil)
    #expect(totals.index(of: Candidate(host: "gpt7.example", reason: .word("gpt"))) != nil)
  }

  /// The memory answers what it was told, or that it does not know: against a dictionary.
  @Test(arguments: 0..<10)
  func theMemoryNeverMixesHostsUp(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var memory = HostMemory()
    var told: [String: UInt16] = [:]
    var known = 0
    for _ in 0..<200_000 {
      let name = "host\(Int.random(in: 0..<90_000, using: &random)).example"
      let hash = memory.hash(of: Array(name.utf8).span)
      if let note = memory.note(for: hash) {
        known += 1
        #expect(note == told[name])
      } else {
        let note = UInt16.random(in: 1...UInt16.max, using: &random)
        told[name] = note
        memory.remember(note, for: hash)
      }
    }
    #expect(known > 10_000)
  }
}
