internal import Glibc

/// The numbers of a user that the program can go on as.
struct UserIdentity: Equatable, Sendable {
  let name: String
  let user: UInt32
  let group: UInt32

  /// Looks `name` up in the list of users; not for several threads at once.
  init(named name: String) throws(PrivilegeError) {
    // The entry belongs to the C library and is copied before the next call.
    guard let entry = unsafe getpwnam(name) else { throw .noSuchUser(name) }
    self.name = name
    unsafe user = entry.pointee.pw_uid
    unsafe group = entry.pointee.pw_gid
    guard user != 0, group != 0 else { throw .userIsRoot(name) }
  }
}
