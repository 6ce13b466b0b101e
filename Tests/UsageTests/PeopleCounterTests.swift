import TestSupport
import Testing
import Usage

@Suite struct PeopleCounterTests {
  private func count(_ marks: [PersonMark], learningFrom others: [PersonMark] = []) -> Int {
    PeopleCounter(learningFrom: marks + others).count(marks)
  }

  @Test func nobodyIsNobody() {
    #expect(count([]) == 0)
    #expect(count([mark()]) == 0)
  }

  @Test func onlyUsersCountOnceEach() {
    #expect(count([mark(user: 1), mark(user: 2), mark(user: 1)]) == 2)
  }

  @Test func onlyMachinesCountOnceEach() {
    #expect(count([mark(machine: 1), mark(machine: 2), mark(machine: 1)]) == 2)
  }

  @Test func aUserAndTheirMachineAreOnePerson() {
    #expect(count([mark(user: 1, machine: 9), mark(machine: 9)]) == 1)
    #expect(
      count([mark(user: 1), mark(machine: 9)], learningFrom: [mark(user: 1, machine: 9)]) == 1)
  }

  @Test func aUserOnSeveralMachinesIsOnePerson() {
    let marks = [mark(user: 1, machine: 7), mark(user: 1, machine: 8), mark(machine: 7)]
    #expect(count(marks + [mark(machine: 8)]) == 1)
  }

  @Test func aMachineWithSeveralUsersStandsForOneOfThem() {
    let shared = [mark(user: 1, machine: 9), mark(user: 2, machine: 9)]
    #expect(count([mark(machine: 9)], learningFrom: shared) == 1)
    #expect(count([mark(machine: 9), mark(user: 2)], learningFrom: shared) == 1)
    #expect(count([mark(machine: 9)] + shared) == 2)
  }

  @Test func aMachineOfAnotherUserIsAnotherPerson() {
    let marks = [mark(user: 1), mark(machine: 9)]
    #expect(count(marks, learningFrom: [mark(user: 2, machine: 9)]) == 2)
  }

  /// Tokens of different keys may be those of one person.
  @Test func ofSeveralPeriodsTheFullestCounts() {
    let marks = [
      mark(user: 1, period: 0), mark(user: 2, period: 0), mark(user: 3, period: 7),
      mark(machine: 4, period: 7), mark(user: 5, period: 7), mark(user: 6, period: 14),
    ]
    #expect(count(marks) == 3)
  }

  @Test func aSharedMachineIsOnePersonAndHidesAsManyAsItHas() {
    let marks = [mark(user: 1), mark(machine: 8, size: 30), mark(machine: 9)]
    let counter = PeopleCounter(learningFrom: marks)
    #expect(counter.count(marks) == 3)
    #expect(counter.groupSize(marks) == 32)
    #expect(counter.groupSize([mark(user: 1)]) == 1)
    #expect(counter.groupSize([mark()]) == 0)
  }

  @Test func theOrderOfMarksDoesNotMatter() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let marks = randomMarks(using: &random)
      let all = marks + randomMarks(using: &random)
      let expected = PeopleCounter(learningFrom: all).count(marks)
      let shuffled = PeopleCounter(learningFrom: all.shuffled(using: &random))
      #expect(shuffled.count(marks.shuffled(using: &random)) == expected)
    }
  }

  /// Never more than the marks allow, and never fewer than the users who are named.
  @Test func theCountIsALowerBound() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<200 {
      let marks = randomMarks(using: &random)
      let users = Set(marks.compactMap(\.user))
      let lonely = Set(marks.filter { $0.user == nil }.compactMap(\.machine))
      let people = count(marks, learningFrom: randomMarks(using: &random))
      #expect(people >= users.count)
      #expect(people <= users.count + lonely.count)
    }
  }

  private func randomMarks(using random: inout SeededGenerator) -> [PersonMark] {
    (0..<Int.random(in: 0..<12, using: &random)).map { _ in
      let user = UInt64.random(in: 0..<6, using: &random)
      let machine = UInt64.random(in: 0..<6, using: &random)
      return mark(user: user < 4 ? user : nil, machine: machine < 5 ? machine + 100 : nil)
    }
  }
}
