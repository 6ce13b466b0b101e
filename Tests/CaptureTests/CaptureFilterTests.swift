import Capture
import TestSupport
import Testing

@Suite("The standard filter") struct CaptureFilterTests {
  private func accepts(
    _ link: Link, _ frame: [UInt8], filter: String = CaptureFilter.standard
  ) throws -> Bool {
    try FilterProgram(filter, linkType: link.rawValue).accepts(frame.span)
  }

  private let group4: [UInt8] = [239, 255, 255, 250]

  @Test("lets TCP and UDP through", arguments: Link.allCases)
  func transports(link: Link) throws {
    for port in [53, 80, 443, 853, 1_080, 3_128, 8_080, 11_434] {
      #expect(try accepts(link, link.ipv4(Made.ipv4(6, Made.tcp(to: port)))))
      #expect(try accepts(link, link.ipv4(Made.ipv4(17, Made.udp(to: port)))))
      #expect(try accepts(link, link.ipv6(Made.ipv6(6, Made.tcp(to: port)))))
      #expect(try accepts(link, link.ipv6(Made.ipv6(17, Made.udp(to: port)))))
    }
    // Without payload, as most acknowledgements.
    #expect(try accepts(link, link.ipv4(Made.ipv4(6, Made.tcp(to: 443, [])))))
    #expect(try accepts(link, link.ipv4(Made.ipv4(17, Made.udp(to: 443, [])))))
  }

  @Test("lets fragments through", arguments: Link.allCases)
  func fragments(link: Link) throws {
    let first = Made.ipv4(17, fragment: 0x2000, Made.udp(to: 53))
    // What stands where the ports would be is payload: here it looks like a port to be dropped.
    let later = Made.ipv4(17, fragment: 0x00B9, Made.udp(from: 137, to: 137))
    #expect(try accepts(link, link.ipv4(first)))
    #expect(try accepts(link, link.ipv4(later)))
    let fragment6: [UInt8] = [17, 0, 0, 1, 0, 0, 0, 7]
    #expect(try accepts(link, link.ipv6(Made.ipv6(44, fragment6 + Made.udp(to: 53)))))
  }

  @Test("lets tunnels over IP through", arguments: Link.allCases)
  func tunnels(link: Link) throws {
    let inner = Made.ipv4(17, Made.udp(to: 53))
    for kind in [4, 41, 47, 50, 51, 97, 115, 137] as [UInt8] {
      #expect(try accepts(link, link.ipv4(Made.ipv4(kind, inner))), "protocol \(kind)")
      #expect(try accepts(link, link.ipv6(Made.ipv6(kind, inner))), "protocol \(kind)")
    }
    // GTP, Teredo, VXLAN, Geneve, IPsec and WireGuard within UDP.
    for port in [2_152, 3_544, 4_500, 4_789, 6_081, 8_472, 51_820] {
      #expect(try accepts(link, link.ipv4(Made.ipv4(17, Made.udp(to: port, inner)))), "\(port)")
      #expect(try accepts(link, link.ipv6(Made.ipv6(17, Made.udp(to: port, inner)))), "\(port)")
    }
    // Extension headers of IPv6: hop-by-hop, routing, destination options.
    for kind in [0, 43, 60] as [UInt8] {
      let packet = Made.ipv6(kind, [6, 0, 1, 4, 0, 0, 0, 0] + Made.tcp(to: 443))
      #expect(try accepts(link, link.ipv6(packet)), "extension \(kind)")
    }
  }

  @Test("lets VXLAN flood its network through groups", arguments: Link.allCases)
  func floodedVXLAN(link: Link) throws {
    for port in [4_789, 8_472] {
      let packet = Made.ipv4(17, to: group4, Made.udp(to: port))
      #expect(try accepts(link, link.ipv4(packet)))
      #expect(try accepts(link, link.ipv6(Made.ipv6(17, toFirst: 0xFF, Made.udp(to: port)))))
    }
  }

  @Test("lets tags, labels and PPPoE through, whatever is in them", arguments: Link.withEtherType)
  func tags(link: Link) throws {
    let inner = Made.ipv4(17, to: group4, Made.udp(to: 5_353))
    for etherType in [0x8100, 0x88A8, 0x9100, 0x8847, 0x8848, 0x8864, 0x8863, 0x88E5, 0x22EB] {
      #expect(try accepts(link, link.frame(etherType, [0, 42, 8, 0] + inner)))
    }
  }

  @Test("lets connections to Ethernet groups through, as clusters receive them")
  func clusters() throws {
    let packet = Made.ipv4(6, Made.tcp(to: 443))
    #expect(try accepts(.ethernet, Link.ethernet.frame(0x0800, packet, to: 0x01)))
    #expect(try accepts(.ethernet, Link.ethernet.frame(0x0800, packet, to: 0xFF)))
  }

