import Access
import Bytes
import Evidence

/// The web traffic log of Barracuda Web Security Gateway, and the web log that CloudGen Firewalls
/// stream in the same words.
///
///     Nov 16 08:30:00 gateway http_scan[812]: 1794814200 1 10.1.2.3 192.0.2.80 text/html 10.1.2.3 http://www.example.com/start 4096 BYF ALLOWED CLEAN 2 1 0 0 3 (-) 1 business 0 - 0 example.com business [anna] http://www.example.org/ www.example.org news 0
///
/// Every line with the word `BYF` is an access. Taken are the time, in seconds since 1970, the client,
/// the URL, which a firewall writes without its scheme, the size of what was delivered, and the user in
/// brackets, who is `ANON` when nobody is known. It was refused when the gateway says `BLOCKED`, and
/// when the policy's action, the fourth field behind the reason, is 1. There is no method and no
/// upload. Referrers are not read. Documented at https://campus.barracuda.com/doc/168742383 and
/// https://campus.barracuda.com/product/cloudgenfirewall/doc/170820935/how-to-configure-web-log-streaming.
struct BarracudaWeb: LogFormat {
  let name = "barracuda-web"
  let fields: LogFields = [.client, .user, .path, .bytesDown, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      return try read(line, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func read(
    _ line: Span<UInt8>, into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    guard let mark = mark(line) else { throw .layout }
    var cursor = ByteCursor(line.extracting(0..<mark), at: messageStart(line))
    let time = try cursor.readEpoch()
    _ = cursor.readWord()
    let client = cursor.readWord()
    let (target, size) = try requestBefore(mark, line)
    guard try ProxyRequest.start(&record, target: target, in: line) else { return false }
    record.time = time
    record.setClient(client, in: line)
    record.bytesDown = size
    readVerdict(line, from: mark + 5, into: &record)
    return true
  }

  /// Where ` BYF ` stands, the word before the verdict.
  private func mark(_ line: Span<UInt8>) -> Int? {
    var from = 0
    while let blank = line.firstIndex(of: ASCII.space, from: from) {
      if line.contains(" BYF ", at: blank) { return blank }
      from = blank + 1
    }
    return nil
  }

  /// Behind the tag of the program, if there is one.
  private func messageStart(_ line: Span<UInt8>) -> Int {
    var from = 0
    while let colon = line.firstIndex(of: ASCII.colon, from: from) {
      if line.contains("]: ", at: colon - 1) { return colon + 2 }
      from = colon + 1
    }
    return 0
  }

  /// The URL and the size, the last two words before the mark; a type before them may hold blanks.
  private func requestBefore(
    _ mark: Int, _ line: Span<UInt8>
  ) throws(Malformed) -> (target: ByteRange, size: UInt64?) {
    let front = line.extracting(0..<mark)
    guard let last = front.lastIndex(of: ASCII.space),
      let before = line.extracting(0..<last).lastIndex(of: ASCII.space)
    else { throw .truncated }
    var cursor = ByteCursor(front, at: last + 1)
    let size = try? cursor.readDecimal()
    return (ByteRange(before + 1..<last), size)
  }

  /// `ALLOWED CLEAN 2 1 0 0 3 (-) … [anna] …`.
  private func readVerdict(
    _ line: Span<UInt8>, from start: Int, into record: inout AccessRecord
  ) {
    var cursor = ByteCursor(line, at: start)
    let isBlocked = line.bytes(in: cursor.readWord()).equals("BLOCKED")
    _ = cursor.readWord()
    for _ in 0..<3 { _ = cursor.readWord() }
    let isDenied = line.bytes(in: cursor.readWord()).equals("1")
    record.outcome = isBlocked || isDenied ? .blocked : .allowed
    guard let opening = line.firstIndex(of: ASCII.openingBracket, from: cursor.position) else {
      return
    }
    let closing = line.wordEnd(ASCII.closingBracket, from: opening)
    let user = ByteRange(opening + 1..<max(closing, opening + 1))
    guard closing < line.count, !line.bytes(in: user).equals("ANON") else { return }
    record.setUser(user, in: line)
  }
}
