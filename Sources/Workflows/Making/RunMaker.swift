public import Language
internal import PlanningModel
public import Publishing
public import Simulation

/// Draws the futures of a run and says what they say: for the command, and again to verify what it wrote.
public struct RunMaker: Sendable {
  private let conduct: Conduct
  private let wording: Wording
  private let scratch: String?

  /// - Parameter scratch: An existing folder for drawn numbers that memory does not hold; that of the system by default.
  public init(_ conduct: Conduct, wording: Wording, scratch: String? = nil) {
    self.conduct = conduct
    self.wording = wording
    self.scratch = scratch
  }

  /// - Parameter run: The run at central values.
  /// - Throws: `SimulationError`, or `DrawStoreError` when the temporary file cannot be written or read.
  public func publication(_ run: CountyRun) throws -> Publication {
    let stage = conduct.begins(run.scenario.id, run.scenario.ensemble.draws)
    defer { stage.finish() }
    return try Publication(
      run, wording: wording, jobs: conduct.jobs, scratch: scratch, isCancelled: conduct.isCancelled,
      progress: stage.step)
  }
}
