/// What one thread may do, as /proc/<process>/task/<thread>/status tells (proc(5)).
struct ThreadRights: Equatable, Sendable {
  var inheritable: UInt64 = 0
  var permitted: UInt64 = 0
  var effective: UInt64 = 0
  var ambient: UInt64 = 0
  /// Real, effective, saved and file system user.
  var users: [UInt32] = []
  var groups: [UInt32] = []
  var supplementaryGroups: [UInt32] = []
  /// Whether no program that it starts can have more rights.
  var forbidsNewPrivileges = false

  init() {}

  /// Reads the text of a status file; nil when one of the lines is missing or no number.
  init?(status: String) {
    var fields: [Substring: Substring] = [:]
    for line in status.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon]] = line[line.index(after: colon)...]
    }
    func numbers(_ name: Substring, radix: Int) -> [UInt64]? {
      guard let field = fields[name] else { return nil }
      let words = field.split { $0 == " " || $0 == "\t" }
      let numbers = words.compactMap { UInt64($0, radix: radix) }
      return numbers.count == words.count ? numbers : nil
    }
    func identities(_ name: Substring) -> [UInt32]? {
      numbers(name, radix: 10)?.map { UInt32(clamping: $0) }
    }
    guard let inheritable = numbers("CapInh", radix: 16)?.first,
      let permitted = numbers("CapPrm", radix: 16)?.first,
      let effective = numbers("CapEff", radix: 16)?.first,
      let ambient = numbers("CapAmb", radix: 16)?.first,
      let forbidding = numbers("NoNewPrivs", radix: 10)?.first,
      let users = identities("Uid"), let groups = identities("Gid"),
      let supplementaryGroups = identities("Groups")
    else { return nil }
    self.inheritable = inheritable
    self.permitted = permitted
    self.effective = effective
    self.ambient = ambient
    forbidsNewPrivileges = forbidding == 1
    self.users = users
    self.groups = groups
    self.supplementaryGroups = supplementaryGroups
  }

  /// What it may still do that a program without rights may not; nil when there is nothing.
  ///
  /// - Parameter wasRoot: whether root's groups were to be left. Others may have started in them.
  func remainder(wasRoot: Bool) -> String? {
    let capabilities = inheritable | permitted | effective | ambient
    if capabilities != 0 { return "has the capabilities 0x\(String(capabilities, radix: 16))" }
    if users.contains(0) { return "is root" }
    if wasRoot, groups.contains(0) || supplementaryGroups.contains(0) {
      return "is in root's group"
    }
    return forbidsNewPrivileges ? nil : "can start programs with more rights"
  }

  /// Those of every thread of this program; nil when /proc does not tell.
  static var ofAllThreads: [ThreadRights]? {
    guard let threads = SystemFiles.numbers(in: "/proc/self/task"), !threads.isEmpty else {
      return nil
    }
    var rights: [ThreadRights] = []
    for thread in threads {
      // A thread that ended meanwhile has no file any more, and no rights.
      guard let text = SystemFiles.text(of: "/proc/self/task/\(thread)/status") else { continue }
      guard let read = ThreadRights(status: text) else { return nil }
      rights.append(read)
    }
    return rights.isEmpty ? nil : rights
  }
}
