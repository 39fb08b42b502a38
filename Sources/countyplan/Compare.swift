import Analysis
import ArgumentParser
import Charts
import Diagnostics
import Dispatch
import PlainText
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "比较两个或更多情景：改动、差值、原因 · compare scenarios",
    discussion: """
      countyplan compare scenarios/status-quo.yaml scenarios/plan.yaml
      countyplan compare scenarios/plan.yaml scenarios/conversion-first.yaml --draws 200 --format markdown
      countyplan compare a.yaml b.yaml --fail-if 'unmet@2035>800' --fail-if 'delta:invest@2025.p90>0'

      第一个情景是参照。--fail-if 的写法：[delta:]指标@年份[.统计量] 比较 数，统计量为 mean、p10 … p97_5；条件成立时退出码为 1。
      """)

  @OptionGroup var selection: ScenarioOptions

  @Option(name: .long, help: "Form of the result on standard output: terminal, markdown, csv or json.")
  var format = Format.terminal

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Also writes tables, charts and a report to compare/<a>__<b> in this folder.", valueName: "folder"))
  var out: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Exit code 1 when a condition holds for any scenario.", valueName: "condition"))
  var failIf: [String] = []

  @Flag(name: .long, help: "Without the attribution of differences to single changes.")
  var noAttribution = false

  @OptionGroup var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case terminal
    case markdown
    case csv
    case json
  }

  /// Futures behind an attribution; each change is a run of its own.
  static let attributionDraws = 100

  func validate() throws {
    guard out != "" else { throw ValidationError("--out needs a folder") }
    for text in failIf { _ = try condition(text) }
  }

  func run() throws {
    let sources = Signals.listen()
    defer { for source in sources { source.cancel() } }
    try common.reporting {
      let inputs = try selection.load()
      guard inputs.count > 1 else { throw ValidationError("compare needs at least two scenarios") }
      common.warn(inputs.flatMap(\.warnings))
      let publication = try compare(inputs)
      switch common.json ? .json : format {
      case .terminal: Console.out(ComparisonText(publication, usesColour: common.usesColourOut).text())
      case .markdown: Console.out(publication.markdown())
      case .csv: Console.out(String(decoding: try publication.table().csv(), as: UTF8.self))
      case .json: Console.out(publication.json())
      }
      if let out {
        let folder = "\(out)/compare/\(publication.id)"
        try AtomicDirectory.write(try publication.files(titleMode: .inside), to: folder) { Signals.isCancelled }
        if !common.quiet { Console.error("已写出 \(folder)/compare.md\n") }
      }
      try check(publication.comparison)
    }
  }

  private func compare(_ inputs: [Inputs.Loaded]) throws -> ComparisonPublication {
    let runs = try inputs.map { try CountyRun(county: $0.county, scenario: $0.scenario) }
    let draws = inputs.map(\.scenario.ensemble.draws).max() ?? 0
    let seed = inputs[0].scenario.ensemble.seed
    let progress = Progress("compare", total: draws * runs.count, isQuiet: common.quiet)
    defer { progress.finish() }
    let comparison = try Comparison(
      runs, draws: draws, seed: seed, jobs: selection.jobs, isCancelled: { Signals.isCancelled },
      progress: { progress.step() })
    progress.finish()
    let changes = inputs.dropFirst().map { other in
      inputs[0].document.changes(to: other.document).map { change in
        ChangedInput(
          path: change.path, before: change.before ?? Compare.default(change.path, inputs[0].county),
          after: change.after ?? Compare.default(change.path, other.county),
          beforeOrigin: change.beforeOrigin.map { "\($0.file):\($0.line)" },
          afterOrigin: change.afterOrigin.map { "\($0.file):\($0.line)" })
      }
    }
    var attributions: [Attribution?] = []
    for index in inputs.indices.dropFirst() {
      attributions.append(
        noAttribution ? nil : try attribution(inputs[0], inputs[index], runs[0], runs[index], draws: draws, seed: seed))
    }
    return ComparisonPublication(comparison, changes: Array(changes), attributions: attributions)
  }

  /// What the county's data says of a path that a scenario leaves alone.
  private static func `default`(_ path: String, _ county: County) -> String? {
    county.parameters.first { $0.path == path }.flatMap { NumberFormat.machine($0.value, decimals: 6) }
  }

  /// Each change alone in the reference. Changes that are impossible alone (a delay of a project that only the other
  /// scenario builds) are made together.
  private func attribution(
    _ reference: Inputs.Loaded, _ other: Inputs.Loaded, _ from: CountyRun, _ to: CountyRun, draws: Int, seed: UInt64
  ) throws -> Attribution? {
    let paths = reference.document.changes(to: other.document).map(\.path)
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
    return try Attribution(
      reference: from, other: to, changes: steps, draws: min(draws, Compare.attributionDraws), seed: seed,
      jobs: selection.jobs, isCancelled: { Signals.isCancelled })
  }

  private func condition(_ text: String) throws -> FailCondition {
    do throws(FailCondition.Problem) {
      return try FailCondition(text) { PlainNumber.value($0) }
    } catch {
      let reason =
        switch error {
        case .syntax: "write it as [delta:]measure@year[.statistic]>number"
        case .unknownMeasure(let name):
          "no measure “\(name)”" + Compare.suggestion(name, Measure.allCases.map(\.rawValue))
        case .unknownStatistic(let name): "no statistic “\(name)”" + Compare.suggestion(name, Summary.names)
        case .notANumber(let text): "“\(text)” is no number"
        }
      throw ValidationError("--fail-if '\(text)': \(reason)")
    }
  }

  private static func suggestion(_ word: String, _ words: [String]) -> String {
    SpellingSuggestion.nearest(to: word, among: words).first.map { "; did you mean “\($0)”?" } ?? ""
  }

  private func check(_ comparison: Comparison) throws {
    var failed = false
    for text in failIf {
      let condition = try condition(text)
      guard comparison.row(condition.measure, condition.year) != nil else {
        throw ValidationError("--fail-if '\(text)': no value of \(condition.measure.rawValue) in \(condition.year)")
      }
      for failure in condition.failures(comparison) {
        failed = true
        let value = NumberFormat.machine(failure.value, decimals: 6) ?? ""
        Console.error("条件成立：\(text)（\(comparison.runs[failure.scenario].scenario.id)：\(value)）\n")
      }
    }
    if failed { throw ExitCode(ExitStatus.checkFailed.rawValue) }
  }
}
