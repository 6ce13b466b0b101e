import Bundles
import Crypto
import Foundation
import Testing

/// Keys as `openssl genpkey -algorithm ed25519` and `openssl pkey -pubout` write them; this pair is
/// the example of RFC 8410, section 10.
@Suite struct SigningKeysTests {
  private static let privatePEM = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
    -----END PRIVATE KEY-----

    """
  private static let publicPEM = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
    -----END PUBLIC KEY-----

    """

  @Test func readsThePairOfTheStandard() throws {
    let secret = try SigningKeys.privateKey(pem: Data(Self.privatePEM.utf8))
    let shared = try SigningKeys.publicKey(pem: Data(Self.publicPEM.utf8))
    #expect(secret.publicKey.rawRepresentation == shared.rawRepresentation)
  }

  @Test(arguments: [
    "", "-----BEGIN PUBLIC KEY-----", publicPEM.replacing("MCow", with: "MCox"),
    publicPEM.replacing("PUBLIC", with: "RSA PUBLIC"), publicPEM.replacing("xZuE=", with: ""),
  ])
  func otherTextIsNoKey(pem: String) {
    #expect(throws: SigningKeys.NoKey.self) { try SigningKeys.publicKey(pem: Data(pem.utf8)) }
    #expect(throws: SigningKeys.NoKey.self) { try SigningKeys.privateKey(pem: Data(pem.utf8)) }
  }
}
