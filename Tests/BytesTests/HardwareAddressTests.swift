import Bytes
import Testing

@Suite struct HardwareAddressTests {
  @Test(arguments: ["aa:bb:cc:0d:0e:0f", "AA-BB-CC-0D-0E-0F", "aabb.cc0d.0e0f"])
  func theThreeSpellingsAreOneAddress(_ text: String) {
    #expect(HardwareAddress(text)?.description == "aa:bb:cc:0d:0e:0f")
    #expect(HardwareAddress(text) == HardwareAddress(bits: 0xAABB_CC0D_0E0F))
  }

  @Test(arguments: [
    "", "aa:bb:cc:dd:ee", "aa:bb:cc:dd:ee:ff:00", "aa:bb:cc:dd:ee-ff", "aa:bb:cc:dd:ee:fg",
    "aabbccddeeff", "aabb:ccdd:eeff", "01-aa:bb:cc:dd:ee", "aa bb cc dd ee ff",
  ])
  func anythingElseIsNone(_ text: String) {
    #expect(HardwareAddress(text) == nil)
  }

  @Test(arguments: [
    ("01:00:5e:00:00:01", true), ("33:33:00:00:00:01", true), ("ff:ff:ff:ff:ff:ff", true),
    ("02:00:00:00:00:01", false), ("00:01:01:01:01:01", false), ("fe:ff:ff:ff:ff:ff", false),
  ])
  func groupsHaveTheLowestBitOfTheFirstOctet(_ text: String, isGroup: Bool) {
    #expect(HardwareAddress(text)?.isGroup == isGroup)
  }
}
