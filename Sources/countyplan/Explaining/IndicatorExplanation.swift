import Analysis
import Facilities
import PlainText
import PlanningModel
import Publishing
import Simulation

/// An indicator's formula with the numbers in it; where the scenario draws futures, also what they say.
struct IndicatorExplanation {
  /// What the futures say of the indicator in its target year.
  struct Drawn {
    let draws: Int
    let seed: UInt64
    let value: Summary
    let probability: Double?
  }

  private struct Formula {
    let words: String
    let numbers: String
  }

  private let run: CountyRun
  private let row: IndicatorRow
  private let drawn: Drawn?

  /// - Parameters:
  ///   - run: The central run.
  ///   - jobs: Threads for the futures that the scenario asks for.
  /// - Precondition: the county has the indicator.
  /// - Throws: `SimulationError` of a future.
  init(number: Int, run: CountyRun, jobs: Int) throws {
    @Sendable func find(_ run: CountyRun) -> IndicatorRow {
      guard
        let row = Indicators(run, measures: MeasureTable(run)).rows.first(where: { $0.indicator.number == number })
      else { preconditionFailure("no indicator \(number)") }
      return row
    }
    self.run = run
    row = find(run)
    let choice = run.scenario.ensemble
    guard choice.draws > 0, row.targetValue(run.horizon) != nil else {
      drawn = nil
      return
    }
    let indicator = row.indicator
    let values = try Futures.asked(run, seed: choice.seed, count: choice.draws, jobs: jobs).map(
      choice.draws, jobs: jobs
    ) {
      find($0).targetValue($0.horizon) ?? .nan
    }.results
    let attained = values.map { value in indicator.isAttained(by: value).map { $0 ? 1.0 : 0 } ?? .nan }
    drawn = Drawn(
      draws: choice.draws, seed: choice.seed, value: Summary(values), probability: Summary(attained).mean)
  }

  private var indicator: PlanIndicator { row.indicator }
  private var evidence: EvidenceGrade {
    EvidenceRules(run).grade(
      table: "indicators",
      row: ["year": "\(indicator.targetYear)", "indicator": "\(indicator.number)", "mean": "value"])
  }
  private var w: Wording { .chinese }

  /// The formula in words and with the central run's numbers; none where the model has none.
  private var formula: Formula? {
    guard let year = run.horizon.index(of: indicator.targetYear) else { return nil }
    let stock = StockMeasures(run.stock, year: year)
    func n(_ value: Double) -> String { NumberFormat.text(value) }
    func share(_ a: Double, _ b: Double) -> String {
      "\(n(a)) ÷ \(n(b)) = \(b > 0 ? NumberFormat.percent(a / b) : "—")"
    }
    let kept = Formula(
      words: "基期值（建成之前不变）", numbers: indicator.base.map { NumberFormat.text($0, decimals: 1) + indicator.unit } ?? "—")
    switch (indicator.measure, row.reason) {
    case (.nursingShare, _): return Formula(words: "护理型床位 ÷ 在册床位", numbers: share(stock.nursing, stock.total))
    case (.governmentShare, _): return Formula(words: "政府运营床位 ÷ 在册床位", numbers: share(stock.government, stock.total))
    case (.zoneCremationRate, _):
      let entry = run.parameters[.funeralZoneCremationRate]
      return Formula(
        words: "情景设定的火化区火化率（不是推算）",
        numbers:
          "\(NumberFormat.percent(entry.value.value(in: indicator.targetYear)))，设于 \(entry.origin.file):\(entry.origin.line)"
      )
    case (.burialCoverage, .coverage(let covered, let of)):
      return Formula(words: "有公益性公墓的乡镇 ÷ 全部乡镇（不含街道）", numbers: share(Double(covered), Double(of)))
    case (.basicQuality, .renovation(let finished?)) where finished <= indicator.targetYear:
      let homes = Double(run.county.facilities.reduce(0) { $0 + $1.homes })
      let renovated = min(homes, run.county.figures.first { $0.name == "renovated_homes" }.map(\.value) ?? 0)
      let base = indicator.base ?? 0
      return Formula(
        words: "（改造的机构 ＋ 其余机构 × 基期达标率）÷ 全部机构",
        numbers:
          "(\(n(renovated)) + \(n(homes - renovated)) × \(NumberFormat.text(base, decimals: 1))%) ÷ \(n(homes)) = \(homes > 0 ? NumberFormat.percent((renovated + base / 100 * (homes - renovated)) / homes) : "—")"
      )
    case (.serviceCentreCoverage, .serviceCentres(let open?, let covered, let of)) where open <= indicator.targetYear:
      let isBaseHigher = (indicator.base ?? 0) > 100 * Double(covered) / Double(max(1, of))
      return Formula(
        words: "建成养老服务中心的乡镇（街道）÷ 全部乡镇（街道）" + (isBaseHigher ? "，不低于基期值" : ""),
        numbers: share(Double(covered), Double(of)) + (isBaseHigher ? "，低于基期，取\(kept.numbers)" : ""))
    case (.basicQuality, _), (.serviceCentreCoverage, _): return kept
    default: return nil
    }
  }

