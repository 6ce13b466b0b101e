/// A number of IANA's registry of protocols in IPv4 and IPv6.
struct InternetProtocol: Equatable {
  let value: UInt8

  static let hopByHop = InternetProtocol(value: 0)
  static let ipv4 = InternetProtocol(value: 4)
  static let tcp = InternetProtocol(value: 6)
  static let udp = InternetProtocol(value: 17)
  static let ipv6 = InternetProtocol(value: 41)
  static let routing = InternetProtocol(value: 43)
  static let fragment = InternetProtocol(value: 44)
  static let gre = InternetProtocol(value: 47)
  static let authentication = InternetProtocol(value: 51)
  static let destinationOptions = InternetProtocol(value: 60)
  static let etherIP = InternetProtocol(value: 97)
  static let mobility = InternetProtocol(value: 135)
  static let mpls = InternetProtocol(value: 137)
  static let hostIdentity = InternetProtocol(value: 139)
  static let shim6 = InternetProtocol(value: 140)
}
