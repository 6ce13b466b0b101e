/// The fields that every HTTP/2 connection knows from the start (RFC 7541, appendix A).
enum HPACKStaticTable {
  /// Index 1 of the RFC stands at 0 here.
  static let fields: [(name: [UInt8], value: [UInt8])] = text.split(separator: "\n").map { line in
    let parts = line.split(separator: " ", maxSplits: 1)
    return (Array(parts[0].utf8), parts.count > 1 ? Array(parts[1].utf8) : [])
  }

  private static let text = """
    :authority
    :method GET
    :method POST
    :path /
    :path /index.html
    :scheme http
    :scheme https
    :status 200
    :status 204
    :status 206
    :status 304
    :status 400
    :status 404
    :status 500
    accept-charset
    accept-encoding gzip, deflate
    accept-language
    accept-ranges
    accept
    access-control-allow-origin
    age
    allow
    authorization
    cache-control
    content-disposition
    content-encoding
    content-language
    content-length
    content-location
    content-range
    content-type
    cookie
    date
    etag
    expect
    expires
    from
    host
    if-match
    if-modified-since
    if-none-match
    if-range
    if-unmodified-since
    last-modified
    link
    location
    max-forwards
    proxy-authenticate
    proxy-authorization
    range
    referer
    refresh
    retry-after
    server
    set-cookie
    strict-transport-security
    transfer-encoding
    user-agent
    vary
    via
    www-authenticate
    """
}
