import Analysis
import Facilities
import PlainText
import PlanningModel
import Publishing
import Simulation

/// An indicator's formula with the numbers in it.
struct IndicatorExplanation {
  private let run: CountyRun
  private let row: IndicatorRow

  /// - Precondition: the county has the indicator.
  init(number: Int, run: CountyRun) {
    self.run = run
    let indicators = Indicators(run, measures: MeasureTable(run))
    guard let row = indicators.rows.first(where: { $0.indicator.number == number }) else {
      preconditionFailure("no indicator \(number)")
    }
    self.row = row
  }

  private var indicator: PlanIndicator { row.indicator }
  private var w: Wording { .chinese }

  /// The formula in words and with numbers; empty where the model has none.
  private var formula: [(String, String)] {
    guard let year = run.horizon.index(of: indicator.targetYear) else { return [] }
    let stock = StockMeasures(run.stock, year: year)
    func n(_ value: Double) -> String { NumberFormat.text(value) }
    func share(_ a: Double, _ b: Double) -> String {
      "\(n(a)) ÷ \(n(b)) = \(b > 0 ? NumberFormat.percent(a / b) : "—")"
    }
    switch indicator.measure {
    case .nursingShare: return [("护理型床位 ÷ 在册床位", share(stock.nursing, stock.total))]
    case .governmentShare: return [("政府运营床位 ÷ 在册床位", share(stock.government, stock.total))]
    case .zoneCremationRate:
      let entry = run.parameters["funeral.zone_cremation_rate"]
      return [
        (
          "情景设定的火化区火化率（不是推算）",
          "\(NumberFormat.percent(entry.value.value(in: indicator.targetYear)))，设于 \(entry.origin.file):\(entry.origin.line)"
        )
      ]
    case .burialCoverage:
      guard case .coverage(let covered, let of) = row.reason else { return [] }
      return [("有公益性公墓的乡镇 ÷ 全部乡镇（不含街道）", share(Double(covered), Double(of)))]
    case .basicQuality:
      let homes = Double(run.county.facilities.reduce(0) { $0 + $1.homes })
      let renovated = min(homes, run.county.figures.first { $0.name == "renovated_homes" }.map(\.value) ?? 0)
      let base = indicator.base ?? 0
      return [
        (
          "（改造的机构 ＋ 其余机构 × 基期达标率）÷ 全部机构",
          "(\(n(renovated)) + \(n(homes - renovated)) × \(NumberFormat.text(base, decimals: 1))%) ÷ \(n(homes)) = \(homes > 0 ? NumberFormat.percent((renovated + base / 100 * (homes - renovated)) / homes) : "—")"
        )
      ]
    case .serviceCentreCoverage:
      return [
        ("建成养老服务中心的乡镇街道 ÷ 全部乡镇街道", row.targetValue(run.horizon).map { NumberFormat.text($0, decimals: 1) + "%" } ?? "—")
      ]
    case .none: return []
    }
  }

  func text() -> String {
    var lines = [
      "指标\(indicator.number)  \(indicator.nameZh) · \(indicator.nameEn)",
      "  \(indicator.targetYear)年目标 \(indicator.targetText)\(indicator.unit)，\(indicator.natureZh)，基期 \(indicator.base.map { NumberFormat.text($0, decimals: 1) } ?? "—")",
      "  规划出处 \(indicator.evidence.origin.file):\(indicator.evidence.origin.line)", "",
    ]
    for (words, numbers) in formula { lines += ["公式  \(words)", "      \(numbers)"] }
    let value = row.targetValue(run.horizon).map { NumberFormat.text($0, decimals: 2) + indicator.unit } ?? "—"
    lines += ["结论  \(value)，\(w.name(row.verdict))", "      \(w.reason(row))", "等级  \(w.name(row.evidence))"]
    return lines.joined(separator: "\n") + "\n"
  }

  func json() -> String {
    JSONText.object([
      ("indicator", .integer(indicator.number)), ("name_zh", .string(indicator.nameZh)),
      ("year", .integer(indicator.targetYear.value)), ("target", .number(indicator.target, 4)),
      ("value", .number(row.targetValue(run.horizon), 6)), ("verdict", .string(row.verdict.rawValue)),
      ("formula", .array(formula.map { .object([("words", .string($0.0)), ("numbers", .string($0.1))]) })),
      ("reason", .string(w.reason(row))), ("evidence", .string(row.evidence.rawValue)),
      ("origin", .string("\(indicator.evidence.origin.file):\(indicator.evidence.origin.line)")),
    ]).rendered()
  }
}
