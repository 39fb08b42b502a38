internal import Analysis
public import Language
internal import PlainText
public import PlanningModel
internal import Publishing
public import Simulation

/// What a measure is: name, unit, rule, the parameters behind it, where it is found; its values where a scenario is given.
public struct MeasureExplanation: Explanation {
  private let measure: Measure
  private let run: CountyRun?
  private let rule: LineageRule?

  /// - Parameter run: A run whose values are told, where there is one.
  public init(measure: Measure, run: CountyRun?, _ wording: Wording) {
    w = wording
    self.measure = measure
    self.run = run
    rule = Lineage.rule(table: "summary", column: "", row: ["measure": measure.rawValue], indicators: [])
  }

  private let w: Wording
  private var hasPlaces: Bool { MeasuredPlace.local.contains(measure) }

  private var direction: String {
    switch measure.isLowerBetter {
    case true?: w.say(.measureLowerBetter)
    case false?: w.say(.measureHigherBetter)
    case nil: w.say(.measureNeutral)
    }
  }

  /// Years that people read, and the central value in each.
  private var values: [(year: Year, value: Double)] {
    guard let run else { return [] }
    let table = MeasureTable(run)
    return run.scenario.tableYears.compactMap { index in
      table.value(measure, index).map { (run.horizon.years[index], $0) }
    }
  }

  public func text() -> String {
    var lines = [
      "\(measure.rawValue)", "  " + w.text("\(w.name(measure)) · ", "") + Wording.english.name(measure),
      "  " + w.say(.measureUnit, measure.unit == "share" ? w.say(.measureShare) : w.symbol(measure.unit), direction),
      "  " + w.say(hasPlaces ? .measurePlaces : .measureCountyOnly), "",
    ]
    if let rule {
      lines.append(w.say(.measureRule, w.rule(rule)))
      let all = Lineage.closure(rule)
      let titles = all.dropFirst().map { w.name($0) }
      if !titles.isEmpty { lines.append(w.say(.measureUpstream, titles.joined(separator: w.say(.listSeparator)))) }
      let parameters = all.flatMap(\.parameters).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      if !parameters.isEmpty {
        lines.append(w.say(.measureParameters, parameters.joined(separator: w.say(.listSeparator))))
      }
      let data = all.flatMap(\.data).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      if !data.isEmpty {
        lines.append(w.say(.measureData, data.map { $0 + ".csv" }.joined(separator: w.say(.listSeparator))))
      }
    }
    let values = values.map { w.say(.yearValue, "\($0.year)", w.value(measure, $0.value)) }
    if !values.isEmpty { lines.append(w.say(.measureValues, values.joined(separator: w.say(.comma)))) }
    lines.append(w.say(.measureTable))
    return lines.joined(separator: "\n") + "\n"
  }

  public func json() -> String {
    JSONText.object([
      ("measure", .string(measure.rawValue)), ("name_zh", .string(Wording.chinese.name(measure))),
      ("name_en", .string(Wording.english.name(measure))), ("unit", .string(measure.unit)),
      ("lower_is_better", measure.isLowerBetter.map { .boolean($0) } ?? .null), ("has_places", .boolean(hasPlaces)),
      ("rule_zh", .string(rule?.ruleZh ?? "")), ("rule_en", .string(rule?.ruleEn ?? "")),
      (
        "parameters",
        .array(
          (rule.map { Lineage.closure($0).flatMap(\.parameters) } ?? []).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
          }.map { .string($0) })
      ),
      (
        "values",
        .array(values.map { .object([("year", .integer($0.year.value)), ("value", .number($0.value, decimals: 6))]) })
      ),
    ]).rendered()
  }
}
