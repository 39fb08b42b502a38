public import Analysis
public import Ensembles
internal import PlainText
public import PlanningModel

extension Wording {
  /// A changed path as a reader meets it.
  public func change(_ path: String) -> String {
    if let declaration = ParameterCatalogue.declaration(for: path) {
      return name(declaration)
    }
    let parts = path.split(separator: ".")
    guard parts.first == "portfolio", parts.count > 1 else {
      return switch path {
      case "data": text("县数据", "county data")
      case "correlations": text("参数之间的相关", "correlations of inputs")
      case "targets": text("自定目标", "own targets")
      case _ where path.hasPrefix("facilities.base_beds"): text("基期床位的统计口径", "count of the beds at the base")
      case _ where path.hasPrefix("horizon"): text("时段", "horizon")
      case _ where path.hasPrefix("funeral.zones"):
        text("火化区范围 ", "cremation zone ") + (parts.count > 2 ? parts[2] : "")
      default: path
      }
    }
    let words: [Substring: (String, String)] = [
      "include": ("项目范围", "projects included"), "add": ("另加项目", "projects added"), "drop": ("去掉项目", "projects dropped"),
      "shift": ("推迟", "delay"), "open": ("开业年份", "opening"), "bed_type": ("床位类型", "bed type"),
      "beds": ("床位数", "beds"), "scale": ("规模", "scale"), "convert": ("改造床位", "conversions"),
      "close": ("关停床位", "closures"), "operator": ("运营方", "operator"), "budget": ("资金上限", "budget"),
    ]
    let name = words[parts[1]].map { text($0.0, $0.1) } ?? String(parts[1])
    guard parts.count > 2 else { return name }
    return parts[2] == "all" ? text("全部", "all: ") + name : name + " " + parts[2]
  }

  /// A difference with its sign and its 80% interval.
  public func difference(_ measure: Measure, _ summary: Summary) -> String {
    guard let mean = summary.mean else { return "—" }
    guard let low = summary.p10, let high = summary.p90, low < high else { return signed(measure, mean) }
    return signed(measure, mean) + text("（", " (") + signed(measure, low, hasUnit: false) + text("—", " to ")
      + signed(measure, high, hasUnit: false) + text("）", ")")
  }

  /// A difference with its sign, shares in percentage points.
  public func signed(_ measure: Measure, _ value: Double, hasUnit: Bool = true) -> String {
    if measure.unit == "share" {
      return NumberFormat.signed(value * 100, decimals: 1) + (hasUnit ? text("个百分点", " pp") : "")
    }
    return NumberFormat.signed(value, decimals: measure.isPerThousand ? 1 : 0)
  }
}

extension Wording {
  /// The row of an attribution that no single change explains, with the pairs of changes behind it: those that make up most
  /// of it, each with its own size, and what three or more changes do together.
  public func interaction(_ attribution: Attribution, _ outcome: Attribution.Outcome) -> String {
    let name = say(.interactionName)
    let whole = attribution.interaction[outcome]?.mean ?? 0
    guard abs(whole) >= 0.5 else { return name }
    guard let pairs = attribution.pairs else {
      return attribution.steps.count > Attribution.pairLimit
        ? name + say(.interactionUnexplained, "\(Attribution.pairLimit)") : name
    }
    let sizes = pairs.map { (pair: $0, size: $0.effects[outcome]?.mean ?? 0) }
      .filter { abs($0.size) >= 0.5 }.sorted { abs($0.size) > abs($1.size) }
    let largest = abs(sizes.first?.size ?? 0)
    var parts = sizes.prefix(3).filter { abs($0.size) >= largest / 5 }.map { entry in
      "\(change(entry.pair.first))×\(change(entry.pair.second)) \(NumberFormat.signed(entry.size))"
    }
    // What is left when every pair has been made.
    let steps = attribution.steps.count
    let rest = whole - pairs.reduce(0) { $0 + ($1.effects[outcome]?.mean ?? 0) }
    if pairs.count == steps * (steps - 1) / 2, abs(rest) >= max(0.5, abs(whole) / 5) {
      parts.append(say(.interactionOfMore, NumberFormat.signed(rest)))
    }
    return parts.isEmpty ? name : name + say(.interactionMainly, parts.joined(separator: text("、", ", ")))
  }

  /// The name of the row for all outcomes at once: the largest pair of each.
  public func interaction(_ attribution: Attribution) -> String {
    let names = Attribution.Outcome.allCases.compactMap { outcome -> String? in
      guard abs(attribution.interaction[outcome]?.mean ?? 0) >= 0.5 else { return nil }
      let sizes = (attribution.pairs ?? []).map { (pair: $0, size: abs($0.effects[outcome]?.mean ?? 0)) }
      return sizes.filter { $0.size >= 0.5 }.max { $0.size < $1.size }.map {
        change($0.pair.first) + "×" + change($0.pair.second)
      }
    }
    let unique = names.enumerated().filter { names.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    return say(.interactionName)
      + (unique.isEmpty ? "" : say(.interactionMainly, unique.joined(separator: text("、", ", "))))
  }

  /// Changes that are made together.
  public func change(_ paths: [String]) -> String { paths.map { change($0) }.joined(separator: text("＋", " + ")) }

  /// In which share of the futures a scenario is better; that it is the same where every future is a tie.
  public func better(_ row: Comparison.Row, _ scenario: Int) -> String {
    guard let share = row.sharesBetter[scenario] else { return "" }
    return row.sharesTied[scenario] == 1 ? say(.allTied) : NumberFormat.percent(share, decimals: 0)
  }
}
