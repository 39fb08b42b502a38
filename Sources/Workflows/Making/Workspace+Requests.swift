internal import Language
internal import PlanningModel
public import Publishing
internal import ScenarioFiles
internal import Simulation

/// A request that its scenarios do not allow.
public enum ImpossibleRequest: Error, Sendable, Hashable {
  case noScenario
  /// A comparison of one scenario.
  case noComparison
  /// A sweep of a file that has none.
  case noSweep
  /// One scenario was asked for, and the file gives several.
  case severalScenarios
  /// The sweep has no child of this number any more.
  case noChild(Int, file: String)
}

extension Workspace {
  /// The scenarios of a request, each with its county.
  ///
  /// - Throws: `DiagnosticReport` or `InputUnreadable` for what is wrong with files; ``ImpossibleRequest``.
  public func load(_ request: Request) throws -> [LoadedScenario] {
    guard !request.scenarios.isEmpty else { throw ImpossibleRequest.noScenario }
    let inputs = try load(request.scenarios, assignments: request.assignments)
    switch request.work {
    case .run(let child):
      let wanted = inputs.filter { $0.document.sweepChild == child }
      if let child, wanted.isEmpty { throw ImpossibleRequest.noChild(child, file: request.scenarios[0]) }
      guard wanted.count == 1 else { throw ImpossibleRequest.severalScenarios }
      return wanted
    case .compare: guard inputs.count > 1 else { throw ImpossibleRequest.noComparison }
    case .sweep:
      guard inputs.allSatisfy({ $0.document.sweepChild != nil }) else { throw ImpossibleRequest.noSweep }
    case .backtest: guard inputs.count == 1 else { throw ImpossibleRequest.severalScenarios }
    }
    return inputs
  }

  /// What was asked for, done: everything that its folder is to hold.
  ///
  /// - Parameter scratch: An existing folder for drawn numbers that memory does not hold; that of the system by default.
  /// - Throws: As ``load(_:)``; errors of the simulation.
  public func package(
    _ request: Request, _ conduct: Conduct = Conduct(), scratch: String? = nil
  ) throws -> OutputPackage {
    let inputs = try load(request)
    let wording = Wording(language: request.language)
    switch request.work {
    case .run:
      return try RunMaker(conduct, wording: wording, scratch: scratch).publication(try inputs[0].run())
        .package(request, jobs: conduct.jobs)
    case .compare(let attribution):
      return try ComparisonMaker(conduct, attributes: attribution, wording: wording).publication(inputs)
        .package(request)
    case .sweep: return try SweepMaker(conduct, wording: wording).publication(inputs).package(request)
    case .backtest:
      return try BacktestMaker(conduct, wording: wording).publication(inputs[0], draws: request.draws)
        .package(request)
    }
  }
}
