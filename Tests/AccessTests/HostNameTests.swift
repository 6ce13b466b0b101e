import Access
import Bytes
import Testing

@Suite struct HostNameTests {
  @Test(arguments: [
    ("www.example.com:443", "www.example.com"), ("www.example.com", "www.example.com"),
    ("www.example.com:", "www.example.com"), ("www.example.com.:443", "www.example.com"),
    ("WWW.Example.COM:443", "WWW.Example.COM"), ("localhost:443", "localhost"),
    ("www.example.com:443/", "www.example.com"),
    ("tunnel://www.example.com:443/", "www.example.com"),
    ("http://www.example.com/", "www.example.com"), ("anna@www.example.com:443", "www.example.com"),
    ("xn--mnchen-3ya.example:443", "xn--mnchen-3ya.example"),
    ("my_host.example:443", "my_host.example"),
    ("münchen.example:443", "münchen.example"), ("1.2.3.4.example.com:443", "1.2.3.4.example.com"),
    ("http:443", "http"), ("www.example.com:443?x", "www.example.com"),
  ])
  func aTunnelNamesItsHost(target: String, host: String) throws {
    #expect(try found(target, isTunnel: true) == Found(host: host, isAddress: false))
  }

  @Test(arguments: [
    ("http://www.example.com/", "www.example.com"), ("http://www.example.com", "www.example.com"),
    ("https://www.example.com/a?b#c", "www.example.com"),
    ("http://www.example.com:8080/", "www.example.com"),
    ("http://www.example.com:/", "www.example.com"), ("HTTP://WWW.Example.com/", "WWW.Example.com"),
    ("ftp://www.example.com/", "www.example.com"), ("urn_x://www.example.com/", "www.example.com"),
    ("http://www.example.com./", "www.example.com"),
    ("http://www.example.com?q=1", "www.example.com"),
    ("http://www.example.com#top", "www.example.com"),
    ("http://anna@www.example.com/", "www.example.com"),
    ("http://anna:secret@www.example.com:80/", "www.example.com"),
    ("http://a@b@www.example.com/", "www.example.com"),
    ("http://www.example.com/@evil.example", "www.example.com"),
    ("http://www.example.com?@evil.example", "www.example.com"),
    ("http://www.example.com/http://evil.example/", "www.example.com"),
    ("http://xn--mnchen-3ya.example/", "xn--mnchen-3ya.example"),
    ("http://under_score.example/", "under_score.example"), ("tunnel://host:443/", "host"),
  ])
  func aURLNamesItsHost(target: String, host: String) throws {
    #expect(try found(target, isTunnel: false) == Found(host: host, isAddress: false))
  }

  @Test(arguments: [
    ("8.8.8.8:443", "8.8.8.8", true), ("8.8.8.8:443/", "8.8.8.8", true),
    ("8.8.8.8", "8.8.8.8", true),
    ("8.8.8.8.:443", "8.8.8.8", true), ("http://8.8.8.8/dns-query", "8.8.8.8", false),
    ("[2001:db8::7]:443", "2001:db8::7", true), ("[2001:db8::7]", "2001:db8::7", true),
    ("http://[2001:db8::7]/", "2001:db8::7", false), ("http://[::1]:8080/", "::1", false),
    ("http://anna@[::1]:8080/", "::1", false),
    ("http://[fe80::1%25eth0]/", "fe80::1%25eth0", false),
    ("[::ffff:8.8.8.8]:443", "::ffff:8.8.8.8", true), ("2001:db8::7", "2001:db8::7", true),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", true), ("::1", "::1", true),
    ("http://2001:db8::7/", "2001:db8::7", false),
  ])
  func addressesAreTold(target: String, host: String, isTunnel: Bool) throws {
    #expect(try found(target, isTunnel: isTunnel) == Found(host: host, isAddress: true))
  }

  @Test(arguments: [
    ("", true), ("", false), (":443", true), ("/", true), ("/x", false),
    ("/http://x.example/", false),
    ("*", false), ("www.example.com:443", false), ("www.example.com", false), ("http://", false),
    ("http:///path", false), ("http://:80/", false), ("http://anna@/", false), ("http://?q", false),
    ("http://./", false), (".:443", true), (".", true), ("cache_object://localhost/info", false),
    ("cache_object://localhost/info", true), ("error:invalid-request", false), ("http:/", false),
    ("http", false), ("@:443", true), ("http:", false),
  ])
  func someTargetsNameNoOtherHost(target: String, isTunnel: Bool) {
    #expect(throws: HostError.absent) { try found(target, isTunnel: isTunnel) }
  }

