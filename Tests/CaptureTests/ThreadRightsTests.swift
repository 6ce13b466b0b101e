@testable import Capture
import Testing

@Suite("Rights of threads") struct ThreadRightsTests {
  private func status(
    users: String = "1000\t1000\t1000\t1000", capabilities: String = "0000000000000000",
    ambient: String = "0000000000000000", forbids: String = "1"
  ) -> String {
    """
    Name:\tprogram: odd\t
    Umask:\t0022
    Uid:\t\(users)
    Gid:\t1000\t1000\t1000\t1000
    Groups:\t4 27 \n\
    CapInh:\t0000000000000000
    CapPrm:\t\(capabilities)
    CapEff:\t\(capabilities)
    CapBnd:\t000001ffffffffff
    CapAmb:\t\(ambient)
    NoNewPrivs:\t\(forbids)
    Threads:\t1

    """
  }

  @Test("are read from the status file") func reading() throws {
    let rights = try #require(ThreadRights(status: status(capabilities: "0000000000002000")))
    #expect(rights.permitted == 0x2000)
    #expect(rights.effective == 0x2000)
    #expect(rights.inheritable == 0)
    #expect(rights.users == [1_000, 1_000, 1_000, 1_000])
    #expect(rights.groups == [1_000, 1_000, 1_000, 1_000])
    #expect(rights.supplementaryGroups == [4, 27])
    #expect(rights.forbidsNewPrivileges)
  }

  @Test("all 64 bits are read, and no supplementary groups") func extremes() throws {
    let text = status(capabilities: "ffffffffffffffff").replacing("4 27 ", with: " ")
    let rights = try #require(ThreadRights(status: text))
    #expect(rights.permitted == .max)
    #expect(rights.supplementaryGroups.isEmpty)
  }

  @Test("nothing is read where a line is missing or holds no number") func damage() {
    for name in ["Uid", "Gid", "Groups", "CapInh", "CapPrm", "CapEff", "CapAmb", "NoNewPrivs"] {
      #expect(ThreadRights(status: status().replacing("\(name):", with: "X\(name):")) == nil)
    }
    #expect(ThreadRights(status: status(capabilities: "00000000000020zz")) == nil)
    #expect(ThreadRights(status: status(capabilities: "")) == nil)
    #expect(ThreadRights(status: status(capabilities: "1ffffffffffffffff")) == nil)
    #expect(ThreadRights(status: "") == nil)
    // No cut text passes for one without rights, as long as a line is missing.
    let whole = status(), end = whole.firstRange(of: "NoNewPrivs")?.lowerBound ?? whole.endIndex
    for index in whole[..<end].indices {
      #expect(ThreadRights(status: String(whole[..<index])) == nil)
    }
  }

  @Test("what is left is named") func remainder() throws {
    func remainder(_ text: String, wasRoot: Bool = true) throws -> String? {
      try #require(ThreadRights(status: text)).remainder(wasRoot: wasRoot)
    }
    #expect(try remainder(status()) == nil)
    #expect(
      try remainder(status(capabilities: "0000000000002000")) == "has the capabilities 0x2000")
    #expect(try remainder(status(ambient: "0000000000003000")) == "has the capabilities 0x3000")
    #expect(try remainder(status(users: "1000\t1000\t0\t1000")) == "is root")
    #expect(try remainder(status(forbids: "0")) == "can start programs with more rights")
    let inRootGroup = status().replacing("4 27", with: "0 27")
    #expect(try remainder(inRootGroup) == "is in root's group")
    #expect(try remainder(inRootGroup, wasRoot: false) == nil)
  }

  @Test("of this program's threads are found") func ownThreads() throws {
    let threads = try #require(ThreadRights.ofAllThreads)
    #expect(threads.allSatisfy { $0.users.count == 4 && $0.groups.count == 4 })
  }

  @Test("users are looked up, root is refused") func users() throws {
    let nobody = try UserIdentity(named: "nobody")
    #expect(nobody.user != 0)
    #expect(throws: PrivilegeError.userIsRoot("root")) { _ = try UserIdentity(named: "root") }
    #expect(throws: PrivilegeError.noSuchUser("no such user")) {
      _ = try UserIdentity(named: "no such user")
    }
  }

  @Test("every failure says what to do or what is left") func wording() {
    let errors: [PrivilegeError] = [
      .noSuchUser("x"), .userIsRoot("x"), .notRoot(wanted: "x"), .refused("x", "y"),
      .kept("is root"),
    ]
    #expect(Set(errors.map(\.description)).count == errors.count)
    #expect(
      errors[4].description == "the rights could not be given up: the program still is root")
  }
}
