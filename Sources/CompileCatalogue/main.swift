// Run by the build: CompileCatalogue SIGNATURES-FOLDER LAW.yaml OUTPUT.swift
import AIServices
import Configuration
import Foundation

guard CommandLine.arguments.count == 4 else {
  print("usage: CompileCatalogue SIGNATURES-FOLDER LAW.yaml OUTPUT.swift")
  exit(64)
}
do {
  let vendors = try SignatureFiles.catalogue(folder: CommandLine.arguments[1])
  let law = try JSONEncoder().encode(LawFile.read(CommandLine.arguments[2]))
  let source = """
    let compiledSignatures = ##\"\"\"
    \(CompiledCatalogue.encode(vendors))
    \"\"\"##

    let compiledLaw = ##\"\"\"
    \(String(decoding: law, as: UTF8.self))
    \"\"\"##

    """
  try source.write(toFile: CommandLine.arguments[3], atomically: true, encoding: .utf8)
} catch let problems as ConfigurationProblems {
  for problem in problems.all { print("error: \(problem)") }
  exit(78)
}
