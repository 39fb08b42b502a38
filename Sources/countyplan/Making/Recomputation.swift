import Analysis
import Charts
import Diagnostics
import Language
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
  /// In which reasons are told; the files are made in the language of the manifest.
  let wording: Wording

  /// Why the manifest cannot be followed; the message says it to a reader.
  struct Impossible: Error {
    let reason: String
  }

  private var titleMode: ChartFrame.TitleMode { output.manifest.titles == "none" ? .none : .inside }

  /// - Throws: ``Impossible``, `DiagnosticReport` or `InputMissing` for what the manifest or its inputs do not allow; errors
  ///   of the simulation.
  func files() throws -> [OutputFile] {
    let written = try language()
    switch output.manifest.kind ?? "run" {
    case "run":
      let input = try output.reload(project: project)
      let progress = Progress(
        input.scenario.id, total: input.scenario.ensemble.draws, isQuiet: quiet, wording: wording)
      defer { progress.finish() }
      let publication = try Publication(
        try CountyRun(county: input.county, scenario: input.scenario), wording: written, jobs: jobs,
        isCancelled: { Signals.isCancelled }, progress: { progress.step() })
      return try Publisher.files(publication, titleMode: titleMode, jobs: jobs)
    case "compare":
      let inputs = try load()
      guard inputs.count > 1 else { throw Impossible(reason: wording.say(.noComparison)) }
      return try ComparisonMaker(
        jobs: jobs, attributes: output.manifest.attribution ?? true, quiet: quiet, wording: written
      )
      .publication(inputs).files(titleMode: titleMode)
    case "sweep":
      let inputs = try load()
      guard inputs.allSatisfy({ $0.document.sweepChild != nil }) else {
        throw Impossible(reason: wording.say(.noSweep))
      }
      return try SweepMaker(jobs: jobs, quiet: quiet, wording: written).publication(inputs).files(titleMode: titleMode)
    case "backtest":
      guard let input = try load().first else { throw Impossible(reason: wording.say(.noScenarioFile)) }
      return try BacktestMaker(jobs: jobs).publication(
        input, draws: output.manifest.draws ?? 0, wording: written
      ).files()
    case let other: throw Impossible(reason: wording.say(.unknownKind, other))
    }
  }

  /// The language of the folder; manifests of old say none and mean Chinese.
  private func language() throws -> Wording {
    let name = output.manifest.lang ?? Wording.Language.zh.rawValue
    guard let language = Wording.Language(rawValue: name) else {
      throw Impossible(reason: wording.say(.unknownLanguage, name))
    }
    return Wording(language: language)
  }

  private func load() throws -> [Inputs.Loaded] {
    guard !output.files.isEmpty else { throw Impossible(reason: wording.say(.noScenarioFile)) }
    let paths = try output.files.map { file in
      guard let path = OutputFolder.path(file, in: project) else {
        throw Impossible(reason: wording.say(.fileOutside, file))
      }
      return path
    }
    return try Inputs.load(paths, assignments: output.manifest.set ?? [])
  }
}