  @Test("drops discovery to groups and to all", arguments: Link.allCases)
  func discovery(link: Link) throws {
    // mDNS, SSDP, LLMNR, WS-Discovery, DHCP, television.
    for port in [5_353, 1_900, 5_355, 3_702, 67, 10_000] {
      for address in [[224, 0, 0, 251], group4, [255, 255, 255, 255]] {
        let packet = Made.ipv4(17, to: address, Made.udp(to: port))
        #expect(try !accepts(link, link.ipv4(packet)), "port \(port)")
      }
      let packet = Made.ipv6(17, toFirst: 0xFF, Made.udp(to: port))
      #expect(try !accepts(link, link.ipv6(packet)), "port \(port)")
    }
  }

  @Test("drops NetBIOS names, also to the broadcast address of a network", arguments: Link.allCases)
  func netBIOS(link: Link) throws {
    for port in [137, 138] {
      let packet = Made.ipv4(17, to: [10, 0, 0, 255], Made.udp(from: port, to: port))
      #expect(try !accepts(link, link.ipv4(packet)))
    }
  }

  @Test("drops messages of control", arguments: Link.allCases)
  func control(link: Link) throws {
    #expect(try !accepts(link, link.ipv4(Made.ipv4(1, Made.zeros(16)))))
    #expect(try !accepts(link, link.ipv4(Made.ipv4(2, to: [224, 0, 0, 22], Made.zeros(16)))))
    #expect(try !accepts(link, link.ipv6(Made.ipv6(58, toFirst: 0xFF, Made.zeros(24)))))
  }

  @Test("drops protocols of the link that carry no IP", arguments: Link.withEtherType)
  func linkProtocols(link: Link) throws {
    for etherType in [0x0806, 0x8035, 0x88CC, 0x88F7, 0x8892, 0x88A4, 0x88BA, 0x88A2, 0x8915] {
      #expect(try !accepts(link, link.frame(etherType, Made.zeros(46))))
    }
  }

  @Test("drops the spanning tree") func spanningTree() throws {
    // IEEE 802.3: a length in place of the type, then LLC.
    let frame = Link.ethernet.frame(38, [0x42, 0x42, 3] + Made.zeros(35), to: 1)
    #expect(try !accepts(.ethernet, frame))
  }

  @Test(
    "compiles for every kind of link that Linux has",
    arguments: [
      1, 9, 50, 51, 100, 101, 104, 105, 107, 108, 113, 127, 226, 228, 276,
    ] as [UInt32])
  func compiles(linkType: UInt32) throws {
    _ = try FilterProgram(CaptureFilter.standard, linkType: linkType)
  }

  @Test("never drops a connection between two machines", arguments: Link.allCases)
  func property(link: Link) throws {
    let program = try FilterProgram(CaptureFilter.standard, linkType: link.rawValue)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<5_000 {
      func address() -> [UInt8] {
        [.random(in: 1...223, using: &random)]
          + (0..<3).map { _ in .random(in: 0...255, using: &random) }
      }
      let port = Int.random(in: 139...65_535, using: &random)
      let isTCP = Bool.random(using: &random)
      let from = Int.random(in: 0...65_535, using: &random)
      let segment = isTCP ? Made.tcp(from: from, to: port) : Made.udp(from: from, to: port)
      let packet = Made.ipv4(isTCP ? 6 : 17, from: address(), to: address(), segment)
      let isAccepted = program.accepts(link.ipv4(packet).span)
      #expect(isAccepted)
    }
  }

  @Test("runs on any bytes", arguments: Link.allCases)
  func anyBytes(link: Link) throws {
    let program = try FilterProgram(CaptureFilter.standard, linkType: link.rawValue)
    let whole = link.ipv6(Made.ipv6(44, [17, 0, 0, 0, 0, 0, 0, 7] + Made.udp(to: 53)))
    var random = SeededGenerator(seed: 8)
    for count in 0...whole.count {
      _ = program.accepts(whole.span.extracting(first: count))
      let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = program.accepts(noise.span)
    }
  }

  @Test("can be narrowed") func narrowed() throws {
    let filter = CaptureFilter.standard(and: "not host 10.0.0.1 or port 53")
    let https = Made.ipv4(6, Made.tcp(to: 443)), dns = Made.ipv4(17, Made.udp(to: 53))
    #expect(try !accepts(.ethernet, Link.ethernet.ipv4(https), filter: filter))
    #expect(try accepts(.ethernet, Link.ethernet.ipv4(dns), filter: filter))
    let group = Made.ipv4(17, to: [224, 0, 0, 251], Made.udp(from: 53, to: 5_353))
    #expect(try !accepts(.ethernet, Link.ethernet.ipv4(group), filter: filter))
  }

  @Test("may be empty, which lets all through", arguments: Link.allCases)
  func empty(link: Link) throws {
    #expect(try accepts(link, link.ipv4(Made.ipv4(1, [])), filter: ""))
  }
}
