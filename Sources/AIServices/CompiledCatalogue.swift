import Bytes

/// The catalogue as it is built into the program: one line a vendor, service or host, fields
/// between tabs. Reading it takes a hundredth of the time of reading the signature files.
package enum CompiledCatalogue {
  package struct Damaged: Error {
    package let line: Int
  }

  package static func encode(_ vendors: [Vendor]) -> String {
    var lines: [String] = []
    for vendor in vendors {
      lines.append(["v", vendor.id, vendor.name, vendor.country].joined(separator: "\t"))
      for service in vendor.services {
        lines.append(
          ["s", service.id, service.name, service.category.rawValue].joined(separator: "\t"))
        for host in service.hosts {
          lines.append(
            [
              "h", host.host, host.role.rawValue, host.isExact ? "exact" : "suffix", host.evidence,
              host.checked.description, host.note ?? "",
            ].joined(separator: "\t"))
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  package static func decode(_ text: String) throws(Damaged) -> [Vendor] {
    var decoder = Decoder()
    // By bytes: the program reads thousands of lines before it can answer anything, and characters
    // take ten times as long.
    let bytes = Array(text.utf8)
    for (index, line) in bytes.split(separator: ASCII.lineFeed).enumerated() {
      let fields = line.split(separator: ASCII.tab, omittingEmptySubsequences: false)
      guard decoder.append(fields) else { throw Damaged(line: index + 1) }
    }
    return decoder.vendors
  }

  private struct Decoder {
    private(set) var vendors: [Vendor] = []
    /// The date read last: most hosts were checked on the same days.
    private var lastDate: (text: ArraySlice<UInt8>, date: CivilDate)?

    mutating func append(_ fields: [ArraySlice<UInt8>]) -> Bool {
      func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }
      guard let kind = fields.first, kind.count == 1 else { return false }
      switch (kind.first, fields.count) {
      case (UInt8(ascii: "v"), 4):
        vendors.append(Vendor(id: text(1), name: text(2), country: text(3), services: []))
      case (UInt8(ascii: "s"), 4):
        guard let category = ServiceCategory(rawValue: text(3)), !vendors.isEmpty else {
          return false
        }
        vendors[vendors.count - 1].services.append(
          Service(id: text(1), name: text(2), category: category, hosts: []))
      case (UInt8(ascii: "h"), 7):
        guard let role = HostRole(rawValue: text(2)), ["exact", "suffix"].contains(text(3)),
          let checked = date(fields[5])
        else { return false }
        let host = HostSignature(
          host: text(1), role: role, isExact: text(3) == "exact", evidence: text(4),
          checked: checked, note: fields[6].isEmpty ? nil : text(6))
        return append(host)
      default:
        return false
      }
      return true
    }

    private mutating func append(_ host: HostSignature) -> Bool {
      guard let vendor = vendors.indices.last,
        let service = vendors[vendor].services.indices.last
      else { return false }
      vendors[vendor].services[service].hosts.append(host)
      return true
    }

    private mutating func date(_ text: ArraySlice<UInt8>) -> CivilDate? {
      if let lastDate, lastDate.text == text { return lastDate.date }
      guard let date = CivilDate(String(decoding: text, as: UTF8.self)) else { return nil }
      lastDate = (text, date)
      return date
    }
  }
}
