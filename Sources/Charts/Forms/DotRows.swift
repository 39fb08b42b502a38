internal import PlainText

/// One row for each of many cases: an outcome in a few years as dots, the last with its interval and its number.
public struct DotRows: Sendable {
  public struct Row: Sendable {
    public let name: String
    /// By year of ``DotRows/years``.
    public let values: [Double?]
    /// Interval of the last year.
    public let low: Double?
    public let high: Double?

    public init(name: String, values: [Double?], low: Double? = nil, high: Double? = nil) {
      self.name = name
      self.values = values
      self.low = low
      self.high = high
    }
  }

  /// What the names of the rows say.
  public let nameHeading: String
  public let heading: String
  public let years: [String]
  public let rows: [Row]
  public let decimals: Int
  /// Shown instead of the rows when every value is missing or zero.
  public let emptyLabel: String

  public init(
    nameHeading: String, heading: String, years: [String], rows: [Row], decimals: Int, emptyLabel: String = ""
  ) {
    self.nameHeading = nameHeading
    self.heading = heading
    self.years = years
    self.rows = rows
    self.decimals = decimals
    self.emptyLabel = emptyLabel
  }

  public var table: ChartTable {
    let hasIntervals = rows.contains { $0.low != nil }
    let last = years.last ?? ""
    return ChartTable(
      columns: [nameHeading] + years + (hasIntervals ? [last + " p10", last + " p90"] : []),
      rows: rows.map { row in
        [.text(row.name)] + row.values.map { .number($0) }
          + (hasIntervals ? [.number(row.low), .number(row.high)] : [])
      })
  }

  public func svg(_ frame: ChartFrame) -> String { draw(frame).svg }

  func draw(_ frame: ChartFrame) -> (svg: String, canvas: Canvas, height: Double) {
    var canvas = Canvas(width: 590)
    var y = canvas.head(frame)
    if !emptyLabel.isEmpty, rows.allSatisfy({ $0.values.allSatisfy { ($0 ?? 0) == 0 } }) {
      canvas.text(emptyLabel, 12, y + 20)
      let height = canvas.foot(frame, y + 30)
      return (canvas.svg(frame, height: height), canvas, height)
    }
    // The last year is the first style: it is what the rows are read for.
    let styles = years.indices.map { LineStyle(years.count - 1 - $0, isAssumed: $0 < years.count - 1) }
    y = canvas.legend(
      years.indices.map { LegendEntry(name: years[$0], colour: styles[$0].colour, mark: .point(styles[$0])) }, y)
    y += 14
    let nameWidth = 200.0
    for (index, line) in TextMetrics.wrap(nameHeading, width: nameWidth, size: 12).enumerated() {
      canvas.text(line, 12, y + 15 * Double(index), fill: Palette.faint)
    }
    canvas.text(heading, 12 + nameWidth + 14, y)
    y += 15 * Double(max(1, TextMetrics.wrap(nameHeading, width: nameWidth, size: 12).count)) - 5
    let numbers = rows.map { row in
      (row.values.last ?? nil).map { NumberFormat.text($0, decimals: decimals) } ?? "—"
    }
    let names = rows.map { TextMetrics.wrap($0.name, width: nameWidth, size: 12) }
    let heights = names.map { 15 * Double(max(1, $0.count)) + 5 }
    let bottom = y + heights.reduce(0, +)
    let left = 12 + nameWidth + 14
    let right = canvas.width - 26 - (numbers.map { TextMetrics.width($0, size: 12) }.max() ?? 0)
    let scale = Scale.spaced(
      rows.flatMap { ($0.values + [$0.low, $0.high]).compactMap { $0 } }, from: left, to: right,
      isInteger: decimals == 0)
    let tickDecimals = NumberFormat.decimals(for: scale.ticks)
    for tick in scale.ticks {
      let x = scale.position(tick)
      canvas.line(x, y, x, bottom, stroke: tick == 0 ? Palette.rule : Palette.grid)
      canvas.text(
        NumberFormat.text(tick, decimals: tickDecimals), x, bottom + 16, anchor: .middle, fill: Palette.faint)
    }
    for (index, row) in rows.enumerated() {
      let middle = y + heights[index] / 2
      for (line, text) in names[index].enumerated() {
        canvas.label(text, 12, cy: middle + 15 * (Double(line) - Double(names[index].count - 1) / 2))
      }
      if let low = row.low, let high = row.high, high > low {
        let colour = styles[styles.count - 1].colour
        let (a, b) = (scale.position(low), scale.position(high))
        canvas.line(a, middle, b, middle, stroke: colour, width: 1.2)
        for end in [a, b] { canvas.line(end, middle - 3, end, middle + 3, stroke: colour, width: 1.2) }
      }
      for (year, value) in row.values.enumerated() {
        if let value { canvas.mark(styles[year], scale.position(value), middle, size: 3) }
      }
      canvas.label(numbers[index], canvas.width - 14, cy: middle, anchor: .end)
      y += heights[index]
    }
    let height = canvas.foot(frame, bottom + 24)
    return (canvas.svg(frame, height: height), canvas, height)
  }
}
