import Analysis
import ArgumentParser
import Diagnostics
import PlainText
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation

struct Probability: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "一个情景越过某条界线的概率 · the probability that a measure crosses a line",
    discussion: """
      countyplan probability scenarios/plan.yaml 'pop80@2030>45000' --draws 1000
      countyplan probability scenarios/plan-uncertain.yaml 'unmet[city]@2030>300' 'deaths@2035>=11000' --json

      条件的写法：指标[片区或乡镇]@年份 比较 数；地点写编号或名称，不写即全县。片区和乡镇有人口、出生、死亡、失能、
      需求、床位和未满足需求等指标。概率是抽样中条件成立的占比，±后为抽样误差（标准误）。情景没有写抽样次数时抽1000次。
      """)

  @Argument(help: ArgumentHelp("Scenario file.", valueName: "scenario.yaml"))
  var scenario: String

  @Argument(help: ArgumentHelp("Conditions, such as 'pop80@2030>45000'.", valueName: "condition"))
  var conditions: [String]

  @OptionGroup var ensemble: EnsembleOptions

  @OptionGroup var common: CommonOptions

  /// Futures where neither the scenario nor the command line tells how many.
  private static let usualDraws = 1000

  func validate() throws {
    guard !conditions.isEmpty else { throw ValidationError("at least one condition is needed: 'pop80@2030>45000'") }
    guard ensemble.draws != 0 else { throw ValidationError("a probability needs draws: --draws is 1 to 10000") }
    for text in conditions { _ = try condition(text) }
  }

  func run() throws {
    Signals.listen()
    try common.reporting {
      let inputs = try Inputs.load([scenario], assignments: ensemble.assignments)
      common.warn(inputs.flatMap(\.warnings))
      var objects: [JSONText] = []
      for input in inputs {
        let thresholds = try conditions.map { try threshold($0, input.county) }
        let run = try CountyRun(county: input.county, scenario: input.scenario)
        let asked = input.scenario.ensemble
        let draws = asked.draws > 0 ? asked.draws : Probability.usualDraws
        let progress = Progress(input.scenario.id, total: draws, isQuiet: common.quiet)
        defer { progress.finish() }
        let found = try ThresholdProbability.all(
          thresholds, of: run, draws: draws, seed: asked.seed, jobs: ensemble.jobs,
          isCancelled: { Signals.isCancelled }, progress: { progress.step() })
        progress.finish()
        let results = try zip(thresholds, found).map { threshold, result in
          guard let result else {
            throw ValidationError(
              "'\(threshold.condition.text)': no value of \(threshold.condition.measure.rawValue) in \(threshold.condition.year)"
            )
          }
          return result
        }
        if let first = results.first { common.note(first.moved, draws: draws) }
        if common.json {
          objects += results.map { Probability.json($0, run) }
        } else {
          Console.out(Probability.text(results, run, draws))
        }
      }
      if common.json { Console.out(JSONText.array(objects).rendered()) }
    }
  }

  private func condition(_ text: String) throws -> Condition {
    do throws(Condition.Problem) {
      return try Condition(text) { PlainNumber.value($0) }
    } catch { throw ConditionWords.error(text, error, form: "measure[place]@year>number") }
  }

  private func threshold(_ text: String, _ county: County) throws -> Threshold {
    let condition = try condition(text)
    do throws(Condition.Problem) {
      return try Threshold(condition, in: county)
    } catch {
      throw ConditionWords.error(text, error, form: "measure[place]@year>number", places: Threshold.names(county))
    }
  }

  // MARK: - Words

  private static func text(_ results: [ThresholdProbability], _ run: CountyRun, _ draws: Int) -> String {
    let w = Wording.chinese
    var lines = [
      w.say(
        .probabilityHead, run.county.nameZh, run.scenario.titleZh, "\(draws)", "\(run.scenario.ensemble.seed)"), "",
    ]
    for result in results {
      let condition = result.threshold.condition
      let measure = condition.measure
      let one = 1 / Double(result.draws)
      let probability =
        if !result.isOneSided {
          w.say(.probabilityShare, percent(result.share, one), percent(result.standardError, one))
        } else if result.count == 0 {
          w.say(.probabilityNever, percent(one, one))
        } else {
          w.say(.probabilityAlways, percent(1 - one, one))
        }
      lines.append("\(condition.text)  \(probability)")
      let summary = result.summary
      lines.append(
        "  "
          + w.say(
            .probabilityValues, result.threshold.placeZh, "\(condition.year)", w.name(measure),
            summary.p50.map { w.value(measure, $0) } ?? "—", summary.p10.map { w.bare(measure, $0) } ?? "—",
            summary.p90.map { w.value(measure, $0) } ?? "—", w.value(measure, result.central)))
      if result.isOneSided {
        lines.append(
          "  "
            + w.say(
              .probabilityOutside, "\(result.draws)", w.bare(measure, result.smallest), w.value(measure, result.largest)
            ))
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  /// A share with as many decimals as one future in all needs, one at least.
  private static func percent(_ share: Double, _ one: Double) -> String {
    NumberFormat.percent(share, decimals: one < 0.0005 ? 2 : 1)
  }

  private static func json(_ result: ThresholdProbability, _ run: CountyRun) -> JSONText {
    let condition = result.threshold.condition
    let side: JSONText = result.isOneSided ? .string(result.count == 0 ? "never" : "always") : .null
    return .object(
      [
        ("scenario", .string(run.scenario.id)), ("condition", .string(condition.text)),
        ("measure", .string(condition.measure.rawValue)), ("year", .integer(condition.year.value)),
        ("geo_code", .string(result.threshold.placeCode)), ("geo_name", .string(result.threshold.placeZh)),
        ("unit", .string(condition.measure.unit)), ("bound", .number(condition.bound, decimals: 6)),
        ("draws", .integer(result.draws)), ("seed", .unsigned(run.scenario.ensemble.seed)),
        ("probability", .number(result.share, decimals: 6)),
        ("standard_error", .number(result.standardError, decimals: 6)), ("outside_all_draws", side),
        ("central", .number(result.central, decimals: 6)), ("smallest", .number(result.smallest, decimals: 6)),
        ("largest", .number(result.largest, decimals: 6)),
      ] + zip(Summary.names, result.summary.all).map { ($0, .number($1, 6)) })
  }
}

/// Problems of a condition in words.
enum ConditionWords {
  /// - Parameters:
  ///   - option: The option that the condition was given to.
  ///   - places: Known names of places, for a suggestion.
  static func error(
    _ text: String, _ problem: Condition.Problem, form: String, option: String = "",
    places: [String] = []
  ) -> ValidationError {
    let reason =
      switch problem {
      case .syntax: "write it as \(form)"
      case .unknownMeasure(let name): "no measure “\(name)”" + suggestion(name, Measure.allCases.map(\.rawValue))
      case .unknownStatistic(let name): "no statistic “\(name)”" + suggestion(name, Summary.names)
      case .notANumber(let number): "“\(number)” is no number"
      case .unknownPlace(let name):
        "no township or zone “\(name)”, or more than one of that name; write its code" + suggestion(name, places)
      case .countyOnly(let measure):
        "\(measure.rawValue) is the county's alone; places have "
          + Threshold.local.map(\.rawValue).joined(separator: ", ")
      case .notHere(let part): "“\(part)” has no meaning here; write it as \(form)"
      }
    return ValidationError("\(option)'\(DisplayWidth.printable(text, limit: 80))': \(reason)")
  }

  private static func suggestion(_ word: String, _ words: [String]) -> String {
    SpellingSuggestion.nearest(to: word, among: words).first.map { "; did you mean “\($0)”?" } ?? ""
  }
}
