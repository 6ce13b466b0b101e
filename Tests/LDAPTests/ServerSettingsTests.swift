import LDAP
import Testing

@Suite struct ServerSettingsTests {
  private func settings(
    urls: [String] = ["ldaps://dc1"], base: String = "dc=a", login: String = "cn=reader",
    startTLS: ServerSettings.StartTLS = .exceptForThisMachine, filter: String = "(uid=*)",
    pageSize: Int = 500, seconds: Int = 5
  ) throws(SettingsProblem) -> ServerSettings {
    try ServerSettings(
      urls: urls, base: base, login: login, passwordFile: "/password", startTLS: startTLS,
      peopleFilter: filter, connectSeconds: seconds, pageSize: pageSize)
  }

  @Test(arguments: [
    ("ldaps://dc1.corp.example", "ldaps://dc1.corp.example", false),
    ("LDAPS://dc1.corp.example:3269/", "ldaps://dc1.corp.example:3269", false),
    ("ldap://192.0.2.7", "ldap://192.0.2.7", false),
    ("ldap://[2001:db8::1]:389", "ldap://[2001:db8::1]:389", false),
    ("ldap://localhost", "ldap://localhost", true),
    ("ldap://127.0.0.2:389", "ldap://127.0.0.2:389", true),
    ("ldap://[::1]", "ldap://[::1]", true),
    ("ldap://localhost.example", "ldap://localhost.example", false),
    ("ldap://127.0.0.1.example", "ldap://127.0.0.1.example", false),
    ("ldapi://%2Frun%2Fslapd%2Fldapi", "ldapi://%2Frun%2Fslapd%2Fldapi", true),
    ("ldapi://", "ldapi://", true),
  ])
  func serversAreNamedByAddresses(_ text: String, _ shown: String, _ isLocal: Bool) throws {
    let url = try ServerURL(text)
    #expect(url.description == shown)
    #expect(url.isLocal == isLocal)
  }

  @Test(arguments: [
    "", "dc1", "ldap:dc1", "ldap://", "ldap:///", "ldap://dc1/dc=a", "ldap://dc1 ldap://dc2",
    "ldap://dc1,dc2", "ldap://dc1:0", "ldap://dc1:65536", "ldap://dc1:", "ldap://dc1:+1",
    "ldap://[::1", "ldap://[::1]389", "ldap://[127.0.0.1]", "ldap://a%20b", "ldap://dc1?uid",
    "ldap://dc[1]", "ldap://dc1\n",
  ])
  func otherTextsAreRefused(_ text: String) {
    #expect(throws: SettingsProblem.notAURL(text)) { try ServerURL(text) }
  }

  @Test func aPasswordInAnAddressIsNotRepeated() {
    for text in ["ldap://cn=reader:secret@dc1", "secret@dc1", "http://u:secret@dc1"] {
      #expect(throws: SettingsProblem.userInURL) { try ServerURL(text) }
    }
    #expect(!SettingsProblem.userInURL.description.contains("secret"))
  }

  @Test func whatIsWrongIsFoundBeforeAnythingIsSent() {
    #expect(throws: SettingsProblem.unknownScheme("http")) { try settings(urls: ["http://dc1"]) }
    #expect(throws: SettingsProblem.noURL) { try settings(urls: []) }
    #expect(throws: SettingsProblem.emptyBase) { try settings(base: " ") }
    #expect(throws: SettingsProblem.emptyLogin) { try settings(login: "") }
    #expect(throws: SettingsProblem.characters("the base")) { try settings(base: "dc=a\u{0}") }
    for size in [0, -1, 10_001, Int.max] {
      #expect(throws: SettingsProblem.range("the number of entries in a page", 1...10_000)) {
        try settings(pageSize: size)
      }
    }
    #expect(throws: SettingsProblem.self) { try settings(seconds: 0) }
    for filter in ["", "uid=*", "(uid=*", "(uid=*))", "(a=b)(c=d)", "()"] {
      #expect(throws: SettingsProblem.filter("the filter for people")) {
        try settings(filter: filter)
      }
    }
    #expect(throws: Never.self) { try settings(filter: "(&(uid=*)(!(cn=a\\28b)))") }
  }

  /// A password that crosses a network does so encrypted, whatever is asked for.
  @Test func startTLSCanOnlyBeSwitchedOffOnThisMachine() {
    let url = "ldap://dc1.corp.example"
    #expect(throws: SettingsProblem.unprotected(url)) {
      try settings(urls: ["ldaps://dc1", url], startTLS: .never)
    }
    #expect(throws: Never.self) {
      try settings(urls: ["ldap://localhost", "ldaps://dc1"], startTLS: .never)
    }
  }
}
