import Bytes
@testable import Company
import Directory
import Testing

@Suite struct ClientTests {
  private let hardware = HardwareAddress(bits: 0x3C52_820A_1B2C)

  private func leased(_ name: String?, hasHardware: Bool = true, at text: String) throws -> Client {
    var client = client(at: try address(text))
    client.learn(Machine(hardware: hasHardware ? hardware : nil, hostName: name))
    return client
  }

  @Test func aLeasedMachineIsTheSameAtEveryAddress() throws {
    let first = try leased("pc-1", at: "10.1.2.3")
    let second = try leased("pc-1", at: "10.1.2.4")
    #expect(first.machineIdentity == second.machineIdentity)
    #expect(first.machineIdentity != client(at: try address("10.1.2.3")).machineIdentity)
  }

  @Test func theInterfaceSaysMoreThanTheName() throws {
    let first = try leased("iphone", at: "10.1.2.3")
    let renamed = try leased("iphone-von-anna", at: "10.1.2.3")
    let byName = try leased("iphone", hasHardware: false, at: "10.1.2.3")
    #expect(first.machineIdentity == renamed.machineIdentity)
    #expect(first.machineIdentity != byName.machineIdentity)
    #expect(byName.machineIdentity == client(machine: "iphone").machineIdentity)
  }

  /// All clients behind a router have its interface.
  @Test func theInterfaceOfAPacketIsNoPerson() throws {
    var first = client(at: try address("10.1.2.3"))
    var second = client(at: try address("10.1.2.4"))
    first.hardware = hardware
    second.hardware = hardware
    #expect(first.machineIdentity != second.machineIdentity)
  }

  @Test func usersAddressesAndNamesAreNeverTakenForOneAnother() throws {
    let identities = [
      client(user: "10.1.2.3").userIdentity, client(machine: "10.1.2.3").machineIdentity,
      client(at: try address("10.1.2.3")).machineIdentity,
    ]
    #expect(Set(identities).count == 3)
    #expect(Client().userIdentity == nil)
    #expect(Client().machineIdentity == nil)
  }

  @Test func clearedItMeansNobody() throws {
    var client = try leased("pc-1", at: "10.1.2.3")
    client.setAccount(Array("anna".utf8).span)
    client.vlan = 7
    client.clear()
    #expect(client.userIdentity == nil)
    #expect(client.machineIdentity == nil)
    #expect(client.hardware == nil)
    #expect(client.vlan == 0)
  }
}
