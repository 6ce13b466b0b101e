internal import CLDAP
internal import Glibc

/// A connection to one server, through libldap. It can log in and search, and nothing else: what would
/// change a directory is never called.
///
/// Not for several threads at once. It ends when it is let go of.
@safe final class Connection {
  /// The library's own, valid from `init` to `deinit`. `unsafe` without another reason beside it hands
  /// the handle, or the address of a variable, to a call that keeps neither.
  let handle: OpaquePointer
  let settings: ServerSettings
  private let url: ServerURL
  private var hasTLS: Bool

  /// Connects, and for `ldaps://` proves who the server is.
  init(_ url: ServerURL, _ settings: ServerSettings) throws(ServerProblem) {
    self.url = url
    self.settings = settings
    hasTLS = url.scheme == .ldaps
    var opened: OpaquePointer?
    guard unsafe ldap_initialize(&opened, url.description) == LDAP_SUCCESS,
      let handle = unsafe opened
    else { throw .unreachable("not enough memory, or no support for \(url.scheme)") }
    unsafe self.handle = handle
    try setOptions()
    let isEncrypted = hasTLS || settings.startsTLS(at: url)
    if isEncrypted { try setTLSOptions() }
    errno = 0
    try check(unsafe ldap_connect(handle), .connecting)
  }

  deinit { unsafe ldap_unbind_ext_s(handle, nil, nil) }

  /// Encrypts the connection, and proves who the server is (RFC 4511, section 4.14).
  func startTLS() throws(ServerProblem) {
    hasTLS = true
    let code = unsafe ldap_start_tls_s(handle, nil, nil)
    // Results of the server: it does not know the request, or cannot do it.
    if code > 0 { throw .startTLSRefused }
    try check(code, .startingTLS)
  }

  /// Logs in with name and password (RFC 4513, section 5.1.3).
  ///
  /// - Parameter password: not empty; servers take that for no login at all, and say yes.
  func logIn(_ name: String, _ password: [UInt8]) throws(ServerProblem) {
    guard !password.isEmpty else { throw .emptyPassword }
    var secret = password.map { CChar(bitPattern: $0) }
    // The library copies the password into its request, and reads no further than its length.
    let code = unsafe secret.withUnsafeMutableBufferPointer { bytes in
      var credentials = unsafe berval(bv_len: UInt(bytes.count), bv_val: bytes.baseAddress)
      return unsafe ldap_sasl_bind_s(handle, name, nil, &credentials, nil, nil, nil)
    }
    if code == LDAP_INVALID_CREDENTIALS { throw .loginRefused(LoginRefusal.words(in: diagnostic)) }
    try check(code, .login)
  }
}

// MARK: - Options

extension Connection {
  /// All that the system's ldap.conf, a file of the user or the environment could set otherwise.
  private func setOptions() throws(ServerProblem) {
    try set(LDAP_OPT_PROTOCOL_VERSION, LDAP_VERSION3)
    try set(LDAP_OPT_DEREF, LDAP_DEREF_NEVER)
    try set(LDAP_OPT_SIZELIMIT, LDAP_NO_LIMIT)
    try set(LDAP_OPT_TIMELIMIT, Int32(settings.operationSeconds))
    try set(LDAP_OPT_NETWORK_TIMEOUT, seconds: settings.connectSeconds)
    try set(LDAP_OPT_TIMEOUT, seconds: settings.operationSeconds)
    // No value is off, any value is on: other servers are not followed, a signal is no end.
    try require(unsafe ldap_set_option(handle, LDAP_OPT_REFERRALS, nil))
    try set(LDAP_OPT_RESTART, 1)
    var sockets: OpaquePointer?
    try require(unsafe ldap_get_option(handle, LDAP_OPT_SOCKBUF, &sockets))
    var mostBytes = ber_len_t(settings.limits.entryBytes)
    try require(
      unsafe ber_sockbuf_ctrl(sockets, LBER_SB_OPT_SET_MAX_INCOMING, &mostBytes) == 1 ? 0 : -1)
  }

