import Foundation

/// Ends a command with a message and a status of `sysexits.h`.
struct CommandFailure: Error, CustomStringConvertible {
  enum Status: Int32 {
    /// The input is there but cannot be used.
    case data = 65
    /// The input is not there or not readable.
    case noInput = 66
    case software = 70
    /// The output cannot be written.
    case cannotCreate = 73
    case inputOutput = 74
    case notPermitted = 77
    case configuration = 78
  }

  let status: Status
  let message: String

  init(_ status: Status, _ message: String) {
    self.status = status
    self.message = message
  }

  var description: String { message }
}
