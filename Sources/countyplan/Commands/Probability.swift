import Analysis
import ArgumentParser
import Ensembles
import Language
import PlainText
import PlanningModel
import Publishing
import Simulation
import Workflows

struct Probability: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "一个情景越过某条界线的概率 · the probability that a measure crosses a line",
    discussion: """
      countyplan probability scenarios/plan.yaml 'pop80@2030>45000' --draws 1000
      countyplan probability scenarios/plan-uncertain.yaml 'unmet[city]@2030>300' 'deaths@2035>=11000' --json
      countyplan probability --list

      条件的写法：指标[片区或乡镇]@年份 比较 数；地点写编号或名称，不写即全县；可写几个条件、几个情景。片区和乡镇有人口、出生、死亡、失能、
      需求、床位和未满足需求等指标。概率是抽样中条件成立的占比，±后为抽样误差（标准误）。情景没有写抽样次数时抽1000次。
      """)

  @OptionGroup var question: QuestionOptions

  @OptionGroup var language: LanguageOptions
  @OptionGroup var common: CommonOptions

  private static let form = "指标[地点]@年份>数，如 'unmet[city]@2030>300'"

  func validate() throws {
    guard question.ensemble.draws != 0 || question.list else {
      throw Usage.error(.badValue, "概率要靠抽样，--draws 不能是 0", help: "--draws 为 1 到 10000；只看中心情形用 when --draws 0")
    }
  }

  func run() throws {
    Signals.listen()
    try common.reporting {
      if question.list { return Console.out(try question.listing(asJSON: common.json, language.wording)) }
      let asked = try question.questions(
        form: Self.form, common,
        check: { (condition) throws(Condition.Problem) in
          guard condition.year != nil else { throw .noYear }
        }, make: { (condition, county) throws(Condition.Problem) in try Threshold(condition, in: county) })
      var reader = ConditionReader(form: Self.form)
      var objects: [JSONText] = []
      for (input, thresholds) in asked {
        let run = try CountyRun(county: input.county, scenario: input.scenario)
        let asked = input.scenario.ensemble
        let draws = asked.draws > 0 ? asked.draws : QuestionOptions.usualDraws
        for (index, threshold) in thresholds.enumerated() where input.scenario.horizon.index(of: threshold.year) == nil
        {
          reader.hasNoValue(threshold.condition, number: index + 1, horizon: input.scenario.horizon)
        }
        try reader.finish()
        let progress = Progress(input.scenario.id, total: draws, isQuiet: common.quiet, wording: language.wording)
        defer { progress.finish() }
        let found = try ThresholdProbability.all(
          thresholds, of: run, draws: draws, seed: asked.seed, jobs: question.ensemble.jobs,
          isCancelled: { Signals.isCancelled }, progress: { progress.step() })
        progress.finish()
        for (index, result) in found.enumerated() where result == nil {
          reader.hasNoValue(thresholds[index].condition, number: index + 1, horizon: input.scenario.horizon)
        }
        try reader.finish()
        let results = found.compactMap(\.self)
        if let first = results.first { common.note(first.moved, draws: draws, language.wording) }
        if common.json {
          objects += results.map { Probability.json($0, run) }
        } else {
          common.show(Probability.text(results, run, draws, language.wording))
        }
      }
      if common.json { Console.out(JSONText.array(objects).rendered()) }
    }
  }

  // MARK: - Words

  private static func text(
    _ results: [ThresholdProbability], _ run: CountyRun, _ draws: Int, _ w: Wording
  ) -> String {
    var lines = [
      w.say(
        .probabilityHead, w.name(run.county), run.scenario.titleZh, "\(draws)", "\(run.scenario.ensemble.seed)")
        + (w.conditioned(run).isEmpty ? "" : w.say(.semicolon) + w.conditioned(run)), "",
    ]
    for result in results {
      let condition = result.threshold.condition
      let measure = condition.measure
      let one = 1 / Double(result.draws)
      let probability =
        if result.draws <= Wording.fewDraws {
          w.share(result.share, draws: result.draws)
        } else if !result.isOneSided {
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
            .probabilityValues, w.name(result.threshold.place, in: run.county), "\(result.threshold.year)",
            w.name(measure),
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
        ("measure", .string(condition.measure.rawValue)), ("year", .integer(result.threshold.year.value)),
        ("geo_code", .string(result.threshold.place.placeCode)), ("geo_name", .string(result.threshold.place.placeZh)),
        ("unit", .string(condition.measure.unit)), ("bound", .number(condition.bound, decimals: 6)),
        ("draws", .integer(result.draws)), ("seed", .unsigned(run.scenario.ensemble.seed)),
        ("probability", .number(result.share, decimals: 6)),
        ("standard_error", .number(result.standardError, decimals: 6)), ("outside_all_draws", side),
        ("central", .number(result.central, decimals: 6)), ("smallest", .number(result.smallest, decimals: 6)),
        ("largest", .number(result.largest, decimals: 6)),
      ] + zip(Summary.names, result.summary.all).map { ($0, .number($1, 6)) })
  }
}