  @Test(arguments: [
    ("exa mple.com:443", true), ("http://exa mple.com/", false), ("http://exa\tmple.com/", false),
    ("exa\u{0}mple.com:443", true), ("exa\u{7F}mple.com:443", true), ("<b>.example:443", true),
    ("http://a\"b.example/", false), ("http://a%20b.example/", false), ("[::1:443", true),
    ("[]:443", true), ("[example.com]:443", true), ("http://[::g]/", false),
    ("a,b.example:443", true),
    ("*", true), ("*.example.com:443", true),
  ])
  func someTargetsNameWhatNoHostIsCalled(target: String, isTunnel: Bool) {
    #expect(throws: HostError.invalid) { try found(target, isTunnel: isTunnel) }
  }

  @Test(arguments: ["", ".", ":443", ".:443"])
  func namesAreAtMost253BytesLong(tail: String) throws {
    let longest = String(repeating: "abcdefghi.", count: 25) + "abc"
    #expect(longest.utf8.count == 253)
    #expect(try found(longest + tail, isTunnel: true).host == longest)
    #expect(try found("http://" + longest + tail + "/", isTunnel: false).host == longest)
    #expect(throws: HostError.invalid) { try found(longest + "d" + tail, isTunnel: true) }
  }

  @Test func aNameOfAQueryKeepsAllButItsTrailingDot() throws {
    #expect(try query("www.example.com.") == "www.example.com")
    #expect(try query("_dmarc.example.com") == "_dmarc.example.com")
    #expect(throws: HostError.absent) { try query(".") }
    #expect(throws: HostError.absent) { try query("") }
    #expect(throws: HostError.invalid) { try query("a/b") }
  }

  @Test(arguments: [
    ("www.example.com:443", true, 443, ""), ("www.example.com", true, 0, ""),
    ("http://www.example.com/a/b?c=d#e", false, 0, "/a/b?c=d#e"),
    ("http://www.example.com:8080/a", false, 8080, "/a"),
    ("http://www.example.com?q", false, 0, "?q"), ("http://www.example.com#x", false, 0, "#x"),
    ("http://anna:1@www.example.com:81/a:b", false, 81, "/a:b"),
    ("http://[::1]:11434/api/chat", false, 11434, "/api/chat"),
    ("[2001:db8::7]:443", true, 443, ""),
    ("http://[::1]/x", false, 0, "/x"), ("2001:db8::7", true, 0, ""),
    ("http://www.example.com.:90/a", false, 90, "/a"),
    ("http://www.example.com:/a", false, 0, "/a"),
    ("http://a@www.example.com:99999/a", false, 0, "/a"),
  ])
  func portAndPathAreFound(target: String, isTunnel: Bool, port: UInt16, path: String) throws {
    let bytes = Array(target.utf8)
    let range = ByteRange(0..<bytes.count)
    let host = try HostName(inTarget: range, of: bytes.span, isTunnel: isTunnel)
    #expect(host.port == port)
    let found = host.path(inTarget: range)
    #expect(String(decoding: bytes[found.range], as: UTF8.self) == path)
  }

  private func query(_ name: String) throws -> String {
    let bytes = Array(name.utf8)
    let host = try HostName(name: 0..<bytes.count, of: bytes.span)
    return String(decoding: bytes[host.range.range], as: UTF8.self)
  }
}

private struct Found: Equatable {
  let host: String
  let isAddress: Bool
}

@discardableResult
private func found(_ target: String, isTunnel: Bool) throws -> Found {
  let before = Array("GET ".utf8)
  let line = before + Array(target.utf8) + Array(" 200".utf8)
  let range = ByteRange(before.count..<before.count + target.utf8.count)
  let host = try HostName(inTarget: range, of: line.span, isTunnel: isTunnel)
  return Found(
    host: String(decoding: line[host.range.range], as: UTF8.self), isAddress: host.isAddress)
}
