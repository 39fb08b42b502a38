internal import Analysis
public import Language
internal import PlanningModel
public import Publishing
internal import Simulation

/// Makes a backtest of a loaded scenario: for the command, and again to verify what it wrote.
public struct BacktestMaker: Sendable {
  private let conduct: Conduct
  private let wording: Wording

  /// Futures where neither the request nor the scenario says how many.
  public static let usualDraws = 1000

  public init(_ conduct: Conduct, wording: Wording) {
    self.conduct = conduct
    self.wording = wording
  }

  /// - Parameter draws: Futures as laid over the scenario; `nil` where it is asked itself.
  /// - Throws: `SimulationError`.
  public func publication(_ input: LoadedScenario, draws: Int?) throws -> BacktestPublication {
    let asked = input.scenario.ensemble.draws
    return BacktestPublication(
      try Backtest(
        try input.run(), draws: draws ?? (asked > 0 ? asked : Self.usualDraws), seed: input.scenario.ensemble.seed,
        jobs: conduct.jobs, isCancelled: conduct.isCancelled),
      wording: wording)
  }
}
