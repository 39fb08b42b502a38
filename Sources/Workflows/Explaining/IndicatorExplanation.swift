internal import Analysis
internal import Ensembles
internal import Facilities
public import Language
internal import PlainText
internal import PlanningModel
internal import Publishing
public import Simulation

/// An indicator's formula with the numbers in it; where the scenario draws futures, also what they say.
public struct IndicatorExplanation: Explanation {
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
  public init(number: Int, run: CountyRun, jobs: Int, _ wording: Wording) throws {
    w = wording
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
      0..<choice.draws, jobs: jobs
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
  private let w: Wording

  /// The formula in words and with the central run's numbers; none where the model has none.
  private var formula: Formula? {
    guard let year = run.horizon.index(of: indicator.targetYear) else { return nil }
    let stock = StockMeasures(run.stock, year: year)
    func n(_ value: Double) -> String { NumberFormat.text(value) }
    func share(_ a: Double, _ b: Double) -> String {
      "\(n(a)) ÷ \(n(b)) = \(b > 0 ? NumberFormat.percent(a / b) : "—")"
    }
    let kept = Formula(
      words: w.say(.formulaBase), numbers: shown(indicator.base))
    switch (indicator.measure, row.reason) {
    case (.nursingShare, _): return Formula(words: w.say(.formulaNursing), numbers: share(stock.nursing, stock.total))
    case (.governmentShare, _):
      return Formula(words: w.say(.formulaGovernment), numbers: share(stock.government, stock.total))
    case (.zoneCremationRate, _):
      let entry = run.parameters[.funeralZoneCremationRate]
      return Formula(
        words: w.say(.formulaCremation),
        numbers:
          w.say(
            .formulaSetAt, NumberFormat.percent(entry.value.value(in: indicator.targetYear)),
            "\(entry.origin.file):\(entry.origin.line)")
      )
    case (.burialCoverage, .coverage(let covered, let of)):
      return Formula(words: w.say(.formulaCoverage), numbers: share(Double(covered), Double(of)))
    case (.basicQuality, .renovation(let finished?)) where finished <= indicator.targetYear:
      let homes = Double(run.county.facilities.reduce(0) { $0 + $1.homes })
      let renovated = min(homes, run.county.figures.first { $0.name == "renovated_homes" }.map(\.value) ?? 0)
      let base = indicator.base ?? 0
      return Formula(
        words: w.say(.formulaQuality),
        numbers:
          "(\(n(renovated)) + \(n(homes - renovated)) × \(NumberFormat.text(base, decimals: 1))%) ÷ \(n(homes)) = \(homes > 0 ? NumberFormat.percent((renovated + base / 100 * (homes - renovated)) / homes) : "—")"
      )
    case (.serviceCentreCoverage, .serviceCentres(let open?, let covered, let of)) where open <= indicator.targetYear:
      let isBaseHigher = (indicator.base ?? 0) > 100 * Double(covered) / Double(max(1, of))
      return Formula(
        words: w.say(.formulaCentres, isBaseHigher ? w.say(.formulaNotBelow) : ""),
        numbers: share(Double(covered), Double(of)) + (isBaseHigher ? w.say(.formulaKept, kept.numbers) : ""))
    case (.basicQuality, _), (.serviceCentreCoverage, _): return kept
    default: return nil
    }
  }

  public func text() -> String {
    var lines = [
      w.say(
        .indicatorHead, "\(indicator.number)",
        w.text("\(indicator.nameZh) · \(indicator.nameEn)", w.name(indicator))),
      w.say(
        .indicatorTarget, "\(indicator.targetYear)", w.value(indicator.targetText, in: indicator.unit),
        w.nature(indicator), indicator.base.map { w.indicatorValue($0) } ?? "—"),
      w.say(.indicatorOrigin, "\(indicator.evidence.origin.file):\(indicator.evidence.origin.line)"), "",
    ]
    if drawn != nil { lines.append(w.say(.indicatorCentral)) }
    if let formula { lines += [w.say(.indicatorFormula, formula.words), "      \(formula.numbers)"] }
    lines += [
      w.say(.indicatorVerdict, shown(row.targetValue(run.horizon)), w.name(row.verdict)), "      \(w.reason(row))",
    ]
    if let drawn {
      lines += [
        "", w.say(.indicatorDraws, "\(drawn.draws)", "\(drawn.seed)"),
        w.say(.indicatorMean, shown(drawn.value.mean), shown(drawn.value.p10), shown(drawn.value.p90)),
        w.say(.indicatorAttained, drawn.probability.map { w.share($0, draws: drawn.draws) } ?? "—"),
      ]
    }
    lines += ["", w.say(.indicatorGrade, w.name(evidence))]
    return lines.joined(separator: "\n") + "\n"
  }

  private func shown(_ value: Double?) -> String {
    value.map { w.value(NumberFormat.text($0, decimals: 1), in: indicator.unit) } ?? "—"
  }

  public func json() -> String {
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
