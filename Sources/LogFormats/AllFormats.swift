/// Every format, the strictest first: of two that read a sample equally well, the earlier is taken.
/// What comes behind syslog is stricter than its inner format, which may take the header for a
/// client and a user with blanks.
package let allFormats: [any LogFormat] = [
  // Squid, and what writes like it.
  SquidNative(),
  BehindSyslog(inner: SquidNative()),
  BehindSyslog(inner: CommonLog()),
  BehindSyslog(inner: CombinedLog()),
  CommonLog(),
  CombinedLog(),

  // Name servers.
  Dnsmasq(),
  Pihole(),
  Unbound(),
  Bind(),
  Infoblox(),
  InfobloxConnector(),
  AdGuardHome(),
  WindowsDNS(),
  WindowsSysmonDNS(),
  CoreDNS(),
  PowerDNS(),
  SystemdResolved(),
  Technitium(),
  TechnitiumCSV(),
  TechnitiumJSON(),
  KnotResolver(),
  Dnsdist(),
  NextDNS(),
  Umbrella(),
  CloudflareGateway(),
  CloudflareDNS(),
  Route53Resolver(),
  GoogleCloudDNS(),
  AzureDNS(),

  // Firewalls and proxies.
  FortiGate(),
  FortiGate.csv,
  FortiGateCEF(),
  SophosFirewall(),
  SophosUTM(),
  SophosCentral(),
  PaloAlto(),
  PaloAltoCEF(),
  PaloAltoLEEF(),
  PaloAltoJSON(),
  CheckPoint(),
  CheckPointCEF(),
  CheckPointLEEF(),
  SonicWall(),
  WatchGuard(),
  WatchGuardLEEF(),
  Stormshield(),
  Lancom(),
  JuniperSRX(),
  Clavister(),
  UniFiDNS(),
  UniFiCEF(),
  UniFiFirewall(),
  MikroTik(),
  Filterlog(),
  AristaNGFW(),
  HAProxy(),
  AWSNetworkFirewall(),
  GoogleSecureWebProxy(),
  AzureFirewall(),
]

/// The format that users call `name`.
package func format(named name: String) -> (any LogFormat)? {
  allFormats.first { $0.name == name }
}
