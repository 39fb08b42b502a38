internal import Analysis
public import Charts
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel

/// The charts of a sweep, every child in each: along the values of one number, or a row for each child.
extension SweepPublication {
  public func charts(titleMode: ChartFrame.TitleMode) -> [PublishedChart] {
    [Measure.unmet, .demandObserved, .nursingShare].map { chart($0, titleMode) }
  }

  /// Years that people read: those divisible by five after the first, else the last.
  private var shownYears: [Year] {
    let marks = comparison.years.filter { $0.value.isMultiple(of: 5) && $0 != comparison.years.first }
    return marks.isEmpty ? Array(comparison.years.suffix(1)) : marks
  }

  /// The values of the children when the sweep moves one number.
  private var numbers: [Double]? {
    guard paths.count == 1 else { return nil }
    let values = labels.compactMap { $0.first.flatMap { PlainNumber.value($0.value) } }
    return values.count == labels.count && values.count > 1 ? values : nil
  }

  private func name(_ child: Int) -> String { labels[child].map(\.value).joined(separator: wording.text("，", ", ")) }

  private func chart(_ measure: Measure, _ mode: ChartFrame.TitleMode) -> PublishedChart {
    let isShare = measure.unit == "share"
    let scale = isShare ? 100.0 : 1
    let heading =
      wording.name(measure) + wording.text("（", " (") + (isShare ? "%" : wording.symbol(measure.unit))
      + wording.text("）", ")")
    func value(_ year: Year, _ child: Int, _ number: (Summary) -> Double?) -> Double? {
      (comparison.row(measure, year)?.values[child]).flatMap(number).map { $0 * scale }
    }
    let years = shownYears
    let children = Array(labels.indices)
    let hasIntervals = comparison.draws > 0
    let names = years.map { wording.say(.yearName, "\($0)") }
    let inputs = paths.map { wording.change($0) }.joined(separator: wording.text("，", ", "))
    let drawn: (svg: (ChartFrame) -> String, table: ChartTable)
    if let numbers {
      let chart = ValueChart(
        inputHeading: inputs, inputs: numbers, heading: heading,
        lines: zip(years, names).map { year, name in
          ValueChart.Line(
            name: name, values: children.map { value(year, $0, \.mean) },
            low: hasIntervals ? children.map { value(year, $0, \.p10) } : [],
            high: hasIntervals ? children.map { value(year, $0, \.p90) } : [])
        }, decimals: isShare ? 1 : 0, emptyLabel: wording.say(.sweepNothing))
      drawn = (chart.svg, chart.table)
    } else {
      let chart = DotRows(
        nameHeading: inputs, heading: heading, years: names,
        rows: children.map { child in
          DotRows.Row(
            name: name(child), values: years.map { value($0, child, \.mean) },
            low: hasIntervals ? years.last.flatMap { value($0, child, \.p10) } : nil,
            high: hasIntervals ? years.last.flatMap { value($0, child, \.p90) } : nil)
        }, decimals: isShare ? 1 : 0, emptyLabel: wording.say(.sweepNothing))
      drawn = (chart.svg, chart.table)
    }
    let last = years.last.map { "\($0)" } ?? ""
    let subtitle =
      wording.say(numbers == nil ? .sweepRows : .sweepAlong, "\(labels.count)")
      + (hasIntervals
        ? wording.say(numbers == nil ? .sweepRowsDraws : .sweepAlongDraws, "\(comparison.draws)", last)
        : wording.say(.sweepCentral))
    let frame = ChartFrame(
      id: "sweep-\(measure.rawValue.replacing("_", with: "-"))", title: wording.say(.sweepTitle, wording.name(measure)),
      subtitle: subtitle, source: wording.say(.sweepSource, title),
      description: wording.say(.sweepDescription, wording.name(measure), last, inputs)
        + children.prefix(12).map { child in
          let mean = years.last.flatMap { comparison.row(measure, $0)?.values[child].mean }
          return "\(name(child)) → \(mean.map { wording.value(measure, $0) } ?? "—")"
        }.joined(separator: wording.text("；", "; ")) + (children.count > 12 ? "…" : ""),
      titleMode: mode, language: wording.languageTag)
    return PublishedChart(frame: frame, svg: drawn.svg(frame), table: drawn.table)
  }
}