  func text() -> String {
    var lines = [
      "指标\(indicator.number)  \(indicator.nameZh) · \(indicator.nameEn)",
      "  \(indicator.targetYear)年目标 \(indicator.targetText)\(indicator.unit)，\(indicator.natureZh)，基期 \(indicator.base.map { w.indicatorValue($0) } ?? "—")",
      "  规划出处 \(indicator.evidence.origin.file):\(indicator.evidence.origin.line)", "",
    ]
    if drawn != nil { lines.append("中心情形（不确定的数都取中心值）") }
    if let formula { lines += ["公式  \(formula.words)", "      \(formula.numbers)"] }
    lines += ["结论  \(shown(row.targetValue(run.horizon)))，\(w.name(row.verdict))", "      \(w.reason(row))"]
    if let drawn {
      let interval = [drawn.value.p10, drawn.value.p90].map { shown($0) }.joined(separator: "～")
      lines += [
        "", "抽样  \(drawn.draws)次（种子\(drawn.seed)）", "      均值 \(shown(drawn.value.mean))，80%区间 \(interval)",
        "      达到目标的概率 \(drawn.probability.map { w.share($0, draws: drawn.draws) } ?? "—")",
      ]
    }
    lines += ["", "等级  \(w.name(evidence))"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func shown(_ value: Double?) -> String {
    value.map { NumberFormat.text($0, decimals: 1) + indicator.unit } ?? "—"
  }

  func json() -> String {
    let futures: JSONText =
      drawn.map { drawn in
        .object([
          ("draws", .integer(drawn.draws)), ("seed", .unsigned(drawn.seed)),
          ("mean", .number(drawn.value.mean, 6)), ("p10", .number(drawn.value.p10, 6)),
          ("p90", .number(drawn.value.p90, 6)), ("prob_attain", .number(drawn.probability, 4)),
        ])
      } ?? .null
    return JSONText.object([
      ("indicator", .integer(indicator.number)), ("name_zh", .string(indicator.nameZh)),
      ("year", .integer(indicator.targetYear.value)), ("target", .number(indicator.target, 4)),
      ("value", .number(row.targetValue(run.horizon), 6)), ("verdict", .string(row.verdict.rawValue)),
      (
        "formula",
        .array(
          formula.map { [.object([("words", .string($0.words)), ("numbers", .string($0.numbers))])] } ?? [])
      ),
      ("reason", .string(w.reason(row))), ("futures", futures), ("evidence", .string(evidence.rawValue)),
      ("origin", .string("\(indicator.evidence.origin.file):\(indicator.evidence.origin.line)")),
    ]).rendered()
  }
}
