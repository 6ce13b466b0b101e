package import Foundation

/// Converts between UTC and the wall clock of one time zone, with its daylight-saving rules.
///
/// Logs come in order of time, so the offset of the quarter hour looked at last is kept: looking it
/// up costs a thousand times as much as reading the line.
package struct WallClock: Sendable {
  package let zone: TimeZone
  private var localSlot: Int64 = .min
  private var localSlotOffset: Int64 = 0
  private var universalSlot: Int64 = .min
  private var universalSlotOffset: Int64 = 0

  /// No zone's offset changes within a quarter hour that starts on the hour, :15, :30 or :45.
  private static let slot: Int64 = 900

  package init(zone: TimeZone) { self.zone = zone }

  /// UTC seconds for wall-clock seconds, both counted from 1970-01-01 00:00.
  ///
  /// The hour that autumn repeats is read as standard time; the hour that spring skips as if the
  /// clock had not been moved.
  package mutating func universal(fromLocal local: Int64) -> Int64 {
    let slot = floorDivide(local, by: Self.slot)
    if slot != localSlot {
      localSlot = slot
      localSlotOffset = offset(ofLocal: local)
    }
    return local - localSlotOffset
  }

  /// Wall-clock seconds for UTC seconds, both counted from 1970-01-01 00:00.
  package mutating func local(fromUniversal universal: Int64) -> Int64 {
    let slot = floorDivide(universal, by: Self.slot)
    if slot != universalSlot {
      universalSlot = slot
      universalSlotOffset = offset(at: universal)
    }
    return universal + universalSlotOffset
  }

  /// The calendar day on the wall at `time`.
  package mutating func day(of time: Timestamp) -> CivilDate {
    let local = local(fromUniversal: time.seconds)
    return CivilDate(daysSince1970: Int(floorDivide(local, by: 86_400)))
  }

  /// The offset after a change of the clock if the wall shows this time then, otherwise the one
  /// before it: a day on either side lies beyond what any zone differs from UTC.
  private func offset(ofLocal local: Int64) -> Int64 {
    let later = offset(at: local + 86_400)
    return offset(at: local - later) == later ? later : offset(at: local - 86_400)
  }

  private func offset(at universal: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(universal))))
  }
}
