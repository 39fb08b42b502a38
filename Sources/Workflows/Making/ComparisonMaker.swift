internal import Analysis
internal import Diagnostics
public import Language
internal import PlainText
internal import PlanningModel
public import Publishing
internal import ScenarioFiles
internal import Simulation

/// Makes a comparison of loaded scenarios: for the command, and again to verify what it wrote.
public struct ComparisonMaker: Sendable {
  private let conduct: Conduct
  private let attributes: Bool
  private let wording: Wording

  /// - Parameter attributes: With the attribution of differences to single changes.
  public init(_ conduct: Conduct, attributes: Bool, wording: Wording) {
    self.conduct = conduct
    self.attributes = attributes
    self.wording = wording
  }

  /// Futures behind an attribution; each change is a run of its own.
  private static let attributionDraws = 100

  /// - Parameter inputs: Two scenarios at least; the first is the reference.
  /// - Throws: `SimulationError`, or `DiagnosticReport` for scenarios of different counties.
  public func publication(_ inputs: [LoadedScenario]) throws -> ComparisonPublication {
    try Self.requireOneCounty(inputs)
    let runs = try inputs.map { try $0.run() }
    let draws = inputs.map(\.scenario.ensemble.draws).max() ?? 0
    let seed = inputs[0].scenario.ensemble.seed
    let stage = conduct.begins("compare", draws * runs.count)
    defer { stage.finish() }
    let comparison = try Comparison(
      runs, draws: draws, seed: seed, jobs: conduct.jobs, isCancelled: conduct.isCancelled, progress: stage.step)
    stage.finish()
    let changes = zip(inputs, runs).dropFirst().map { other, run in
      inputs[0].document.changes(to: other.document).map { change in
        ChangedInput(
          path: change.path, before: change.before ?? Self.default(change.path, inputs[0].county),
          after: change.after ?? Self.default(change.path, other.county),
          beforeOrigin: change.beforeOrigin.map { Self.origin($0, runs[0]) },
          afterOrigin: change.afterOrigin.map { Self.origin($0, run) })
      }
    }
    var attributions: [Attribution?] = []
    for index in inputs.indices.dropFirst() {
      attributions.append(
        attributes ? try attribution(inputs[0], inputs[index], runs[0], runs[index], draws: draws, seed: seed) : nil)
    }
    return ComparisonPublication(comparison, changes: Array(changes), attributions: attributions, wording: wording)
  }

  /// Differences between two counties are no effect of a plan. Two data packages of one county are lawful.
  private static func requireOneCounty(_ inputs: [LoadedScenario]) throws {
    let first = inputs[0]
    let others = inputs.filter { $0.county.code != first.county.code }
    guard !others.isEmpty else { return }
    func place(_ input: LoadedScenario) -> (range: SourceRange, line: String) {
      let setting = input.document.setting("data")
      let origin = setting?.origin ?? Origin(file: input.document.file, line: 1)
      return (
        SourceRange(
          file: origin.file, line: origin.line, column: setting?.column ?? 1,
          length: setting?.value.unicodeScalars.count ?? 1),
        input.workspace.line(origin)
      )
    }
    let reference = place(first)
    throw DiagnosticReport(
      others.map { other in
        let (range, line) = place(other)
        return Diagnostic(
          code: ScenarioCode.differentCounties.rawValue,
          message:
            "\(other.scenario.id) 属于\(other.county.nameZh)（\(other.county.code)），参照 \(first.scenario.id) 属于\(first.county.nameZh)（\(first.county.code)），不能比较",
          range: range, path: "data", help: "比较同一个县的情景", sourceLine: line,
          related: [Diagnostic.Related(message: "参照的县在这里", range: reference.range, sourceLine: reference.line)])
      })
  }

  /// A place as outputs show it: the same wherever the project lies.
  private static func origin(_ range: SourceRange, _ run: CountyRun) -> String {
    ShownPaths(run).shown(Origin(file: range.file, line: range.line))
  }

  /// What the county's data says of a path that a scenario leaves alone.
  private static func `default`(_ path: String, _ county: County) -> String? {
    county.parameters.first { $0.path == path }.flatMap { NumberFormat.machine($0.value, decimals: 6) }
  }

  /// Each change alone in the reference. Changes that are impossible alone (a delay of a project that only the other
  /// scenario builds) are made together.
  private func attribution(
    _ reference: LoadedScenario, _ other: LoadedScenario, _ from: CountyRun, _ to: CountyRun, draws: Int, seed: UInt64
  ) throws -> Attribution? {
    // A target is a yardstick and moves nothing.
    let paths = reference.document.changes(to: other.document).map(\.path).filter { $0 != "targets" }
    // Another county or another period is another question, not a change inside one.
    guard !paths.isEmpty, !paths.contains(where: { $0 == "data" || $0.hasPrefix("horizon") }) else { return nil }
    func changed(_ paths: [String]) -> CountyRun? {
      guard let draft = try? ScenarioReader().draft(reference.document.adopting(paths, of: other.document)),
        let resolved = try? ScenarioReader().resolve(draft, in: reference.county)
      else { return nil }
      return try? CountyRun(county: reference.county, scenario: resolved.scenario)
    }
    var steps: [(paths: [String], run: CountyRun)] = []
    var together: [String] = []
    for path in paths {
      if let run = changed([path]) { steps.append(([path], run)) } else { together.append(path) }
    }
    if !together.isEmpty {
      // What they need is most often the set of projects: it joins them.
      let joined = together + paths.filter { $0.hasPrefix("portfolio.") && !together.contains($0) }
      let group = changed(together).map { (together, $0) } ?? changed(joined).map { (joined, $0) }
      guard let group else { return nil }
      steps.removeAll { step in step.paths.allSatisfy { group.0.contains($0) } }
      steps.append(group)
    }
    let groups = steps.map(\.paths)
    return try Attribution(
      reference: from, other: to, changes: steps, draws: min(draws, Self.attributionDraws), seed: seed,
      jobs: conduct.jobs,
      together: { changed(groups[$0] + groups[$1]) }, isCancelled: conduct.isCancelled)
  }
}
