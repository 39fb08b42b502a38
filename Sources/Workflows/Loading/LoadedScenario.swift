public import Diagnostics
public import PlanningModel
public import ScenarioFiles
public import Simulation

/// A scenario that can be run: checked against its county, with what its files give reason to warn of.
public struct LoadedScenario: Sendable {
  public let document: ScenarioDocument
  public let scenario: Scenario
  public let county: County
  /// What the files themselves give reason to warn of.
  public let warnings: [Diagnostic]
  /// Where it was read.
  public let workspace: Workspace

  /// The run at central values.
  ///
  /// - Throws: `SimulationError`.
  public func run() throws(SimulationError) -> CountyRun { try CountyRun(county: county, scenario: scenario) }

  /// What stops the run although form and county are right; a fault of the program is thrown as it is.
  ///
  /// - Throws: `SimulationError`.
  func impossible() throws -> [Diagnostic] {
    do {
      _ = try run()
      return []
    } catch {
      guard let problem = workspace.diagnostic(error) else { throw error }
      return [problem]
    }
  }

  /// ``warnings`` with the cautions of the results at central values.
  ///
  /// - Throws: `SimulationError`.
  public func allWarnings() throws -> [Diagnostic] { warnings + workspace.cautions(try run()) }
}
