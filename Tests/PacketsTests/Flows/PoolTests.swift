@testable import Packets
import Bytes
import TestSupport
import Testing

@Suite("Flows: tables and pools") struct PoolTests {
  @Test("The slot table finds what is in it, and nothing else") func slots() {
    var random = SeededGenerator(seed: 3)
    var table = SlotTable()
    var model: [Int: UInt32] = [:]
    for _ in 0..<20_000 {
      let place = Int.random(in: 0..<700, using: &random)
      if let hash = model.removeValue(forKey: place) {
        table.remove(place, hash: hash)
      } else {
        // Few hashes, all at one end of the table, so that runs are long and go around.
        let hash = UInt32.max - UInt32.random(in: 0..<60, using: &random)
        table.insert(place, hash: hash)
        model[place] = hash
      }
    }
    for hash in (UInt32.max - 60)...UInt32.max {
      var probe = table.probe(hash)
      var found: Set<Int> = []
      while let place = table.next(&probe) { found.insert(place) }
      #expect(found == Set(model.filter { $0.value == hash }.keys))
    }
  }

  @Test("Texts come out as they went in, and their cells are used again") func texts() throws {
    var random = SeededGenerator(seed: 4)
    var pool = TextPool(capacity: 200)
    var model: [UInt32: [UInt8]] = [:]
    for _ in 0..<5000 {
      if model.count > 20, let old = model.keys.randomElement(using: &random) {
        pool.remove(old)
        model[old] = nil
      }
      let count = [0, 1, 29, 30, 31, 32, 61, 62, 63, 200].randomElement(using: &random) ?? 0
      let text = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let stored = pool.store(text.span)
      let number = try #require(stored)
      #expect(model[number] == nil)
      model[number] = text
      for (number, text) in model {
        var read: [UInt8] = [7]
        pool.append(number, to: &read)
        #expect(read == [7] + text)
      }
    }
    let full = [UInt8](repeating: 1, count: 7000)
    let refused = pool.store(full.span)
    #expect(refused == nil)
  }

  @Test("The age lists keep their order") func ages() {
    var random = SeededGenerator(seed: 5)
    var lists = AgeLists(count: 2)
    var model: [[Int]] = [[], []]
    for _ in 0..<5000 {
      let place = Int.random(in: 0..<30, using: &random)
      let target = Int.random(in: 0..<2, using: &random)
      if let list = model.firstIndex(where: { $0.contains(place) }) {
        lists.move(place, from: list, to: target)
        model[list].removeAll { $0 == place }
      } else {
        lists.append(place, to: target)
      }
      model[target].append(place)
      #expect(lists.oldest(in: 0) == model[0].first && lists.oldest(in: 1) == model[1].first)
    }
  }
}
