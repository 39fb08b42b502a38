import Analysis
import ArgumentParser
import CountyData
import Diagnostics
import Language
import PlainText
import PlanningModel
import Publishing
import Workflows

/// Conditions and scenario files in any order, as `probability` and `when` take them.
struct QuestionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "情景文件，以及写在引号里的条件，先后不拘；条件的写法见上。",
      valueName: "scenario.yaml|condition"))
  var words: [String] = []

  @Flag(name: .long, help: "列出条件里可写的指标和地点。")
  var list = false

  @OptionGroup var ensemble: EnsembleOptions

  /// Futures where neither the scenario nor the command line tells how many.
  static let usualDraws = 1000

  var conditions: [String] { words.filter(Self.isCondition) }
  var scenarios: [String] { words.filter { !Self.isCondition($0) } }

  private static func isCondition(_ word: String) -> Bool {
    word.contains { "<>＜＞≤≥《》".contains($0) } || Measure(rawValue: word) != nil
      || word.contains { "@[＠［【".contains($0) } && !word.hasSuffix(".yaml")
  }

  func validate() throws {
    guard !list else { return }
    guard !scenarios.isEmpty else { throw Usage.error(.missing, "缺少情景文件", help: "如 scenarios/plan.yaml") }
    guard !conditions.isEmpty else {
      throw Usage.error(
        .missing, "缺少条件", help: "条件写在引号里，如 'unmet[city]>300'（when 不写年份，probability 写 @2030）；--list 列出指标和地点")
    }
  }

  /// The scenarios, each with its conditions as questions to its county; all that is wrong with the conditions is told first
  /// of their form, before a file is read, then of their places.
  ///
  /// - Parameters:
  ///   - form: How a condition is written here.
  ///   - check: What its form must be besides.
  /// - Throws: ``UsageReport``, `DiagnosticReport` or `InputMissing`.
  func questions<Question>(
    form: String, _ common: CommonOptions, check: (Condition) throws(Condition.Problem) -> Void,
    make: (Condition, County) throws(Condition.Problem) -> Question
  ) throws -> [(input: LoadedScenario, questions: [Question])] {
    var first = ConditionReader(form: form)
    for (index, text) in conditions.enumerated() { _ = first.read(text, number: index + 1, check) }
    try first.finish()
    let inputs = try load()
    var second = ConditionReader(form: form)
    let questions = inputs.map { input in
      conditions.enumerated().compactMap { index, text in
        second.read(
          text, number: index + 1, { (condition) throws(Condition.Problem) in try make(condition, input.county) },
          places: MeasuredPlace.names(input.county))
      }
    }
    try second.finish(inputs.map(\.county))
    common.warn(inputs.flatMap(\.warnings))
    return Array(zip(inputs, questions)).map { ($0, $1) }
  }

  /// - Throws: `DiagnosticReport` or `InputMissing`.
  func load() throws -> [LoadedScenario] { try Workspace().load(scenarios, assignments: ensemble.assignments) }

  /// The list of `--list`: places of the scenarios' counties, or of the only county when no scenario is given.
  ///
  /// - Throws: `DiagnosticReport` or `InputMissing`.
  func listing(asJSON: Bool, _ wording: Wording) throws -> String {
    var counties: [County] = []
    if scenarios.isEmpty {
      let folders = try Workspace().counties()
      if folders.count == 1 { counties = [try CountyLoader.load(folder: folders[0])] }
    } else {
      for input in try load() where !counties.contains(where: { $0.code == input.county.code }) {
        counties.append(input.county)
      }
    }
    return asJSON ? ConditionWords.json(counties) : ConditionWords.listing(counties, wording)
  }
}

/// Reads conditions and tells all that is wrong with them at once, each with its place.
struct ConditionReader {
  /// What the places of problems call the conditions: an option's name, or `条件`.
  let source: String
  /// How a condition is written here.
  let form: String
  private var problems: [Diagnostic] = []
  private var listsMeasures = false
  private var listsPlaces = false

  init(source: String = "条件", form: String) {
    self.source = source
    self.form = form
  }

  /// The condition of a text, checked by `use`; `nil` when something is wrong with it.
  mutating func read<Result>(
    _ text: String, number: Int, _ use: (Condition) throws(Condition.Problem) -> Result, places: [String] = []
  ) -> Result? {
    do throws(Condition.Problem) {
      return try use(try Condition(text) { PlainNumber.value($0) })
    } catch {
      switch error {
      case .unknownMeasure: listsMeasures = true
      case .unknownPlace, .ambiguousPlace: listsPlaces = true
      default: break
      }
      let problem = Diagnostic(
        code: ConditionWords.code(error).rawValue, message: ConditionWords.message(error),
        range: place(error, in: text, number), help: ConditionWords.help(error, form: form, places: places),
        sourceLine: text)
      if !problems.contains(problem) { problems.append(problem) }
      return nil
    }
  }

  /// A year in which the measure of a condition has no value.
  mutating func hasNoValue(_ condition: Condition, number: Int, horizon: Horizon) {
    let year = condition.year.map { "\($0)年" } ?? "\(horizon.start)—\(horizon.end)年"
    problems.append(
      Diagnostic(
        code: UsageCode.noValue.rawValue,
        message: "\(year)没有“\(Wording.chinese.name(condition.measure))”的数",
        range: range(of: condition.year.map { "@\($0)" } ?? condition.measure.rawValue, in: condition.text, number),
        help: "时段为\(horizon.start)—\(horizon.end)年，出生、死亡等流量没有基期年的数", sourceLine: condition.text))
  }

  private func place(_ problem: Condition.Problem, in text: String, _ number: Int) -> SourceRange {
    switch problem {
    case .syntax, .noYear: range(of: text, in: text, number)
    case .fullWidth(let sign, _): range(of: String(sign), in: text, number)
    case .unknownMeasure(let part), .unknownStatistic(let part), .notANumber(let part), .impossible(_, let part),
      .unknownPlace(let part),
      .ambiguousPlace(let part, _), .notHere(let part):
      range(of: part, in: text, number)
    case .countyOnly(let measure): range(of: measure.rawValue, in: text, number)
    }
  }

  private func range(of part: String, in text: String, _ number: Int) -> SourceRange {
    let scalars = text.unicodeScalars
    guard !part.isEmpty, let found = text.range(of: part) else {
      return SourceRange(file: source, line: number, column: max(1, scalars.count))
    }
    return SourceRange(
      file: source, line: number, column: scalars.distance(from: scalars.startIndex, to: found.lowerBound) + 1,
      length: part.unicodeScalars.count)
  }

  /// - Parameter county: Whose places are listed beside an unknown one.
  /// - Throws: ``UsageReport`` when anything was wrong.
  func finish(_ counties: [County] = []) throws {
    guard !problems.isEmpty else { return }
    throw UsageReport(
      diagnostics: problems,
      choices: (listsMeasures ? ConditionWords.measures() : "")
        + (listsPlaces ? counties.prefix(1).map { ConditionWords.places($0, limit: 60) }.joined() : ""))
  }
}

extension String {
  /// Where a part first stands.
  fileprivate func range(of part: String) -> Range<Index>? { firstRange(of: part) }
}
