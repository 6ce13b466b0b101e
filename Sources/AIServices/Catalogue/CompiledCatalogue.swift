import Bytes

/// The catalogue as it is built into the program and as bundles carry it: one line a vendor, service
/// or signature, fields between tabs. Reading it takes a hundredth of the time of reading the
/// signature files.
package enum CompiledCatalogue {
  package struct Damaged: Error, Equatable {
    package let line: Int
  }

  package static func encode(_ vendors: [Vendor]) -> String {
    var lines: [String] = []
    for vendor in vendors {
      lines.append(["v", vendor.id, vendor.name, vendor.country].joined(separator: "\t"))
      for service in vendor.services {
        lines.append(
          [
            "s", service.id, service.name, service.category.rawValue,
            service.aiActPoints.map(\.rawValue).joined(separator: " "),
            service.isImitated ? "imitated" : "",
          ].joined(separator: "\t"))
        lines += service.formerNames.map { ["f", $0.name, $0.until, $0.evidence] }
          .map { $0.joined(separator: "\t") }
        lines += service.signatures.map { fields(of: $0).joined(separator: "\t") }
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func fields(of signature: Signature) -> [String] {
    let kind: String
    var host: HostPattern?
    var text = ""
    switch signature.pattern {
    case .host(let pattern): (kind, host) = ("h", pattern)
    case .path(let path, let pattern): (kind, host, text) = ("p", pattern, path.text)
    case .userAgent(let product): (kind, text) = ("u", product)
    case .port(let port, let path): (kind, text) = ("n", "\(port)\(path?.text ?? "")")
    }
    return [
      kind, host?.name ?? "", text, signature.role.rawValue,
      host?.isExact == true ? "exact" : "suffix", signature.isShared ? "shared" : "own",
      signature.plan?.rawValue ?? "", signature.evidence, signature.checked.description,
      signature.note ?? "",
    ]
  }

  package static func decode(_ text: Span<UInt8>) throws(Damaged) -> [Vendor] {
    var decoder = Decoder()
    var number = 0
    var isDamaged = false
    text.forEachLine { line in
      number += 1
      isDamaged = line.count > 0 && !decoder.append(line)
      return !isDamaged
    }
    guard !isDamaged else { throw Damaged(line: number) }
    return decoder.vendors
  }
}

/// Reads the lines by bytes: the program reads thousands before it can answer anything.
private struct Decoder {
  private(set) var vendors: [Vendor] = []
  /// The date read last: most signatures were checked on the same days.
  private var lastDate: (text: String, date: CivilDate)?

  mutating func append(_ line: Span<UInt8>) -> Bool {
    var fields = Fields()
    switch fields.next(line) {
    case "v": return appendVendor(&fields, line)
    case "s": return appendService(&fields, line)
    case "f": return appendFormerName(&fields, line)
    case "h", "p", "u", "n": return appendSignature(kind: line[0], &fields, line)
    default: return false
    }
  }

  private mutating func appendVendor(_ fields: inout Fields, _ line: Span<UInt8>) -> Bool {
    guard let id = fields.next(line), let name = fields.next(line), let country = fields.last(line)
    else {
      return false
    }
    vendors.append(Vendor(id: id, name: name, country: country, services: []))
    return true
  }

  private mutating func appendService(_ fields: inout Fields, _ line: Span<UInt8>) -> Bool {
    guard let id = fields.next(line), let name = fields.next(line),
      let category = fields.next(line).flatMap({ ServiceCategory(rawValue: $0) }),
      let points = fields.next(line), let imitated = fields.last(line), !vendors.isEmpty,
      imitated.isEmpty || imitated == "imitated"
    else { return false }
    let words = points.split(separator: " ")
    let known = words.compactMap { AIActPoint(rawValue: String($0)) }
    guard known.count == words.count else { return false }
    vendors[vendors.count - 1].services.append(
      Service(
        id: id, name: name, category: category, aiActPoints: known, isImitated: !imitated.isEmpty,
        signatures: []))
    return true
  }

  private mutating func appendFormerName(_ fields: inout Fields, _ line: Span<UInt8>) -> Bool {
    guard let name = fields.next(line), let until = fields.next(line),
      let evidence = fields.last(line)
    else {
      return false
    }
    return withLastService {
      $0.formerNames.append(FormerName(name: name, until: until, evidence: evidence))
    }
  }

  private mutating func appendSignature(kind: UInt8, _ fields: inout Fields, _ line: Span<UInt8>)
    -> Bool
  {
    guard let host = fields.next(line), let text = fields.next(line),
      let role = fields.next(line).flatMap({ HostRole(rawValue: $0) }),
      let match = fields.next(line), match == "exact" || match == "suffix",
      let sharing = fields.next(line), sharing == "shared" || sharing == "own",
      let plan = fields.next(line), let evidence = fields.next(line),
      let checked = fields.next(line).flatMap({ date($0) }), let note = fields.last(line),
      let pattern = pattern(kind, HostPattern(host, isExact: match == "exact"), text)
    else { return false }
    guard plan.isEmpty || Plan(rawValue: plan) != nil else { return false }
    let signature = Signature(
      pattern, role: role, plan: Plan(rawValue: plan), isShared: sharing == "shared",
      evidence: evidence, checked: checked, note: note.isEmpty ? nil : note)
    return withLastService { $0.signatures.append(signature) }
  }

  private func pattern(_ kind: UInt8, _ host: HostPattern, _ text: String) -> Signature.Pattern? {
    switch kind {
    case UInt8(ascii: "h"): .host(host)
    case UInt8(ascii: "p"): .path(PathPattern(text), on: host)
    case UInt8(ascii: "u"): .userAgent(product: text)
    default: portPattern(text)
    }
  }

  /// `11434`, or with a path `8000/v1/models`.
  private func portPattern(_ text: String) -> Signature.Pattern? {
    let digits = text.prefix { $0 != "/" }
    let path = text.dropFirst(digits.count)
    return UInt16(digits).map { .port($0, path: path.isEmpty ? nil : PathPattern(String(path))) }
  }

  private mutating func withLastService(_ change: (inout Service) -> Void) -> Bool {
    guard let vendor = vendors.indices.last,
      let service = vendors[vendor].services.indices.last
    else { return false }
    change(&vendors[vendor].services[service])
    return true
  }

  private mutating func date(_ text: String) -> CivilDate? {
    if let lastDate, lastDate.text == text { return lastDate.date }
    guard let date = CivilDate(text) else { return nil }
    lastDate = (text, date)
    return date
  }
}

/// Where in a line of fields the next one begins.
private struct Fields {
  private var position = 0

  mutating func next(_ line: Span<UInt8>) -> String? {
    guard position <= line.count else { return nil }
    let end = line.firstIndex(of: ASCII.tab, from: position) ?? line.count
    defer { position = end + 1 }
    return line.extracting(position..<end).text
  }

  /// The next field, if it is the last one.
  mutating func last(_ line: Span<UInt8>) -> String? {
    let field = next(line)
    return position > line.count ? field : nil
  }
}
