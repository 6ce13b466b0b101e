extension String {
  /// Without control characters, which could drive the reader's terminal: they come from file
  /// names and configuration.
  package var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
          return isControl ? "\u{FFFD}" : scalar
        }))
  }
}
