import Bytes
import Packets

/// libFuzzer calls this with every input: the first byte chooses the reader of the stream behind
/// it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start, count > 0 else { return 0 }
  // libFuzzer keeps the `count` bytes alive for the length of the call.
  let input = unsafe Span(_unsafeStart: start, count: count)
  let stream = input.extracting(1..<count)
  switch input[0] & 3 {
  case 0: readRequest(stream)
  case 1: readResponse(stream)
  case 2: readRequests(stream)
  default: readProxied(stream)
  }
  return 0
}

private func readRequest(_ stream: Span<UInt8>) {
  var request = HTTPRequest()
  let outcome = request.read(stream: stream)
  for range in [request.method, request.host, request.path, request.userAgent] {
    precondition(range.range.upperBound <= stream.count)
  }
  precondition(request.host.count <= 253 && request.end <= stream.count)
  precondition(outcome != .foreign || request.host.isEmpty)
  precondition((request.end > 0) == (outcome == .read))
  _ = HTTPRequest.mayBegin(stream)
}

private func readResponse(_ stream: Span<UInt8>) {
  var response = HTTPResponse()
  _ = response.read(stream: stream)
  precondition(response.end <= stream.count)
}

/// Whole, and in two pieces: both must find the same.
private func readRequests(_ stream: Span<UInt8>) {
  var requests = HTTP2Requests()
  let whole = names(stream, &requests)
  requests.reset()
  let middle = stream.count / 2
  let pieces = names(stream.extracting(0..<middle), &requests)
  precondition(whole == pieces + names(stream.extracting(middle..<stream.count), &requests))
  var opening = HTTP2Opening()
  let outcome = opening.read(stream: stream)
  precondition((outcome == .read) == !whole.isEmpty && opening.end <= stream.count)
}

private func names(_ stream: Span<UInt8>, _ requests: inout HTTP2Requests) -> [[UInt8]] {
  var names: [[UInt8]] = []
  var position = 0
  while requests.next(in: stream, at: &position) == .read {
    precondition(requests.host.range.upperBound <= requests.authority.count)
    precondition(requests.host.count <= 253 && requests.path.count <= 8192)
    names.append(requests.authority)
  }
  precondition(position <= stream.count)
  return names
}

private func readProxied(_ stream: Span<UInt8>) {
  let start = ProxyHeader.length(of: stream) ?? 0
  let rest = stream.extracting(start..<stream.count)
  var request = SOCKSRequest()
  let outcome = request.read(stream: rest)
  precondition(request.host.range.upperBound <= rest.count && request.host.count <= 253)
  precondition(request.end <= rest.count && (request.end > 0) == (outcome == .read))
}
