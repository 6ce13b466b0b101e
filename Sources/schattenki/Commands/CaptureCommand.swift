import Agent
import ArgumentParser
import Capture
import Foundation

struct CaptureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract:
      "Listen at a network device, such as a mirror port, and say which AI services are used.",
    discussion: """
      Nothing is stored: names are taken out of the first packets of a connection, bytes are counted, \
      and the packets are gone. Ctrl-C, or the end of --for, prints the report.

      Opening the device takes CAP_NET_RAW; all rights are given up before the first packet is read.

      Exit status: 0 done, 1 use that --fail-on names was found, 66 there is no such device, \
      74 the device is gone, 77 the right to open it is missing, 78 the configuration is wrong.
      """)

  @Option(help: "The device to listen at, or any.")
  var device: String?

  @Flag(help: "List the devices and end.")
  var listDevices = false

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "How long to listen: 90s, 15m, 8h, 2d. Default: until Ctrl-C.", valueName: "time"))
  var duration: ListeningTime?

  @Option(help: ArgumentHelp("How much of each frame is looked at.", valueName: "bytes"))
  var snapLength = CaptureSettings(device: "").snapLength

  @Option(help: ArgumentHelp("What the kernel keeps while the program is busy.", valueName: "MiB"))
  var ring = CaptureSettings(device: "").ringMebibytes

  @Flag(
    inversion: .prefixedNo,
    help: "Take frames that are meant for other machines, as a mirror port brings them.")
  var promiscuous = true

  @Option(
    help: ArgumentHelp(
      "Which frames are looked at, as tcpdump takes it. Default: all that can matter.",
      valueName: "filter"))
  var filter: String?

  @Option(help: ArgumentHelp("Whom to go on as when started by root.", valueName: "user"))
  var user: String?

  @OptionGroup(title: "Company") var company: CompanyOptions
  @OptionGroup(title: "Calendar") var calendar: CalendarOptions
  @OptionGroup(title: "Catalogue") var catalogueOptions: CatalogueOptions
  @OptionGroup(title: "Report") var report: ReportOptions

  func validate() throws {
    guard listDevices || device != nil else {
      throw ValidationError("Name a device with --device; --list-devices shows which there are.")
    }
  }

  func run() throws {
    if listDevices { return try Console.print(Data(Self.devices.utf8)) }
    // All files are read before the rights go.
    let settings = SourceReader.Settings(
      format: nil, formats: [], zone: calendar.zone, now: CurrentTime.now)
    var run = try AnalysisRun(
      company: company, catalogue: try catalogueOptions.loadEdition(), settings: settings)
    let groupSize = try run.groupSize(asked: report.minimumGroupSize)
    let reader = try open()
    Interruption.install()
    Console.warn("Listening at \(captureSettings.device). Ctrl-C prints the report.")
    let end = duration.map { ContinuousClock.now + $0.duration }
    let name = captureSettings.device
    do throws(CaptureError) {
      try run.listen(reader) {
        Interruption.isRequested || end.map { ContinuousClock.now >= $0 } ?? false
      }
    } catch {
      run.fail(error.commandFailure)
    }
    let result = run.report(of: [name], minimumGroupSize: groupSize)
    try report.write(result)
    if let failure = run.failures.first { throw ExitCode(failure.status.rawValue) }
    if report.fails(for: result) { throw ExitCode(1) }
  }

  private func open() throws -> LiveReader {
    do {
      let capture = try LiveCapture(captureSettings)
      if let warning = capture.warning { Console.warn(warning) }
      try Privileges.drop(to: user)
      return LiveReader(capture, now: CurrentTime.now)
    } catch let error as CaptureError {
      throw error.commandFailure
    } catch let error as PrivilegeError {
      throw CommandFailure(.software, error.description)
    }
  }

  private var captureSettings: CaptureSettings {
    var settings = CaptureSettings(device: device ?? "")
    settings.snapLength = snapLength
    settings.ringMebibytes = ring
    settings.isPromiscuous = promiscuous
    if let filter { settings.filter = filter }
    return settings
  }

  private static var devices: String {
    CaptureDevice.all.map { device in
      let state = device.isUp ? device.isRunning ? "up" : "up, not connected" : "down"
      let description = device.description.map { ", \($0)" } ?? ""
      return "\(device.name): \(state)\(device.isLoopback ? ", loopback" : "")\(description)\n"
    }.joined()
  }
}

/// A number with the unit of time behind it.
struct ListeningTime: ExpressibleByArgument {
  let duration: Duration

  init?(argument: String) {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = argument.last.flatMap({ units[$0] }),
      let number = Int64(argument.dropLast()), (1...1_000_000).contains(number)
    else { return nil }
    duration = .seconds(number * unit)
  }
}

extension CaptureError {
  fileprivate var commandFailure: CommandFailure {
    switch self {
    case .setting, .filter: CommandFailure(.configuration, description)
    case .noSuchDevice: CommandFailure(.noInput, description)
    case .notPermitted: CommandFailure(.notPermitted, description)
    case .deviceDown, .deviceGone, .system: CommandFailure(.inputOutput, description)
    }
  }
}
