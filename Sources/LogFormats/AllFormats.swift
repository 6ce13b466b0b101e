/// Every format, the strictest first: of two that read a sample equally well, the earlier is taken.
/// What comes behind syslog is stricter than its inner format, which may take the header for a
/// client and a user with blanks.
package let allFormats: [any LogFormat] = [
  SquidNative(),
  BehindSyslog(inner: SquidNative()),
  BehindSyslog(inner: CommonLog()),
  BehindSyslog(inner: CombinedLog()),
  CommonLog(),
  CombinedLog(),
  Dnsmasq(),
  Pihole(),
  Unbound(),
  Bind(),
  AdGuardHome(),
  FortiGate(),
]

/// The format that users call `name`.
package func format(named name: String) -> (any LogFormat)? {
  allFormats.first { $0.name == name }
}
