import Bytes
@testable import Packets
import Testing

/// The examples of RFC 7541, appendix C.
@Suite("HPACK") struct HPACKTests {
  @Test("Integers (C.1)", arguments: [("0A", 5, 10), ("1F 9A 0A", 5, 1337), ("2A", 8, 42)])
  func integers(bytes: String, prefix: UInt8, value: Int) {
    var position = 0
    let bytes = hex(bytes)
    #expect(integer(bytes, prefix, &position) == value)
    #expect(position == bytes.count)
    for count in 0..<bytes.count {
      var position = 0
      #expect(integer(Array(bytes[..<count]), prefix, &position) == nil)
    }
  }

  @Test("Integers over 28 bits are refused", arguments: ["FF FF FF FF FF 01", "FF 80 80 80 80 00"])
  func longIntegers(bytes: String) {
    var position = 0
    #expect(integer(hex(bytes), 8, &position) == nil)
  }

  @Test(
    "Requests with and without Huffman code (C.3, C.4)",
    arguments: [
      [
        "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d", "8286 84be 5808 6e6f 2d63 6163 6865",
        "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65",
      ],
      [
        "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff", "8286 84be 5886 a8eb 1064 9cbf",
        "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf",
      ],
    ])
  func requests(blocks: [String]) {
    var decoder = HPACKDecoder()
    for (block, path) in zip(blocks, ["/", "/", "/index.html"]) {
      var fields = HTTP2Fields()
      #expect(decoder.decode(hex(block), into: &fields) == true)
      #expect(fields.authority == Array("www.example.com".utf8))
      #expect(fields.method == Array("GET".utf8))
      #expect(fields.path == Array(path.utf8))
    }
    #expect(
      listed(decoder.table) == [
        "custom-key: custom-value", "cache-control: no-cache", ":authority: www.example.com",
      ])
    #expect(decoder.table.size == 164)
  }

  @Test(
    "Responses in a table of 256 bytes, which evict (C.5, C.6)",
    arguments: [
      [
        "3fe101 4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 "
          + "303a 3133 3a32 3120 474d 546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
        "4803 3330 37c1 c0bf",
        "88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d 54c0 5a04 677a "
          + "6970 7738 666f 6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049 5541 5851 5745 4f49 553b "
          + "206d 6178 2d61 6765 3d33 3630 303b 2076 6572 7369 6f6e 3d31",
      ],
      [
        "3fe101 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b "
          + "ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3",
        "4883 640e ffc1 c0bf",
        "88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d "
          + "d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 "
          + "b106 3d50 07",
      ],
    ])
  func responses(blocks: [String]) {
    var decoder = HPACKDecoder()
    var fields = HTTP2Fields()
    for (block, size) in zip(blocks, [222, 222, 215]) {
      #expect(decoder.decode(hex(block), into: &fields) == true)
      #expect(decoder.table.size == size)
    }
    #expect(
      listed(decoder.table) == [
        "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1",
        "content-encoding: gzip", "date: Mon, 21 Oct 2013 20:13:22 GMT",
      ])
  }

  @Test(
    "Blocks against the rules are refused",
    arguments: [
      "80", "be", "ff ff ff ff ff 7f", "7f 80 01", "41", "41 05 61", "41 ff ff ff ff ff",
      "3f e2 1f",
      // Huffman padding of zeros, of eight bits, and the end mark.
      "41 81 00", "41 82 1f ff", "41 84 ff ff ff ff",
    ])
  func refused(block: String) {
    var decoder = HPACKDecoder()
    var fields = HTTP2Fields()
    #expect(decoder.decode(hex(block), into: &fields) == false)
  }

  @Test("A block that names a long field again and again is refused")
  func bomb() {
    var decoder = HPACKDecoder()
    var fields = HTTP2Fields()
    let added = [0x40, 0x01, 0x61, 0x7F, 0x81, 0x1E] + [UInt8](repeating: 0x62, count: 3968)
    #expect(decoder.decode(added + [UInt8](repeating: 0xBE, count: 15), into: &fields) == true)
    #expect(decoder.decode([UInt8](repeating: 0xBE, count: 17), into: &fields) == false)
  }

  @Test("The table keeps the newest that fit, however many come")
  func longUse() {
    var table = HPACKDynamicTable()
    for number in 0..<10_000 {
      table.add(name: Array("x-\(number)".utf8), value: Array("v\(number)".utf8))
      #expect(table.size <= 4096)
    }
    #expect(listed(table).first == "x-9999: v9999")
    #expect(table.count == 4096 / (6 + 5 + 32))
    #expect(table.bytes.count < 4096)
    table.add(name: Array("x".utf8), value: [UInt8](repeating: 0, count: 4064))
    #expect(table.count == 0)
  }

  private func integer(_ bytes: [UInt8], _ prefix: UInt8, _ position: inout Int) -> Int? {
    bytes.span.hpackInteger(prefix: prefix, at: &position)
  }

  private func listed(_ table: HPACKDynamicTable) -> [String] {
    (0..<table.count).compactMap { index in
      table.field(at: index).map {
        let bytes = table.bytes.span
        return "\(bytes.extracting($0.name).text): \(bytes.extracting($0.value).text)"
      }
    }
  }
}
