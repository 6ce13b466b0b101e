/// The numbers for kinds of links, https://www.tcpdump.org/linktypes.html.
///
/// The library's own numbers differ from those in files where systems disagreed; on Linux that is raw
/// IP, and RFC 1483 over ATM.
enum LinkType {
  private static let differing: [(library: UInt32, file: UInt32)] = [(12, 101), (11, 100)]

  /// The number as in files, of the library's.
  static func number(ofLibrary library: UInt32) -> UInt32 {
    differing.first { $0.library == library }?.file ?? library
  }

  /// The library's number, of the one in files.
  static func libraryNumber(of file: UInt32) -> UInt32 {
    differing.first { $0.file == file }?.library ?? file
  }
}
