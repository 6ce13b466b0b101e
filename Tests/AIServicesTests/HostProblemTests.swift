import AIServices
import Testing

@Suite struct HostProblemTests {
  @Test(arguments: [
    "openai.com", "a", "localhost", "xn--mller-kva.example", "_dmarc.example.com", "1.2.3.4",
    "a-b.example", "x" + String(repeating: "y", count: 62) + ".example",
    String(repeating: "a.", count: 126) + "b",
  ])
  func validNamesHaveNone(host: String) {
    #expect(Catalogue.problem(withHost: host) == nil)
  }

  @Test(arguments: [
    ("", "no host name: nothing was given"),
    (".", "not a host name: a label between two dots is empty"),
    ("a..b", "not a host name: a label between two dots is empty"),
    (".a", "not a host name: a label between two dots is empty"),
    ("a.", "not a host name: a label between two dots is empty"),
    (String(repeating: "a", count: 64) + ".b", "not a host name: a label is longer than 63 bytes"),
    (String(repeating: "a.", count: 127), "not a host name: longer than 253 bytes"),
    ("-a.example", "not a host name: a label begins or ends with a hyphen"),
    ("a.b-.example", "not a host name: a label begins or ends with a hyphen"),
  ])
  func eachFaultIsNamed(host: String, problem: String) {
    #expect(Catalogue.problem(withHost: host) == problem)
  }

  @Test(arguments: [
    "a b", "a/b", "a:443", "user@host", "*.example.com", "müller.example", "a\u{0}b", "a\u{7F}b",
    "[::1]", "a%41", "a,b", "a\nb",
  ])
  func otherCharactersAreNotAllowed(host: String) {
    #expect(
      Catalogue.problem(withHost: host)
        == "not a host name: only letters, digits, hyphens and dots (other scripts as xn--…)")
  }
}
