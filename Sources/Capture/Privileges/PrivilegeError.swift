/// Why the program cannot give its rights up. It must not go on then.
package enum PrivilegeError: Error, Equatable, Sendable {
  case noSuchUser(String)
  /// The user to become is root himself.
  case userIsRoot(String)
  /// Only root can become another user.
  case notRoot(wanted: String)
  /// A step that the system refused, and its words.
  case refused(String, String)
  /// A right is still there although every step succeeded.
  case kept(String)
}

extension PrivilegeError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noSuchUser(let name):
      return "there is no user '\(name)' to go on as; name one that exists and owns nothing"
    case .userIsRoot(let name):
      return "'\(name)' is root; name a user without rights to go on as"
    case .notRoot(let wanted):
      return """
        only root can go on as the user '\(wanted)'; leave the user out, or start the program as \
        '\(wanted)' and give it CAP_NET_RAW
        """
    case .refused(let step, let words):
      return "the rights could not be given up: \(step): \(words)"
    case .kept(let right):
      return "the rights could not be given up: the program still \(right)"
    }
  }
}
