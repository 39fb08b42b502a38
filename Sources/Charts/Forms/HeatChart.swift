internal import PlainText

/// Townships × years as coloured cells, with printed values in some years; missing values are hatched.
public struct HeatChart: Sendable {
  public struct Row: Sendable {
    public let name: String
    /// Heading of the group that the row belongs to; printed where it changes.
    public let group: String
    public let values: [Double?]

    public init(name: String, group: String, values: [Double?]) {
      self.name = name
      self.group = group
      self.values = values
    }
  }

  /// Sorted and grouped by the caller.
  public var rows: [Row]
  public let years: [Int]
  /// Upper ends of the classes but the last, ascending.
  public let breaks: [Double]
  public let classLabels: [String]
  public let missingLabel: String
  public let decimals: Int

  public init(
    rows: [Row], years: [Int], breaks: [Double], classLabels: [String], missingLabel: String, decimals: Int
  ) {
    self.rows = rows
    self.years = years
    self.breaks = breaks
    self.classLabels = classLabels
    self.missingLabel = missingLabel
    self.decimals = decimals
  }

  public var table: ChartTable {
    ChartTable(
      columns: ["group", "name"] + years.map { "\($0)" },
      rows: rows.map { row in [.text(row.group), .text(row.name)] + row.values.map { .number($0) } })
  }

  public func svg(_ frame: ChartFrame) -> String { draw(frame).svg }

  func draw(_ frame: ChartFrame) -> (svg: String, canvas: Canvas, height: Double) {
    var canvas = Canvas(width: 590)
    var y = canvas.head(frame)
    let hasMissing = rows.contains { $0.values.contains { $0 == nil } }
    y = canvas.legend(
      classLabels.enumerated().map { LegendEntry(name: $0.element, colour: shade($0.offset), mark: .fill) }
        + (hasMissing ? [LegendEntry(name: missingLabel, colour: Palette.rule, mark: .hatch)] : []), y)
    let room = canvas.width - 32 - HeatChart.narrowestCell * Double(years.count)
    let nameWidth = min(
      rows.map { TextMetrics.width($0.name, size: 12) }.max() ?? 0,
      max(HeatChart.nameWidths.lowerBound, min(HeatChart.nameWidths.upperBound, room)))
    let left = 20 + nameWidth
    let cell = (canvas.width - 12 - left) / Double(max(1, years.count))
    y += 20
    if let first = years.first, let last = years.last {
      func middle(_ year: Int) -> Double { left + cell * (Double(year - first) + 0.5) }
      for year in YearAxis.labels(first...last, x: middle) {
        canvas.text("\(year)", middle(year), y - 6, anchor: .middle, fill: Palette.faint)
      }
    }
    var group = ""
    for entry in rows {
      if entry.group != group {
        group = entry.group
        for line in TextMetrics.broken(group, width: (canvas.width - 24) / 1.03, size: 12) {
          y += 18
          canvas.text(line, 12, y - 4, size: 12, bold: true)
        }
      }
      // Long names take several lines; their cells are as high.
      let lines = TextMetrics.broken(entry.name, width: nameWidth, size: 12)
      let row = max(17, 14 * Double(lines.count) + 3)
      for (index, line) in lines.enumerated() {
        canvas.label(
          line, left - 8, cy: y + row / 2 + 14 * (Double(index) - Double(lines.count - 1) / 2), anchor: .end)
      }
      for (index, value) in entry.values.enumerated() {
        let x = left + cell * Double(index)
        guard let value else {
          canvas.rect(x, y, cell - 1, row - 1, fill: Palette.paper, stroke: Palette.grid)
          canvas.hatch(x, y, cell - 1, row - 1, stroke: Palette.rule)
          continue
        }
        let position = breaks.firstIndex { value < $0 } ?? breaks.count
        canvas.rect(x, y, cell - 1, row - 1, fill: shade(position))
        let text = NumberFormat.text(value, decimals: decimals)
        guard years[index] % 5 == 0, TextMetrics.width(text, size: 12) < cell - 1 else { continue }
        let isDark = Double(position) / Double(max(1, breaks.count)) > 0.55
        canvas.label(
          text, x + cell / 2, cy: y + row / 2, anchor: .middle, fill: isDark ? Palette.paper : Palette.ink)
      }
      y += row
    }
    let height = canvas.foot(frame, y + 4)
    return (canvas.svg(frame, height: height), canvas, height)
  }

  /// Widths that names may take, and the width that cells keep where names are long.
  private static let nameWidths = 84.0...180.0
  private static let narrowestCell = 7.0

  private func shade(_ position: Int) -> String {
    let last = Double(Palette.heat.count - 1)
    let share = Double(position) / Double(max(1, breaks.count))
    return Palette.heat[min(Palette.heat.count - 1, Int((share * last).rounded()))]
  }
}
