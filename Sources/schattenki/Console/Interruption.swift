import Glibc
import Synchronization

/// Ctrl-C: the first asks to stop and to print what was found, the second ends the program.
enum Interruption {
  private static let flag = Atomic(false)

  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  static func install() {
    var action = sigaction()
    // An atomic store is all that the handler does, so it is safe wherever the signal arrives.
    // SA_RESTART is left out so that a read that waits for input comes back.
    unsafe action.__sigaction_handler.sa_handler = { _ in
      Interruption.flag.store(true, ordering: .relaxed)
    }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    unsafe sigaction(SIGINT, &action, nil)
    // A parent may have blocked the signal and passed the block on.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigprocmask(SIG_UNBLOCK, &signals, nil)
  }
}
