import Bytes
import Policies

/// What stands behind an approval.
extension PolicyReader {
  /// A check without a name and a day is none, so only the region may be missing.
  mutating func supplierCheck(_ node: YAMLNode) -> Approval.SupplierCheck? {
    let keys = ["contract", "training_excluded", "region", "by", "on"]
    guard let values = yaml.mapping(node, keys: keys) else { return nil }
    let contract = yaml.flag(yaml.required("contract", in: values, of: node))
    let training = yaml.flag(yaml.required("training_excluded", in: values, of: node))
    let region = yaml.text(values["region"])
    let checkedBy = yaml.text(yaml.required("by", in: values, of: node))
    let checkedOn = yaml.date(yaml.required("on", in: values, of: node))
    guard let contract, let training, let checkedBy, let checkedOn else { return nil }
    return Approval.SupplierCheck(
      hasContract: contract, excludesTraining: training, region: region, checkedBy: checkedBy,
      checkedOn: checkedOn)
  }

  mutating func training(_ node: YAMLNode) -> Approval.Training? {
    guard let values = yaml.mapping(node, keys: ["required", "done"]) else { return nil }
    let isRequired = yaml.flag(yaml.required("required", in: values, of: node))
    let done = values["done"].map { daysByDepartment($0) } ?? [:]
    return isRequired.map { Approval.Training(isRequired: $0, done: done) }
  }

  private mutating func daysByDepartment(_ node: YAMLNode) -> [String: CivilDate] {
    guard let entries = node.mapping else {
      yaml.report("expected departments and days here, such as Sales: 2026-11-16", at: node)
      return [:]
    }
    var days: [String: CivilDate] = [:]
    for entry in entries {
      let (department, day) = (department(entry.key), yaml.date(entry.value))
      if let department { days[department] = day }
    }
    return days
  }
}