  private func setTLSOptions() throws(ServerProblem) {
    let path = settings.authoritiesFile ?? Self.systemAuthorities
    try set(LDAP_OPT_X_TLS_REQUIRE_CERT, LDAP_OPT_X_TLS_DEMAND)
    // Names in the certificate count, and its common name only where there are none.
    try set(LDAP_OPT_X_TLS_REQUIRE_SAN, LDAP_OPT_X_TLS_TRY)
    // TLS 1.2; older ones are broken (RFC 8996).
    try set(LDAP_OPT_X_TLS_PROTOCOL_MIN, 0x303)
    try require(unsafe ldap_set_option(handle, LDAP_OPT_X_TLS_CACERTDIR, nil))
    try require(unsafe ldap_set_option(handle, LDAP_OPT_X_TLS_CACERTFILE, path))
    // A client's context, with what was set above.
    var isServer: Int32 = 0
    guard unsafe ldap_set_option(handle, LDAP_OPT_X_TLS_NEWCTX, &isServer) == LDAP_SUCCESS else {
      throw .authoritiesFile(path)
    }
  }

  /// Where Debian, Red Hat and SUSE keep the certificates that the system trusts.
  private static var systemAuthorities: String {
    let paths = [
      "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
      "/etc/ssl/ca-bundle.pem",
    ]
    return paths.first { unsafe access($0, R_OK) == 0 } ?? paths[0]
  }

  private func set(_ option: Int32, _ value: Int32) throws(ServerProblem) {
    var value = value
    try require(unsafe ldap_set_option(handle, option, &value))
  }

  private func set(_ option: Int32, seconds: Int) throws(ServerProblem) {
    var value = timeval(tv_sec: seconds, tv_usec: 0)
    try require(unsafe ldap_set_option(handle, option, &value))
  }

  /// Options fail only where the library was built without them; then nothing may be sent.
  private func require(_ code: Int32) throws(ServerProblem) {
    guard code == LDAP_SUCCESS else {
      throw .refused(code: Int(code), name: "this libldap lacks an option")
    }
  }
}

// MARK: - Problems

extension Connection {
  /// Throws what a result code stands for, unless it is success.
  func check(_ code: Int32, _ step: ServerProblem.Step) throws(ServerProblem) {
    switch code {
    case LDAP_SUCCESS: return
    case LDAP_TIMEOUT: throw .timeOut(step)
    case LDAP_SERVER_DOWN, LDAP_CONNECT_ERROR: throw connectionProblem(step)
    case LDAP_INSUFFICIENT_ACCESS, LDAP_INAPPROPRIATE_AUTH: throw .notPermitted
    case LDAP_STRONG_AUTH_REQUIRED, LDAP_CONFIDENTIALITY_REQUIRED: throw .strongerLoginRequired
    case LDAP_NO_SUCH_OBJECT: throw .noSuchBase
    case LDAP_FILTER_ERROR: throw .filter
    case LDAP_SIZELIMIT_EXCEEDED, LDAP_ADMINLIMIT_EXCEEDED: throw .sizeLimit
    case LDAP_TIMELIMIT_EXCEEDED: throw .serverTimeLimit
    case LDAP_REFERRAL, LDAP_PARTIAL_RESULTS: throw .referral
    case LDAP_DECODING_ERROR: throw .malformed
    default:
      throw .refused(code: Int(code), name: unsafe String(cString: ldap_err2string(code)))
    }
  }

  /// The code that the library keeps where a call returns none.
  var lastCode: Int32 {
    var code: Int32 = 0
    unsafe ldap_get_option(handle, LDAP_OPT_RESULT_CODE, &code)
    return code == LDAP_SUCCESS ? LDAP_SERVER_DOWN : code
  }

  private func connectionProblem(_ step: ServerProblem.Step) -> ServerProblem {
    if step == .reading { return .interrupted }
    let reason = errno
    let words = diagnostic
    // Without the server's answer the words are those of the library for TLS.
    if hasTLS, !words.isEmpty {
      // GnuTLS has none for a certificate that libldap itself refused.
      return .tls(words.contains("unknown error code") ? "the certificate was refused" : words)
    }
    if step == .login { return .unreachable("the server ended the connection at the login") }
    switch reason {
    // The first is what is left of a refusal when the library has looked at the socket.
    case ENOTCONN, ECONNREFUSED: return .unreachable("refused")
    case EHOSTUNREACH, ENETUNREACH: return .unreachable("no way to it through the network")
    // The library keeps to itself whether the name was found.
    default: return .unreachable("no answer, or no server of this name")
    }
  }

  private var diagnostic: String {
    var words: UnsafeMutablePointer<CChar>?
    let code = unsafe ldap_get_option(handle, LDAP_OPT_DIAGNOSTIC_MESSAGE, &words)
    guard code == LDAP_SUCCESS, let words = unsafe words else { return "" }
    defer { unsafe ldap_memfree(words) }
    return unsafe String(cString: words)
  }
}
