import Analysis
import Charts
import Diagnostics
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation

/// What a manifest says was done, done again: every file of the folder, the manifest among them.
struct Recomputation {
  let output: OutputFolder
  /// Folder that holds scenarios and data.
  let project: String
  let jobs: Int
  let quiet: Bool

  /// Why the manifest cannot be followed; the message says it to a reader.
  struct Impossible: Error {
    let reason: String
  }

  private var titleMode: ChartFrame.TitleMode { output.manifest.titles == "none" ? .none : .inside }

  /// - Throws: ``Impossible``, `DiagnosticReport` or `InputMissing` for what the manifest or its inputs do not allow; errors
  ///   of the simulation.
  func files() throws -> [OutputFile] {
    switch output.manifest.kind ?? "run" {
    case "run":
      let input = try output.reload(project: project)
      let progress = Progress(input.scenario.id, total: input.scenario.ensemble.draws, isQuiet: quiet)
      defer { progress.finish() }
      let publication = try Publication(
        try CountyRun(county: input.county, scenario: input.scenario), jobs: jobs,
        isCancelled: { Signals.isCancelled }, progress: { progress.step(passes: $0) })
      return try Publisher.files(publication, titleMode: titleMode, jobs: jobs)
    case "compare":
      let inputs = try load()
      guard inputs.count > 1 else { throw Impossible(reason: "清单只写了一个情景，不成比较") }
      return try ComparisonMaker(jobs: jobs, attributes: output.manifest.attribution ?? true, quiet: quiet)
        .publication(inputs).files(titleMode: titleMode)
    case "sweep":
      let inputs = try load()
      guard inputs.allSatisfy({ $0.document.sweepChild != nil }) else {
        throw Impossible(reason: "清单写的情景没有扫描")
      }
      return try SweepMaker(jobs: jobs, quiet: quiet).publication(inputs).files(titleMode: titleMode)
    case "backtest":
      guard let input = try load().first else { throw Impossible(reason: "清单没有写明情景文件") }
      return try BacktestMaker(jobs: jobs).publication(
        input, draws: output.manifest.draws ?? 0, wording: output.manifest.lang == "en" ? .english : .chinese
      ).files()
    case let other: throw Impossible(reason: "清单的 kind “\(other)” 不是 run、compare、sweep 或 backtest")
    }
  }

  private func load() throws -> [Inputs.Loaded] {
    guard !output.files.isEmpty else { throw Impossible(reason: "清单没有写明情景文件") }
    let paths = try output.files.map { file in
      guard let path = OutputFolder.path(file, in: project) else {
        throw Impossible(reason: "清单中的情景文件 \(file) 不在项目文件夹内")
      }
      return path
    }
    return try Inputs.load(paths, assignments: output.manifest.set ?? [])
  }
}
