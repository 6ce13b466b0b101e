internal import Glibc

/// Runs `body` so that writing to a connection which the other side has closed is an error and not the end
/// of the program: libldap leaves SIGPIPE to the programs that use it.
///
/// The signal goes to the thread that writes (man 7 pipe, man 7 signal); it is held back there, and taken
/// out before others see it. All pointers are those of variables here, and used during the calls only.
func withoutBrokenPipe<Result, Problem>(
  _ body: () throws(Problem) -> Result
) throws(Problem) -> Result {
  var brokenPipe = sigset_t()
  var before = sigset_t()
  var pending = sigset_t()
  unsafe sigemptyset(&brokenPipe)
  unsafe sigaddset(&brokenPipe, SIGPIPE)
  unsafe sigpending(&pending)
  let wasPending = unsafe sigismember(&pending, SIGPIPE) == 1
  unsafe pthread_sigmask(SIG_BLOCK, &brokenPipe, &before)
  defer {
    if !wasPending {
      var atOnce = timespec()
      unsafe sigtimedwait(&brokenPipe, nil, &atOnce)
    }
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
  }
  return try body()
}
