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
    var vendors: [Vendor] = []
    for (index, line) in text.split(separator: "\n").enumerated() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard append(fields, to: &vendors) else { throw Damaged(line: index + 1) }
    }
    return vendors
  }

  private static func append(_ fields: [String], to vendors: inout [Vendor]) -> Bool {
    switch (fields.first, fields.count) {
    case ("v", 4):
      vendors.append(Vendor(id: fields[1], name: fields[2], country: fields[3], services: []))
    case ("s", 4):
      guard let category = ServiceCategory(rawValue: fields[3]), !vendors.isEmpty else {
        return false
      }
      vendors[vendors.count - 1].services.append(
        Service(id: fields[1], name: fields[2], category: category, hosts: []))
    case ("h", 7):
      guard let vendor = vendors.last, !vendor.services.isEmpty,
        let role = HostRole(rawValue: fields[2]), ["exact", "suffix"].contains(fields[3]),
        let checked = CivilDate(fields[5])
      else { return false }
      let host = HostSignature(
        host: fields[1], role: role, isExact: fields[3] == "exact", evidence: fields[4],
        checked: checked, note: fields[6].isEmpty ? nil : fields[6])
      vendors[vendors.count - 1].services[vendor.services.count - 1].hosts.append(host)
    default:
      return false
    }
    return true
  }
}
