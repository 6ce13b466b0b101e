import Bytes
import Packets

/// Builds messages in the layout of RFC 1035, section 4.
struct DNSWriter {
  static let queryFlags: UInt16 = 0x0100
  static let responseFlags: UInt16 = 0x8180
  /// A pointer to the name of the first question.
  static let toQuestion: [UInt8] = [0xC0, 0x0C]

  var flags = queryFlags
  var questions: [[UInt8]] = []
  var answers: [[UInt8]] = []
  var authorities: [[UInt8]] = []
  var additionals: [[UInt8]] = []

  /// The labels of a name, whose text has dots only between them.
  static func name(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for label in text.split(separator: ".") {
      bytes.append(UInt8(label.utf8.count))
      bytes += Array(label.utf8)
    }
    return bytes + [0]
  }

  static func number(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

  static func question(_ name: [UInt8], _ type: RecordType, class: UInt16 = 1) -> [UInt8] {
    name + number(type.value) + number(`class`)
  }

  static func record(
    _ owner: [UInt8], _ type: RecordType, _ data: [UInt8], class: UInt16 = 1, ttl: UInt32 = 60
  ) -> [UInt8] {
    let time = number(UInt16(ttl >> 16)) + number(UInt16(ttl & 0xFFFF))
    return owner + number(type.value) + number(`class`) + time + number(UInt16(data.count)) + data
  }

  /// An OPT record (RFC 6891, section 6.1.2) with options of code and value.
  static func opt(_ options: [(UInt16, [UInt8])] = [], responseCodeBits: UInt8 = 0) -> [UInt8] {
    let data = options.flatMap { number($0.0) + number(UInt16($0.1.count)) + $0.1 }
    return record([0], .opt, data, class: 1232, ttl: UInt32(responseCodeBits) << 24)
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = [0xBE, 0xEF] + Self.number(flags)
    for section in [questions, answers, authorities, additionals] {
      bytes += Self.number(UInt16(section.count))
    }
    return bytes + (questions + answers + authorities + additionals).flatMap { $0 }
  }

  static func query(_ text: String, _ type: RecordType = .a) -> DNSWriter {
    DNSWriter(questions: [question(name(text), type)])
  }

  static func response(
    _ text: String, _ type: RecordType = .a, answers: [[UInt8]] = []
  ) -> DNSWriter {
    DNSWriter(flags: responseFlags, questions: [question(name(text), type)], answers: answers)
  }

  /// A response with all that the dissector reads: a chain, addresses, a service, EDNS.
  static var full: DNSWriter {
    var writer = response(
      "Chat.Example.com", .a,
      answers: [
        record(toQuestion, .cname, name("edge.example.net")),
        record(name("edge.example.net"), .a, [192, 0, 2, 1]),
        record(name("edge.example.net"), .https, [0, 1, 0, 0, 5, 0, 2, 9, 9]),
        record(name("edge.example.net"), .aaaa, hex("20010db8 00000000 00000000 00000001")),
      ])
    writer.additionals = [opt([(15, [0, 15])])]
    return writer
  }
}

extension DNSMessage {
  init(_ bytes: [UInt8]) {
    self.init()
    _ = read(message: bytes.span)
  }

  /// The names of the questions.
  var questionNames: [String] { questions.map { text($0.name.range) } }

  func text(_ range: Range<Int>) -> String { String(decoding: names[range], as: UTF8.self) }
}
