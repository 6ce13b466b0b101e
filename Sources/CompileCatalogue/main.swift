// Run by the build: CompileCatalogue SIGNATURES-FOLDER OUTPUT.swift
import AIServices
import Configuration
import Foundation

guard CommandLine.arguments.count == 3 else {
  print("usage: CompileCatalogue SIGNATURES-FOLDER OUTPUT.swift")
  exit(64)
}
do {
  let vendors = try SignatureFiles.read(folder: CommandLine.arguments[1])
  let source = """
    let compiledSignatures = ##\"\"\"
    \(CompiledCatalogue.encode(vendors))
    \"\"\"##

    """
  try source.write(toFile: CommandLine.arguments[2], atomically: true, encoding: .utf8)
} catch let problems as ConfigurationProblems {
  for problem in problems.all { print("error: \(problem)") }
  exit(78)
}
