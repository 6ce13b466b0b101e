internal import CLDAP
internal import Glibc

// `unsafe` without another reason beside it hands the library's own handles to it. Messages, entries'
// readers, arrays of values, controls and cookies are freed where they are made, by `defer`.
extension Connection {
  /// What a server may send in answer to a search (RFC 4511, section 4.2 and 4.5.2).
  private enum Tag {
    static let entry: Int32 = 0x64
    static let end: Int32 = 0x65
    static let reference: Int32 = 0x73
    static let none: Int32 = 0
    static let failure: Int32 = -1
  }

  /// Reads one page.
  ///
  /// - Parameters:
  ///   - cookie: what the page before returned; empty for the first.
  ///   - body: takes an entry.
  /// - Returns: what the next page is asked for with; empty when this was the last.
  func page(
    _ request: SearchRequest, after cookie: [UInt8],
    _ body: (ServerEntry) throws(ServerProblem) -> Void
  ) throws(ServerProblem) -> [UInt8] {
    let deadline = ContinuousClock.now + .seconds(settings.operationSeconds)
    let number = try send(request, cookie)
    while true {
      let left = deadline - .now
      guard left > .zero else { throw .timeOut(.reading) }
      var time = timeval(
        tv_sec: Int(left.components.seconds),
        tv_usec: Int(left.components.attoseconds / 1_000_000_000_000))
      var message: OpaquePointer?
      let tag = unsafe ldap_result(handle, number, LDAP_MSG_ONE, &time, &message)
      guard tag != Tag.none else { throw .timeOut(.reading) }
      guard tag != Tag.failure, let message = unsafe message else {
        try check(lastCode, .reading)
        throw .malformed
      }
      defer { unsafe ldap_msgfree(message) }
      switch tag {
      case Tag.entry: try body(try unsafe entry(in: message))
      case Tag.reference: throw .referral
      case Tag.end: return unsafe try end(of: message)
      default: continue
      }
    }
  }

  /// Sends the request; returns the number under which the library knows it.
  private func send(
    _ request: SearchRequest, _ cookie: [UInt8]
  ) throws(ServerProblem) -> Int32 {
    var paging: UnsafeMutablePointer<LDAPControl>?
    if let size = request.pageSize { unsafe paging = try pagingControl(size, cookie) }
    defer { if let paging = unsafe paging { unsafe ldap_control_free(paging) } }
    var scoping: UnsafeMutablePointer<LDAPControl>?
    if request.staysInDomain {
      let identifier = LDAP_CONTROL_X_DOMAIN_SCOPE
      try check(unsafe ldap_control_create(identifier, 0, nil, 0, &scoping), .reading)
    }
    defer { if let scoping = unsafe scoping { unsafe ldap_control_free(scoping) } }
    // The list ends with nil.
    var controls = unsafe [paging, scoping].filter { unsafe $0 != nil } + [nil]

    var names = unsafe request.attributes.map { unsafe strdup($0) } + [nil]
    defer { unsafe names.forEach { unsafe free($0) } }
    let scope = request.scope.rawValue
    var time = timeval(tv_sec: settings.operationSeconds, tv_usec: 0)
    var number: Int32 = 0
    // Everything is copied into the request before the call returns.
    let code = unsafe ldap_search_ext(
      handle, request.base, scope, request.filter, &names, 0, &controls, nil, &time, LDAP_NO_LIMIT,
      &number)
    try check(code, .reading)
    return number
  }

  /// Not critical: a server that knows no pages answers with all at once, or with an error.
  private func pagingControl(
    _ size: Int, _ cookie: [UInt8]
  ) throws(ServerProblem) -> UnsafeMutablePointer<LDAPControl>? {
    var control: UnsafeMutablePointer<LDAPControl>?
    var bytes = cookie.map { CChar(bitPattern: $0) }
    let code = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
      var cookie = unsafe berval(bv_len: UInt(bytes.count), bv_val: bytes.baseAddress)
      return unsafe ldap_create_page_control(handle, Int32(size), &cookie, 0, &control)
    }
    try check(code, .reading)
    return unsafe control
  }

  /// What stands in a message lives as long as it does, so it is copied.
  private func entry(in message: OpaquePointer) throws(ServerProblem) -> ServerEntry {
    var reader: OpaquePointer?
    var name = unsafe berval()
    let code = unsafe ldap_get_dn_ber(handle, message, &reader, &name)
    defer { if let reader = unsafe reader { unsafe ber_free(reader, 0) } }
    guard code == LDAP_SUCCESS else { throw .malformed }
    var entry = ServerEntry(name: unsafe bytes(of: name))
    while true {
      var attribute = unsafe berval()
      var list: UnsafeMutablePointer<berval>?
      let code = unsafe ldap_get_attribute_ber(handle, message, reader, &attribute, &list)
      defer { if let list = unsafe list { unsafe ldap_memfree(list) } }
      guard code == LDAP_SUCCESS else { throw .malformed }
      guard unsafe attribute.bv_val != nil else { return entry }
      var values: [[UInt8]] = []
      // The list ends with a value that is nil.
      if let list = unsafe list {
        while unsafe list[values.count].bv_val != nil {
          values.append(unsafe bytes(of: list[values.count]))
        }
      }
      entry.attributes.append((unsafe bytes(of: attribute), values))
    }
  }

  /// Reads the result of a search and, where the server makes pages, the cookie for the next.
  private func end(of message: OpaquePointer) throws(ServerProblem) -> [UInt8] {
    var result: Int32 = 0
    var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
    let code = unsafe ldap_parse_result(handle, message, &result, nil, nil, nil, &controls, 0)
    defer { if let controls = unsafe controls { unsafe ldap_controls_free(controls) } }
    guard code == LDAP_SUCCESS else { throw .malformed }
    try check(result, .reading)
    guard let paging = unsafe ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nil) else {
      return []
    }
    var estimate: ber_int_t = 0
    var cookie = unsafe berval()
    let parsed = unsafe ldap_parse_pageresponse_control(handle, paging, &estimate, &cookie)
    defer { if let value = unsafe cookie.bv_val { unsafe ldap_memfree(value) } }
    guard parsed == LDAP_SUCCESS else { throw .malformed }
    return unsafe bytes(of: cookie)
  }

  private func bytes(of value: berval) -> [UInt8] {
    guard let start = unsafe value.bv_val else { return [] }
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: Int(value.bv_len)))
  }
}
