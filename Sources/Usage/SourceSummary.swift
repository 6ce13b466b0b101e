package import Evidence

/// What became of one file or stream.
package struct SourceSummary: Sendable {
  /// The file's name without its folder, or `-`.
  package let name: String
  /// The name of the format of most lines; empty while it is not known.
  package var format = ""
  /// All formats whose lines the log holds, that of most lines first.
  package var formats: [FormatShare] = []
  /// How many lines of the sample came from programs that no format reads.
  package var sampledFromOthers = 0
  /// What is wrapped around each line: `json`, `journal`; nil for nothing.
  package var envelope: String?
  /// Whether the user named the format; otherwise it was detected.
  package var isFormatGiven = false
  /// How many lines of the sample the formats read.
  package var recognised = 0
  package var sampled = 0
  /// How it is compressed, such as `gzip`; nil for plain text.
  package var compression: String?
  package var lines: UInt64 = 0
  package var accesses: UInt64 = 0
  /// How many of them the log gave no time: they count for the day when it was last changed.
  package var undatedAccesses: UInt64 = 0
  /// Lines that tell of no access, also those of other programs in a syslog server's file.
  package var otherLines: UInt64 = 0
  package var rejects = Rejects()
  /// Whether times came without a zone, or without a year, and were completed.
  package var assumedZone = false
  package var assumedYear = false
  /// What was seen of the packets of a capture, in place of lines; nil for logs.
  package var packets: PacketCoverage?
  /// Frames that were lost before they could be read, as far as that was noticed.
  package var droppedFrames: UInt64 = 0
  package var carriesBytesUp = false
  package var carriesBytesDown = false
  package var carriesOutcome = false
  /// Whether all of it was read: no break in the data, no interruption.
  package var isComplete = false

  package init(name: String) { self.name = name }

  /// Starts counting anew, for a part of the source that is read apart.
  package mutating func resetCounts() {
    lines = 0
    accesses = 0
    undatedAccesses = 0
    otherLines = 0
    rejects = Rejects()
  }

  /// Adds what was counted in the part of the source that follows.
  ///
  /// - Parameter start: how many lines stand before it.
  package mutating func add(countsOf part: SourceSummary, behind start: UInt64) {
    lines &+= part.lines
    accesses &+= part.accesses
    undatedAccesses &+= part.undatedAccesses
    otherLines &+= part.otherLines
    rejects.merge(part.rejects, behind: start)
  }
}

/// One format of a log.
package struct FormatShare: Equatable, Sendable {
  package let name: String
  /// How many lines of the sample it was the first to read; 0 when the user named the format.
  package let sampledLines: Int

  package init(name: String, sampledLines: Int) {
    self.name = name
    self.sampledLines = sampledLines
  }
}
