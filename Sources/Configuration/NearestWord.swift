/// The word of `words` that `word` was probably meant to be; nil when none is near.
///
/// Near is at most a third of the letters changed, added, dropped or swapped with a neighbour, or a
/// word that begins with what was written.
package func nearestWord(to word: String, among words: some Sequence<String>) -> String? {
  let written = word.lowercased()
  let scored = words.map { candidate -> (word: String, distance: Int) in
    (candidate, editDistance(written, candidate.lowercased()))
  }
  let limit = max(1, written.count / 3)
  if let best = scored.min(by: { $0.distance < $1.distance }), best.distance <= limit {
    return best.word
  }
  guard written.count >= 3 else { return nil }
  return scored.map(\.word).filter { $0.lowercased().hasPrefix(written) }.min {
    $0.count < $1.count
  }
}

/// The optimal string alignment distance.
private func editDistance(_ left: String, _ right: String) -> Int {
  let (from, to) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
  var beforeLast: [Int] = []
  var last = Array(0...to.count)
  for (row, letter) in from.enumerated() {
    var current = [row + 1]
    for (column, other) in to.enumerated() {
      var cost = min(last[column + 1] + 1, current[column] + 1)
      cost = min(cost, last[column] + (letter == other ? 0 : 1))
      if row > 0, column > 0, letter == to[column - 1], from[row - 1] == other {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[to.count]
}
