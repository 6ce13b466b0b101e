/// Every format, the strictest first: of two that read a sample equally well, the earlier is taken.
package let allFormats: [any LogFormat] = [
  SquidNative(),
  CommonLog(),
  CombinedLog(),
  Dnsmasq(),
  BehindSyslog(inner: SquidNative()),
  BehindSyslog(inner: CommonLog()),
  BehindSyslog(inner: CombinedLog()),
]

/// The format that users call `name`.
package func format(named name: String) -> (any LogFormat)? {
  allFormats.first { $0.name == name }
}
