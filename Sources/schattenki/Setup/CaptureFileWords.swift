import Inputs

extension CaptureFileError {
  /// What is wrong with a capture, and where.
  var words: String {
    switch self {
    case .input: "cannot be read"
    case .foreign: "is no capture"
    case .unsupportedVersion(let version, let place):
      "byte \(place): version \(version.major).\(version.minor) of the capture format is not known"
    case .truncated(let place):
      "byte \(place): the capture ends within a frame; what came before was read"
    case .damaged(let damage, let place):
      "byte \(place): \(damage.words); what came before was read"
    }
  }
}

extension CaptureDamage {
  fileprivate var words: String {
    switch self {
    case .frameLength(let length): "a frame of \(length) bytes, which no program captures"
    case .blockLength(let length): "a block of \(length) bytes, which no block of its kind has"
    case .blockLengthsDiffer(let first, let last):
      "a block that begins with length \(first) and ends with \(last)"
    case .byteOrder(let mark): "a section with the unknown byte-order mark \(mark)"
    }
  }
}
