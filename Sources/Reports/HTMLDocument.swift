/// An HTML file that needs no network: no scripts, nothing loaded.
struct HTMLDocument {
  let language: Language
  let title: String
  /// The program that wrote it, with its version; nil to leave it out.
  var generator: String?
  let style: String
  /// The elements behind the heading.
  let content: [String]

  var text: String {
    let meta =
      generator.map { "\n<meta name=\"generator\" content=\"\($0.escapedForHTML)\">" } ?? ""
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">\(meta)
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title.escapedForHTML)</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title.escapedForHTML)</h1>
      \(content.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }
}

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
