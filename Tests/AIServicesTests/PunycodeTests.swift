@testable import AIServices
import Testing

/// The samples of RFC 3492, section 7.1, and labels that are damaged.
@Suite struct PunycodeTests {
  @Test(arguments: [
    ("egbpdaj6bu4bxfgehfvwxn", "ليهمابتكلموشعربي؟"), ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
    ("Proprostnemluvesky-uyb24dma41a", "Pročprostěnemluvíčesky"), ("mnchen-3ya", "münchen"),
    ("bcher-kva", "bücher"),
    ("PorqunopuedensimplementehablarenEspaol-fmd56a", "PorquénopuedensimplementehablarenEspañol"),
    ("3B-ww4c5e180e575a65lsy2b", "3年B組金八先生"), ("-> $1.00 <--", "-> $1.00 <-"),
    ("chtgpt-4nf", "ch\u{430}tgpt"),
  ])
  func decodes(encoded: String, text: String) {
    #expect(Punycode.decode(encoded)?.lowercased() == text.lowercased())
  }

  @Test(arguments: ["ü", "99999999", "a-9", "zzzzzzzzzzzzzzzz", "mnchen-3y!", "-~"])
  func damagedLabelsAreNoText(encoded: String) {
    let decoded = Punycode.decode(encoded)
    #expect(decoded == nil || decoded?.unicodeScalars.allSatisfy { $0.value <= 0x10FFFF } == true)
  }
}
