import Foundation
import LDAP
import TestSupport

/// An OpenLDAP server with a made-up company, on ports and in a folder of its own. The system's service is
/// left alone.
final class TestDirectory: Sendable {
  static let base = "ou=main,dc=corp,dc=example"
  static let manyBase = "ou=many,dc=corp,dc=example"
  static let password = "readable, with blanks"
  /// More than the server gives at once (`size.hard` in the configuration).
  static let manyCount = 2_100

  /// Started once for all tests that only read.
  static let shared = Result { try TestDirectory() }

  let folder: TemporaryFolder
  let port: Int
  let tlsPort: Int
  private let service: Service

  var configuration: String { "\(folder.path)/slapd.conf" }
  var authorities: String { "\(folder.path)/ca.pem" }

  /// - Parameter isActiveDirectory: says so in its root DSE, and nothing else.
  init(isActiveDirectory: Bool = false) throws {
    folder = try TemporaryFolder()
    let ports = try run("python3", "-c", Self.twoPorts).text.split(whereSeparator: \.isWhitespace)
    guard ports.count == 2, let port = Int(ports[0]), let tlsPort = Int(ports[1]) else {
      throw CommandFailed(command: "two free ports")
    }
    (self.port, self.tlsPort) = (port, tlsPort)
    try Self.makeCertificates(in: folder)
    try Self.load(folder, isActiveDirectory)
    let urls = "ldap://127.0.0.1:\(port)/ ldaps://127.0.0.1:\(tlsPort)/"
    service = try Service(
      "exec slapd -d 0 -f '\(folder.path)/slapd.conf' -h '\(urls)'", folder: folder.path)
    try waitUntilReady()
    try add(fixturePath("online.ldif"))
  }

  func stop() { service.stop() }

  func settings(
    url: String? = nil, base: String = base, login: String = "reader",
    password: String = password, startTLS: ServerSettings.StartTLS = .exceptForThisMachine,
    authorities: String? = nil, pageSize: Int = 500,
    limits: ServerSettings.Limits = ServerSettings.Limits()
  ) throws -> ServerSettings {
    try ServerSettings(
      urls: [url ?? "ldap://127.0.0.1:\(port)"], base: base,
      login: "cn=\(login),dc=corp,dc=example",
      passwordFile: try privateFile(password + "\n", in: folder), startTLS: startTLS,
      authoritiesFile: authorities ?? self.authorities, connectSeconds: 5, operationSeconds: 20,
      pageSize: pageSize, limits: limits)
  }
}

/// A file that only its owner may read.
func privateFile(_ text: String, in folder: TemporaryFolder) throws -> String {
  let path = try folder.write("secret-\(UUID())", text)
  try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  return path
}

extension TestDirectory {
  private static let twoPorts = """
    import socket
    a, b = socket.create_server(("127.0.0.1", 0)), socket.create_server(("127.0.0.1", 0))
    print(a.getsockname()[1], b.getsockname()[1])
    """

  /// An authority, a certificate of it for 127.0.0.1, and another authority.
  private static func makeCertificates(in folder: TemporaryFolder) throws {
    let path = folder.path
    _ = try folder.write("names", "subjectAltName=IP:127.0.0.1\n")
    for command in [
      "req -x509 -newkey rsa:2048 -nodes -subj /CN=Authority -days 2 -keyout ca.key -out ca.pem",
      "req -x509 -newkey rsa:2048 -nodes -subj /CN=Other -days 2 -keyout other.key -out other.pem",
      "req -newkey rsa:2048 -nodes -subj /CN=directory -keyout server.key -out server.csr",
      "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names "
        + "-out server.pem",
    ] {
      let status = try run("sh", "-c", "cd '\(path)' && openssl \(command) 2>/dev/null").status
      guard status == 0 else { throw CommandFailed(command: "openssl \(command)") }
    }
  }

  private static func load(_ folder: TemporaryFolder, _ isActiveDirectory: Bool) throws {
    let path = folder.path
    try FileManager.default.createDirectory(
      atPath: "\(path)/data", withIntermediateDirectories: false)
    let capability = "1.2.840.113556.1.4.800"
    _ = try folder.write(
      "root.ldif",
      "dn:\nobjectClass: top\n"
        + (isActiveDirectory ? "supportedCapabilities: \(capability)\n" : ""))
    _ = try folder.write("slapd.conf", configuration(path))
    var data = try String(contentsOfFile: fixturePath("company.ldif"), encoding: .utf8)
    for number in 0..<manyCount {
      data += "dn: uid=u\(number),\(manyBase)\nobjectClass: account\nuid: u\(number)\n\n"
    }
    let file = try folder.write("data.ldif", data)
    guard try run("slapadd", "-q", "-f", "\(path)/slapd.conf", "-l", file).status == 0 else {
      throw CommandFailed(command: "slapadd")
    }
  }

  private static func configuration(_ path: String) -> String {
    let schemas = ["core", "cosine", "inetorgperson", "nis"].map { "/etc/ldap/schema/\($0).schema" }
    let includes = (schemas + [fixturePath("ad.schema")]).map { "include \($0)\n" }.joined()
    return """
      modulepath /usr/lib/ldap
      moduleload back_mdb
      moduleload memberof
      \(includes)
      pidfile \(path)/slapd.pid
      TLSCACertificateFile \(path)/ca.pem
      TLSCertificateFile \(path)/server.pem
      TLSCertificateKeyFile \(path)/server.key
      rootDSE \(path)/root.ldif
      disallow bind_anon
      database mdb
      suffix dc=corp,dc=example
      rootdn cn=admin,dc=corp,dc=example
      rootpw admin
      directory \(path)/data
      maxsize 100000000
      dbnosync
      limits dn.exact="cn=reader,dc=corp,dc=example" size.soft=500 size.hard=500 size.prtotal=unlimited
      limits dn.exact="cn=limited,dc=corp,dc=example" size.soft=500 size.hard=500 size.prtotal=1000
      access to attrs=userPassword by anonymous auth by * none
      access to * by dn.exact="cn=blind,dc=corp,dc=example" none by users read by * none
      overlay memberof

      """
  }

  private func waitUntilReady() throws {
    let url = "ldap://127.0.0.1:\(port)"
    for _ in 0..<200 {
      // 255: no connection. Any other answer is one of the server's.
      if try run("ldapwhoami", "-x", "-H", url).status != 255 { return }
      usleep(50_000)
    }
    throw CommandFailed(command: "slapd")
  }

  /// Adds entries while the server runs, so that the overlay for `memberOf` sees them.
  private func add(_ file: String) throws {
    let added = try run(
      "ldapadd", "-x", "-H", "ldap://127.0.0.1:\(port)", "-D", "cn=admin,dc=corp,dc=example", "-w",
      "admin", "-f", file)
    guard added.status == 0 else { throw CommandFailed(command: "ldapadd") }
  }
}
