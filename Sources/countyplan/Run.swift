import Analysis
import ArgumentParser
import Charts
import Dispatch
import Facilities
import PlainText
import PlanningModel
import Publishing
import Simulation

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "推算情景，写出表、图和报告 · run scenarios",
    discussion: "例：countyplan run scenarios/plan.yaml --out notebooks-out")

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "scenario.yaml"))
  var scenarios: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Output folder; each scenario gets a folder of its own in it.", valueName: "folder"))
  var out = "notebooks-out"

  @Option(name: .shortAndLong, help: ArgumentHelp("Threads; the output does not depend on it.", valueName: "n"))
  var jobs = 2

  @Option(name: .long, help: "Titles inside the charts or none (documents carry them as captions).")
  var titles = TitleOption.inside

  @OptionGroup var common: CommonOptions

  enum TitleOption: String, ExpressibleByArgument, CaseIterable {
    case inside
    case none
  }

  func validate() throws {
    guard !scenarios.isEmpty else { throw ValidationError("at least one scenario file is needed") }
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs is 1 to 256") }
    guard !out.isEmpty else { throw ValidationError("--out needs a folder") }
  }

  func run() throws {
    let sources = Signals.listen()
    defer { for source in sources { source.cancel() } }
    try common.reporting {
      var results: [JSONText] = []
      for (scenario, county) in try Inputs.load(scenarios) {
        let publication = try Publication(try CountyRun(county: county, scenario: scenario), jobs: jobs)
        let mode: ChartFrame.TitleMode = titles == .inside ? .inside : .none
        let files = try Publisher.files(publication, titleMode: mode, jobs: jobs)
        let folder = (out.count > 1 && out.hasSuffix("/") ? String(out.dropLast()) : out) + "/" + scenario.id
        try AtomicDirectory.write(files, to: folder) { Signals.isCancelled }
        results.append(Headlines.json(publication, folder: folder))
        if !common.json { Console.out(Headlines.text(publication, folder: folder)) }
      }
      if common.json { Console.out(JSONText.array(results).rendered()) }
    }
  }
}
