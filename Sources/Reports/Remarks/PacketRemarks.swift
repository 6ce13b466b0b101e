import Evidence
import Usage

/// What could be seen in captures, and what was hidden.
extension Remarks {
  var packets: [String] {
    report.sources.flatMap { source in
      guard let packets = source.packets else { return [String]() }
      let remarks = named(packets) + hidden(packets) + lost(packets, dropped: source.droppedFrames)
      return remarks.map { "\(name(of: source)): \($0)" }
    }
  }

  private func named(_ packets: PacketCoverage) -> [String] {
    let rows: [(String, UInt64, UInt64)] = [
      ("TLS", packets.namedTLS, packets.unnamedTLS),
      ("QUIC", packets.namedQUIC, packets.unnamedQUIC),
    ]
    return rows.compactMap { protocolName, named, unnamed in
      guard named &+ unnamed > 0 else { return nil }
      return pick(
        "\(protocolName) connections that named the server: \(wording.number(named)); without a "
          + "name: \(wording.number(unnamed)).",
        "\(protocolName)-Verbindungen, die den Server nannten: \(wording.number(named)); ohne "
          + "Namen: \(wording.number(unnamed)).")
    }
  }

  private func hidden(_ packets: PacketCoverage) -> [String] {
    var remarks: [String] = []
    if packets.inferredNames &+ packets.ambiguousNames > 0 {
      let (inferred, ambiguous) = (
        wording.number(packets.inferredNames), wording.number(packets.ambiguousNames)
      )
      remarks.append(
        pick(
          "Names taken from the DNS answer that the client got before: \(inferred); not taken, "
            + "because answers gave several: \(ambiguous).",
          "Aus der vorigen DNS-Antwort an das Gerät übernommene Namen: \(inferred); nicht "
            + "übernommen, weil Antworten mehrere nannten: \(ambiguous)."))
    }
    if packets.offeredECH > 0 {
      let offers = wording.number(packets.offeredECH)
      remarks.append(
        pick(
          "Offers of an encrypted ClientHello (ECH), real or for show: \(offers); whether one was "
            + "accepted cannot be seen.",
          "Angebote eines verschlüsselten ClientHello (ECH), echte und scheinbare: \(offers); ob "
            + "eines angenommen wurde, ist nicht zu sehen."))
    }
    let resolvers = packets.dnsOverTLS &+ packets.dnsOverQUIC
    if resolvers > 0 {
      let connections = wording.number(resolvers)
      remarks.append(
        pick(
          "Connections to encrypted DNS (DoT, DoQ), whose queries are hidden: \(connections).",
          "Verbindungen zu verschlüsseltem DNS (DoT, DoQ), dessen Anfragen verborgen sind: "
            + "\(connections)."))
    }
    if packets.canaryLookups > 0 {
      let lookups = wording.number(packets.canaryLookups)
      remarks.append(
        pick(
          "Lookups by which Firefox asks whether it may encrypt its DNS (use-application-dns.net): "
            + "\(lookups).",
          "Anfragen, mit denen Firefox fragt, ob es sein DNS verschlüsseln darf "
            + "(use-application-dns.net): \(lookups)."))
    }
    if packets.unnamedBytesUp > 0 || packets.unnamedBytesDown > 0 {
      let (up, down) = (
        wording.bytes(packets.unnamedBytesUp), wording.bytes(packets.unnamedBytesDown)
      )
      remarks.append(
        pick(
          "Sent and received over connections without a name: \(up) and \(down).",
          "Über Verbindungen ohne Namen gesendet und empfangen: \(up) und \(down)."))
    }
    return remarks
  }

  private func lost(_ packets: PacketCoverage, dropped: UInt64) -> [String] {
    var remarks: [String] = []
    if dropped > 0 {
      let frames = wording.number(dropped)
      remarks.append(
        pick(
          "Frames dropped while capturing: \(frames); all numbers are lower bounds.",
          "Beim Mitschneiden verlorene Pakete: \(frames); alle Zahlen sind Untergrenzen."))
    }
    if packets.cutFrames > 0 {
      let frames = wording.number(packets.cutFrames)
      remarks.append(
        pick(
          "Frames of which only the beginning was captured: \(frames).",
          "Pakete, von denen nur der Anfang mitgeschnitten ist: \(frames)."))
    }
    if packets.frames.unknownLinkTypes > 0 {
      let frames = wording.number(UInt64(clamping: packets.frames.unknownLinkTypes))
      remarks.append(
        pick(
          "Frames of a kind of network that is not known, of which nothing was read: \(frames).",
          "Pakete einer unbekannten Netzart, von denen nichts gelesen wurde: \(frames)."))
    }
    let givenUp = packets.evictedFlows &+ packets.abandonedStreams
    if givenUp > 0 {
      let connections = wording.number(givenUp)
      remarks.append(
        pick(
          "Connections of which not all could be kept in memory: \(connections).",
          "Verbindungen, die nicht ganz im Speicher gehalten werden konnten: \(connections)."))
    }
    return remarks
  }
}
