import ArgumentParser
import Diagnostics
import Language
import PlainText
import PlanningModel
import Publishing
import Simulation
import Workflows

struct AttributionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attribution",
    abstract: "人口的不确定性来自哪里 · which source of uncertainty drives the population",
    discussion: """
      countyplan attribution scenarios/plan.yaml
      countyplan attribution scenarios/plan.yaml --draws 1000 --json

      每个来源单独抽一次，再把它去掉抽一次，看末年60岁及以上、80岁及以上和死亡人数的方差各有多少来自它；
      另列死亡水平与残差迁移不能分开的部分。情景没有写抽样次数时取 400 次。
      """)

  @OptionGroup var selection: ScenarioOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var common: CommonOptions

  /// Draws when neither the scenario nor the command line names any: the standard error of a variance is then 7%.
  static let defaultDraws = 400

  func validate() throws {
    guard selection.scenarios.count == 1 else { throw Usage.error(.surplus, "attribution 一次只用一个情景文件") }
  }

  func run() throws {
    Signals.listen()
    try common.reporting {
      guard let input = try selection.load().first else { return }
      common.warn(input.warnings)
      let run = try CountyRun(county: input.county, scenario: input.scenario)
      let choice = input.scenario.ensemble
      let variance = try SourceVariance(
        run, seed: choice.seed, draws: choice.draws > 1 ? choice.draws : Self.defaultDraws, jobs: selection.jobs,
        isCancelled: { Signals.isCancelled })
      let confounding = Confounding(run)
      if common.json {
        Console.out(Self.json(variance, confounding))
      } else {
        common.show(Self.text(run, variance, confounding, seed: choice.seed, language.wording))
      }
    }
  }

  private static func json(_ variance: SourceVariance, _ confounding: Confounding?) -> String {
    func number(_ value: Double?) -> JSONText { value.map { .number($0, decimals: 6) } ?? .null }
    let shares = variance.shares.map { share -> JSONText in
      .object([
        ("quantity", .string(share.quantity.rawValue)), ("source", .string(share.source?.rawValue ?? "all")),
        ("standard_deviation", number(share.deviation)), ("alone", number(share.alone)), ("total", number(share.total)),
      ])
    }
    func row(_ row: Confounding.Row, _ path: String, _ end: String) -> JSONText {
      .object([
        ("path", .string(path)), ("level", .string(end)), ("male", number(row.male)), ("female", number(row.female)),
        ("residents", number(row.residents)), ("pop60", number(row.residents60)), ("pop80", number(row.residents80)),
        ("deaths", number(row.deaths)),
      ])
    }
    let rows =
      confounding.map { confounding in
        [row(confounding.central, "central", "central")]
          + confounding.rows.map { row($0, $0.path.rawValue, $0.isHigh ? "high" : "low") }
      } ?? []
    return JSONText.object([
      ("year", .integer(variance.year)), ("draws", .integer(variance.draws)),
      ("draws_small_numbers", .integer(variance.chanceDraws)), ("shares", .array(shares)),
      ("confounding", .array(rows)),
    ]).rendered()
  }

  private static func text(
    _ run: CountyRun, _ variance: SourceVariance, _ confounding: Confounding?, seed: UInt64, _ w: Wording
  ) -> String {
    var lines = [
      "", w.say(.attributionTitle, w.name(run.county), run.scenario.titleZh, "\(variance.year)"),
      w.say(.attributionMethod, "\(variance.draws)", "\(seed)")
        + (run.conditions.isEmpty ? "" : w.say(.unconditioned)), "",
    ]
    func percent(_ value: Double?) -> String { value.map { NumberFormat.percent($0, decimals: 0) } ?? "—" }
    for quantity in SourceVariance.Quantity.allCases {
      let shares = variance.shares.filter { $0.quantity == quantity }
      let rows = shares.map { share in
        [
          "  " + (share.source.map(w.name) ?? w.say(.attributionAll)),
          NumberFormat.text(share.deviation, decimals: 0) + w.text("人", ""),
          share.source == nil ? "" : percent(share.alone),
          percent(share.total),
        ]
      }
      lines += TerminalTable.fitted(
        [[w.name(quantity), w.say(.attributionDeviation), w.say(.attributionAlone), w.say(.attributionTotal)]] + rows,
        width: Console.columns)
      lines.append("")
    }
    for quantity in [SourceVariance.Quantity.pop60, .pop80, .deaths] {
      guard let first = variance.shares.first(where: { $0.quantity == quantity && $0.source != nil }),
        let source = first.source
      else { continue }
      lines.append(w.say(.attributionMain, w.name(quantity), w.name(source), percent(first.alone)))
    }
    lines += [w.say(.attributionChance, "\(variance.chanceDraws)"), ""]
    guard let confounding else { return (lines + [w.say(.confoundingNone), ""]).joined(separator: "\n") }
    lines.append(w.say(.confoundingTitle, "\(confounding.year)"))
    func cells(_ row: Confounding.Row, _ name: String) -> [String] {
      [
        name, "\(NumberFormat.text(row.male, decimals: 2))/\(NumberFormat.text(row.female, decimals: 2))",
        NumberFormat.text(row.residents60, decimals: 0), NumberFormat.text(row.residents80, decimals: 0),
        NumberFormat.text(row.deaths, decimals: 0),
      ]
    }
    lines += TerminalTable.fitted(
      [
        [
          "", w.say(.confoundingLevel), w.name(SourceVariance.Quantity.pop60), w.name(SourceVariance.Quantity.pop80),
          w.name(SourceVariance.Quantity.deaths),
        ]
      ]
        + [cells(confounding.central, "  " + w.say(.confoundingCentral))]
        + confounding.rows.map { cells($0, "  " + w.name($0.path)) }, width: Console.columns)
    func spread(_ path: Confounding.Path) -> String {
      let values = confounding.rows.filter { $0.path == path }.map(\.residents60)
      return NumberFormat.text((values.max() ?? 0) - (values.min() ?? 0), decimals: 0)
    }
    lines += ["", w.say(.confoundingReading, spread(.joint), spread(.mortalityAlone)), ""]
    return lines.joined(separator: "\n")
  }
}
