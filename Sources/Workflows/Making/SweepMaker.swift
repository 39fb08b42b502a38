internal import Analysis
public import Language
internal import PlanningModel
public import Publishing
internal import ScenarioFiles
internal import Simulation

/// Makes the table and charts of the children of a sweep: for the command, and again to verify what it wrote.
public struct SweepMaker: Sendable {
  private let conduct: Conduct
  private let wording: Wording

  public init(_ conduct: Conduct, wording: Wording) {
    self.conduct = conduct
    self.wording = wording
  }

  /// - Parameter inputs: The children of one file, one at least.
  /// - Throws: `SimulationError`.
  public func publication(_ inputs: [LoadedScenario]) throws -> SweepPublication {
    let draws = inputs.map(\.scenario.ensemble.draws).max() ?? 0
    let stage = conduct.begins("sweep", draws * inputs.count)
    defer { stage.finish() }
    let runs = try inputs.map { try $0.run() }
    let comparison = try Comparison(
      runs, draws: draws, seed: inputs[0].scenario.ensemble.seed, jobs: conduct.jobs,
      isCancelled: conduct.isCancelled, progress: stage.step)
    return SweepPublication(
      comparison,
      labels: inputs.map { input in
        input.document.sweepLabels.map { SweepPublication.Label(path: $0.path, value: $0.value) }
      },
      title: inputs[0].document.title, id: Self.id(inputs), wording: wording)
  }

  /// The name of a sweep: that of its file.
  public static func id(_ inputs: [LoadedScenario]) -> String {
    inputs[0].scenario.files.last.map { id(of: $0.path) } ?? ""
  }

  private static func id(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
  }
}
