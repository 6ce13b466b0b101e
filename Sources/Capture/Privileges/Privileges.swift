internal import CPrivileges
internal import Glibc

/// The rights of this program, which only opening a device needs.
///
/// Opening takes CAP_NET_RAW, promiscuous mode included; CAP_NET_ADMIN is not needed.
///
/// On Linux every thread has rights of its own. The C library changes users for all threads at once, but
/// capabilities only for the thread that asks, and other threads cannot be reached. So `drop` belongs
/// before the first `Task`, queue or thread: those that start later begin without rights. A thread that
/// started earlier and kept some is found, and the drop fails.
package enum Privileges {
  /// Gives up all rights for good, and proves that they are gone.
  ///
  /// Without root it clears all capabilities. As root it also goes on as another user. Files that are
  /// opened afterwards must be in that user's reach.
  ///
  /// - Parameter user: whom to go on as when root started the program, `nobody` if nil.
  /// - Throws: when any right may be left; the program must end then.
  package static func drop(to user: String? = nil) throws(PrivilegeError) {
    let wasRoot = getuid() == 0 || geteuid() == 0
    if wasRoot {
      let identity = try UserIdentity(named: user ?? "nobody")
      try emptyBoundingSet()
      try become(identity)
    } else if let user {
      guard try UserIdentity(named: user).user == geteuid() else { throw .notRoot(wanted: user) }
    }
    try check("clearing the ambient capabilities", schattenki_clear_ambient_capabilities())
    try check("clearing the capabilities", schattenki_clear_capabilities())
    try check("forbidding new privileges", schattenki_forbid_new_privileges())
    try check("forbidding core files", schattenki_forbid_dumps())
    try prove(wasRoot: wasRoot)
  }

  /// Takes all capabilities from programs that this one could start.
  private static func emptyBoundingSet() throws(PrivilegeError) {
    for capability in Int32(0)..<64 {
      switch schattenki_drop_bounding_capability(capability) {
      case 0: continue
      // Behind the last capability that this kernel knows.
      case EINVAL: return
      // Root in a container may lack CAP_SETPCAP. New privileges are forbidden anyway.
      case EPERM: return
      case let number: try check("emptying the bounding set", number)
      }
    }
  }

  private static func become(_ identity: UserIdentity) throws(PrivilegeError) {
    // The groups first: afterwards the right to change them is gone. From root, `setgid` and `setuid`
    // change the real, the effective and the saved identity.
    guard setgroups(0, nil) == 0 else { throw refused("leaving root's groups") }
    guard setgid(identity.group) == 0 else { throw refused("changing the group") }
    guard setuid(identity.user) == 0 else { throw refused("changing the user") }
  }

  /// Tries what must not work any more, and asks the kernel about every thread.
  private static func prove(wasRoot: Bool) throws(PrivilegeError) {
    let socket = socket(AF_PACKET, Int32(SOCK_RAW.rawValue), 0)
    guard socket < 0 else {
      close(socket)
      throw .kept("can open packet sockets")
    }
    if wasRoot, setuid(0) == 0 { throw .kept("can become root again") }
    guard let threads = ThreadRights.ofAllThreads else {
      throw .refused("reading /proc/self/task", "not possible, so nothing is proved")
    }
    for thread in threads {
      guard let remainder = thread.remainder(wasRoot: wasRoot) else { continue }
      // Every thread gave up the same, unless it did not take part.
      let place = threads.count > 1 ? "has a thread that started too early and " : ""
      throw .kept(place + remainder)
    }
  }

  private static func check(_ step: String, _ number: Int32) throws(PrivilegeError) {
    guard number != 0 else { return }
    throw .refused(step, words(number))
  }

  private static func refused(_ step: String) -> PrivilegeError { .refused(step, words(errno)) }

  private static func words(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
