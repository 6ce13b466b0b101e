import Foundation
import Reports

/// Every form in which a report leaves the program.
func allOutputs(of report: Report) throws -> [String: String] {
  var outputs = ["json": String(decoding: try JSONReport.encode(report), as: UTF8.self)]
  for language in Language.allCases {
    outputs["html-\(language)"] = HTMLReport(report, language: language).text
    for width in [60, 80, 120, nil] {
      outputs["terminal-\(language)-\(width ?? 0)"] =
        TerminalReport(report, language: language, width: width, usesColour: false).text
    }
  }
  return outputs
}
