import Agent
import Configuration

extension DepartmentsFile {
  /// What the lease files and the exports of the directory say; warns of what could not be read in them.
  ///
  /// - Throws: why a file says nothing.
  func clientKnowledge() throws(CommandFailure) -> ClientSources.Knowledge {
    let sources = ClientSources(leaseFiles: leaseFiles, directoryExports: directoryExports)
    do {
      let knowledge = try sources.read()
      for file in knowledge.problems {
        for line in file.lines { Console.warn("\(file.path): \(line)") }
      }
      return knowledge
    } catch {
      throw error.commandFailure
    }
  }
}

extension ClientSources.Failure {
  fileprivate var commandFailure: CommandFailure {
    switch self {
    case .unreadable(let path):
      CommandFailure(
        .noInput, "\(path): cannot be read: it is missing, a folder, or not readable for this user")
    case .tooLarge(let path):
      CommandFailure(.data, "\(path): is too large; is it the right file?")
    case .unknownKind(let path, let isLeaseFile):
      CommandFailure(
        .data,
        isLeaseFile
          ? "\(path): is no lease file of dnsmasq, ISC dhcpd or Kea"
          : "\(path): is no export of a directory: neither LDIF nor a table with column names")
    }
  }
}
