import Access
import Bytes
import Packets

/// libFuzzer calls this with every input: a stream that comes in steps of its first byte's number,
/// for both sides, and datagrams of that length.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTLS(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start, count > 1 else { return 0 }
  // libFuzzer keeps the `count` bytes alive for the length of the call.
  let input = unsafe Span(_unsafeStart: start, count: count)
  let step = Int(input[0]) + 1
  let stream = input.extracting(1...)
  var hello = ClientHello()
  var (client, datagrams) = (TLSRecords(), DTLSRecords())
  var early: [UInt8] = []
  for end in Swift.stride(from: step, through: stream.count + step - 1, by: step) {
    let there = stream.extracting(0..<min(end, stream.count))
    let dissection = client.read(stream: there, into: &hello)
    check(hello, dissection)
    // What a part of the message says, the whole does not take back.
    if dissection == .incomplete || dissection == .read {
      precondition(early.isEmpty || early == hello.serverName)
      early = hello.serverName
    }
    let datagram = stream.extracting(end - step..<there.count)
    let outcome = datagrams.read(datagram: datagram, into: &hello)
    check(hello, outcome)
  }
  let dissection = hello.read(handshake: stream)
  check(hello, dissection)
  return 0
}

private func check(_ hello: ClientHello, _ dissection: Dissection) {
  precondition(hello.serverName.count <= HostName.maximumLength)
  precondition(dissection == .read || !hello.isWhole)
  let saysNothing = dissection == .foreign || dissection == .malformed
  precondition(!saysNothing || (!hello.hasServerName && hello.version == .none))
  for byte in hello.serverName { precondition(byte > 0x20 && byte != 0x7F) }
}
