extension String {
  /// As the text of an HTML element or attribute, without control characters.
  var escapedForHTML: String {
    var result = ""
    // Not by characters: a combining mark behind a bracket makes another character of it.
    for scalar in printable.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
