import Bytes
import Testing

@Suite struct NumberMemoTests {
  private let line = Array("16/Nov/2026:08:30:00".utf8)

  @Test func onlyTheSameTextInTheSameLengthIsKnown() {
    var memo = NumberMemo()
    #expect(memo.number(at: 0..<11, in: line.span) == nil)
    memo.remember(20_773, at: 0..<11, in: line.span)
    #expect(memo.number(at: 0..<11, in: line.span) == 20_773)
    #expect(memo.number(at: 0..<12, in: line.span) == nil)
    #expect(memo.number(at: 1..<12, in: line.span) == nil)
    for index in 0..<11 {
      var other = line
      other[index] ^= 1
      #expect(memo.number(at: 0..<11, in: other.span) == nil, "\(index)")
    }
  }

  @Test(arguments: [0..<7, 0..<17, 12..<21])
  func textsOfOtherLengthsAreNotRemembered(place: Range<Int>) {
    var memo = NumberMemo()
    memo.remember(1, at: place, in: line.span)
    #expect(memo.number(at: place, in: line.span) == nil)
  }
}
