import Bytes
import Packets

/// libFuzzer calls this with every input: as one message, and as one side of a TCP stream.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDNS(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start else { return 0 }
  // libFuzzer keeps the `count` bytes alive for the length of the call.
  let bytes = unsafe Span(_unsafeStart: start, count: count)
  var message = DNSMessage()
  read(bytes, into: &message)
  var stream = DNSStream()
  var position = 0
  while stream.next(in: bytes) == .read {
    precondition(stream.position > position)
    position = stream.position
    read(bytes.bytes(in: stream.message), into: &message)
  }
  precondition(stream.message.range.upperBound <= count)
  _ = DNSStream.mayBegin(bytes)
  return 0
}

private func read(_ bytes: Span<UInt8>, into message: inout DNSMessage) {
  let dissection = message.read(message: bytes)
  if DNSMessage.mayBe(bytes) {
    precondition(dissection != .foreign && message.questions.first?.isHostName == true)
  }
  precondition(message.questions.count <= 4 && message.addresses.count <= 16)
  for question in message.questions {
    precondition(question.name.range.upperBound <= message.names.count)
    precondition(question.name.count <= (question.isHostName ? 253 : 1_016))
  }
  precondition(message.canonicalName.range.upperBound <= message.names.count)
  precondition(message.canonicalName.count <= 253)
  _ = message.blockSign
}
