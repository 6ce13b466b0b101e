import Bytes

/// The lines of a DNS debug log of Windows that are no packets: the key at its head, and the details
/// of the packet above them.
enum WindowsDNSRemark {
  static func matches(_ line: Span<UInt8>) -> Bool {
    var start = 0
    while start < line.count, line[start] == ASCII.space || line[start] == ASCII.tab { start += 1 }
    if start == 0 { return begins(line, at: 0, with: heads) }
    if begins(line, at: start, with: heads) || begins(line, at: start, with: details) {
      return true
    }
    if begins(line, at: start, with: meanings) { return true }
    // The rows of the key are numbered.
    var row = ByteCursor(line, at: start)
    guard (try? row.readDecimal()) != nil, row.next == ASCII.space else { return false }
    row.skip(ASCII.space)
    return begins(line, at: row.position, with: rows)
  }

  private static func begins(
    _ line: Span<UInt8>, at start: Int, with texts: [StaticString]
  ) -> Bool {
    for index in texts.indices where line.contains(texts[index], at: start) { return true }
    return false
  }

  private static let heads: [StaticString] = [
    "DNS Server log file creation at ", "Log file wrap at ", "Message logging key (",
    "UDP question info at ", "UDP response info at ", "TCP question info at ",
    "TCP response info at ",
  ]

  private static let meanings: [StaticString] = [
    "Field #  Information", "-------  -----------", "blank = Query", "N = Notify", "U = Update",
    "? = Unknown", "T = Truncated Response", "D = Recursion Desired", "R = Recursion Available",
  ]

  private static let rows: [StaticString] = [
    "Date", "Time", "Thread ID", "Context", "Internal packet identifier", "UDP/TCP indicator",
    "Send/Receive indicator", "Remote IP", "Xid (hex)", "Query/Response", "Opcode",
    "[ Flags (hex)", "Flags (", "ResponseCode", "Question Type", "Question Name",
  ]

  private static let details: [StaticString] = [
    "Socket = ", "Remote addr ", "Time Query=", "Buf length = 0x", "Msg length = 0x", "Message:",
    "XID   ", "Flags   ", "QR   ", "OPCODE   ", "AA   ", "TC   ", "RD   ", "RA   ", "Z   ", "CD   ",
    "AD   ", "RCODE   ", "QCOUNT   ", "ACOUNT   ", "NSCOUNT   ", "ARCOUNT   ", "ZCOUNT   ",
    "PRECOUNT  ", "UPCOUNT   ", "QUESTION SECTION:", "ANSWER SECTION:", "AUTHORITY SECTION:",
    "ADDITIONAL SECTION:", "ZONE SECTION:", "PREREQUISITE SECTION:", "UPDATE SECTION:",
    "Offset = 0x", "Name   ", "QTYPE   ", "QCLASS  ", "ZTYPE   ", "ZCLASS  ", "TYPE   ", "CLASS  ",
    "TTL    ", "DLEN   ", "DATA   ", "empty", "Buffer Size  =", "Rcode Ext    =", "Rcode Full   =",
    "Version      =", "Flags        =",
  ]
}
