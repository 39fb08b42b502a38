import Analysis
import Language
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation

/// Makes the table and charts of the children of a sweep: for the command, and again to verify what it wrote.
struct SweepMaker {
  let jobs: Int
  let quiet: Bool
  let wording: Wording

  /// - Throws: `SimulationError`.
  func publication(_ inputs: [Inputs.Loaded]) throws -> SweepPublication {
    let draws = inputs.map(\.scenario.ensemble.draws).max() ?? 0
    let progress = Progress("sweep", total: draws * inputs.count, isQuiet: quiet, wording: wording)
    defer { progress.finish() }
    let runs = try inputs.map { try CountyRun(county: $0.county, scenario: $0.scenario) }
    let comparison = try Comparison(
      runs, draws: draws, seed: inputs[0].scenario.ensemble.seed, jobs: jobs, isCancelled: { Signals.isCancelled },
      progress: { progress.step() })
    return SweepPublication(
      comparison,
      labels: inputs.map { input in
        input.document.sweepLabels.map { SweepPublication.Label(path: $0.path, value: $0.value) }
      },
      title: inputs[0].document.title, id: Self.id(inputs), wording: wording)
  }

  /// The name of a sweep: that of its file.
  static func id(_ inputs: [Inputs.Loaded]) -> String {
    inputs[0].scenario.files.last.map { id(of: $0.path) } ?? ""
  }

  private static func id(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
  }
}
