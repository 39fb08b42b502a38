internal import PlainText

/// Values over the years in one or two stacked panels that share the years: stacked columns, lines, targets.
public struct PanelChart: Sendable {
  public struct Columns: Sendable {
    public let name: String
    public let values: [Double?]
    /// Drawn hatched: committed but not yet certain, imputed or assumed.
    public let isAssumed: Bool

    public init(name: String, values: [Double?], isAssumed: Bool = false) {
      self.name = name
      self.values = values
      self.isAssumed = isAssumed
    }
  }

  public struct Line: Sendable {
    public let name: String
    public let values: [Double?]
    /// An assumed path: dashed, with hollow marks.
    public let isAssumed: Bool
    /// An interval around the line, shaded.
    public let band: Band?

    public init(name: String, values: [Double?], isAssumed: Bool = false, band: Band? = nil) {
      self.name = name
      self.values = values
      self.isAssumed = isAssumed
      self.band = band
    }
  }

  /// The ends of an interval by year.
  public struct Band: Sendable, Hashable {
    public let low: [Double?]
    public let high: [Double?]

    public init(low: [Double?], high: [Double?]) {
      self.low = low
      self.high = high
    }
  }

  public struct Target: Sendable {
    public let year: Int
    public let value: Double
    public let label: String
    /// Also a dashed rule across the panel.
    public let hasRule: Bool
    /// An upper bound: mark and label stand below the value.
    public let isUpperBound: Bool

    public init(year: Int, value: Double, label: String, hasRule: Bool, isUpperBound: Bool = false) {
      self.year = year
      self.value = value
      self.label = label
      self.hasRule = hasRule
      self.isUpperBound = isUpperBound
    }
  }

  public struct Panel: Sendable {
    /// What is measured, with its unit, at the axis head.
    public let heading: String
    public let columns: [Columns]
    public let lines: [Line]
    public let targets: [Target]
    public let includesZero: Bool
    public let decimals: Int
    /// A sentence inside the panel, for instance where a capacity is not stated.
    public let note: String
    /// Value from which on a mark prints its number; line ends always do.
    public let height: Double

    public init(
      heading: String, columns: [Columns] = [], lines: [Line] = [], targets: [Target] = [], includesZero: Bool = true,
      decimals: Int = 0, note: String = "", height: Double = 190
    ) {
      self.heading = heading
      self.columns = columns
      self.lines = lines
      self.targets = targets
      self.includesZero = includesZero
      self.decimals = decimals
      self.note = note
      self.height = height
    }

    var isEmpty: Bool { (columns.map(\.values) + lines.map(\.values)).joined().allSatisfy { ($0 ?? 0) == 0 } }
  }

  public let years: [Int]
  public let panels: [Panel]
  /// Last observed year; a thin rule marks where the projection begins.
  public let projectionStart: Int?
  public let projectionLabel: String
  /// Shown instead of the panels when every value is missing or zero.
  public let emptyLabel: String

  public init(
    years: [Int], panels: [Panel], projectionStart: Int? = nil, projectionLabel: String = "", emptyLabel: String = ""
  ) {
    self.emptyLabel = emptyLabel
    self.years = years
    self.panels = panels
    self.projectionStart = projectionStart
    self.projectionLabel = projectionLabel
  }

  public var table: ChartTable {
    let series = panels.flatMap { panel in
      panel.columns.map { ($0.name, $0.values) }
        + panel.lines.flatMap { line in
          [(line.name, line.values)]
            + (line.band.map { [(line.name + " p10", $0.low), (line.name + " p90", $0.high)] } ?? [])
        }
    }
    return ChartTable(
      columns: ["year"] + series.map(\.0),
      rows: years.enumerated().map { index, year in
        [.number(Double(year))] + series.map { .number($0.1[index]) }
      })
  }

  public func svg(_ frame: ChartFrame) -> String { draw(frame).svg }

  func draw(_ frame: ChartFrame) -> (svg: String, canvas: Canvas, height: Double) {
    var canvas = Canvas(width: 590)
    var y = canvas.head(frame)
    if !emptyLabel.isEmpty, panels.allSatisfy(\.isEmpty) {
      canvas.text(emptyLabel, 12, y + 20)
      let height = canvas.foot(frame, y + 30)
      return (canvas.svg(frame, height: height), canvas, height)
    }
    for (index, panel) in panels.enumerated() {
      let isSame = index > 0 && panels[index - 1].columns.map(\.name) == panel.columns.map(\.name)
      y = draw(panel, hasLegend: !isSame, canvas: &canvas, top: y)
    }
    let height = canvas.foot(frame, y)
    return (canvas.svg(frame, height: height), canvas, height)
  }

  private func draw(_ panel: Panel, hasLegend: Bool, canvas: inout Canvas, top: Double) -> Double {
    var y = top
    if hasLegend, panel.columns.count > 1 || panel.columns.contains(where: \.isAssumed) {
      y = canvas.legend(
        panel.columns.enumerated().map { index, column in
          LegendEntry(name: column.name, colour: colour(of: index, in: panel), mark: column.isAssumed ? .hatch : .fill)
        }, y)
    }
    y += 16
    canvas.text(panel.heading, 12, y, size: 12, fill: Palette.ink)
    y += 10
    let endLabels = panel.lines.map { line -> String in
      let value = line.values.last { $0 != nil } ?? nil
      return line.name + (value.map { " " + NumberFormat.text($0, decimals: panel.decimals) } ?? "")
    }
    let labelLines = endLabels.map { TextMetrics.wrap($0, width: 118, size: 12) }
    let labelWidth = labelLines.joined().map { TextMetrics.width($0, size: 12) }.max() ?? 0
    let bottom = y + panel.height
    let totals = years.indices.map { index in panel.columns.reduce(0) { $0 + ($1.values[index] ?? 0) } }
    let everything =
      (panel.columns.isEmpty ? [] : totals)
      + panel.lines.flatMap { ($0.values + ($0.band.map { $0.low + $0.high } ?? [])).compactMap { $0 } }
      + panel.targets.map(\.value)
    let scale = Scale(
      everything, includesZero: panel.includesZero || !panel.columns.isEmpty, from: bottom, to: y + 14,
      isInteger: panel.decimals == 0)
    let tickDecimals = NumberFormat.decimals(for: scale.ticks)
    let tickTexts = scale.ticks.map { NumberFormat.text($0, decimals: tickDecimals) }
    let left = 20 + (tickTexts.map { TextMetrics.width($0, size: 12) }.max() ?? 0)
    let right = canvas.width - 16 - (labelWidth > 0 ? labelWidth + 12 : 8)
    for (tick, text) in zip(scale.ticks, tickTexts) {
      let at = scale.position(tick)
      canvas.line(left, at, right, at, stroke: tick == 0 ? Palette.rule : Palette.grid)
      canvas.label(text, left - 6, cy: at, anchor: .end, fill: Palette.faint)
    }
    let slot = (right - left) / Double(max(1, years.count))
    func x(_ index: Int) -> Double { left + slot * (Double(index) + 0.5) }
    for (index, year) in years.enumerated() where year % 5 == 0 || index == 0 || index == years.count - 1 {
      canvas.line(x(index), bottom, x(index), bottom + 4, stroke: Palette.rule)
      canvas.text("\(year)", x(index), bottom + 17, size: 12, anchor: .middle, fill: Palette.faint)
    }
    if let start = projectionStart, let index = years.firstIndex(of: start), index + 1 < years.count {
      let at = panel.columns.isEmpty ? x(index) : x(index) + slot / 2
      canvas.line(at, y, at, bottom, stroke: Palette.rule, dash: "2 3")
      canvas.text(projectionLabel, at + 4, y + 8, size: 12, fill: Palette.faint)
    }
    if panel.columns.isEmpty { drawBands(panel, &canvas, scale: scale, x: x) }
    drawColumns(panel, &canvas, scale: scale, slot: slot, x: x)
    if !panel.columns.isEmpty { drawWhiskers(panel, &canvas, scale: scale, x: x) }
    drawTargets(panel, &canvas, scale: scale, left: left, right: right, x: x)
    drawLines(panel, &canvas, scale: scale, x: x)
    drawEndLabels(panel, labelLines, &canvas, scale: scale, right: right, range: (y + 6)...(bottom - 2), x: x)
    if !panel.note.isEmpty {
      let lines = TextMetrics.wrap(panel.note, width: right - left - 24, size: 12)
      for (index, line) in lines.enumerated() {
        canvas.text(line, left + 8, y + 24 + 16 * Double(index), size: 12, fill: Palette.ink, halo: true)
      }
    }
    return bottom + 24
  }

  private func colour(of column: Int, in panel: Panel) -> String {
    let colours = panel.lines.isEmpty ? Palette.stacks : Palette.tints
    return colours[column % colours.count]
  }
  private static let dashes: [String?] = [nil, "7 3", "2 3", "9 3 2 3", nil, "4 2"]

  private func drawColumns(
    _ panel: Panel, _ canvas: inout Canvas, scale: Scale, slot: Double, x: (Int) -> Double
  ) {
    let width = min(26, slot * 0.72)
    for index in years.indices {
      var sum = 0.0
      for (position, column) in panel.columns.enumerated() {
        guard let value = column.values[index], value > 0 else { continue }
        let high = scale.position(sum + value)
        let low = scale.position(sum)
        let colour = colour(of: position, in: panel)
        if column.isAssumed {
          canvas.rect(x(index) - width / 2, high, width, low - high, fill: Palette.paper, stroke: colour)
          canvas.hatch(x(index) - width / 2, high, width, low - high, stroke: colour)
        } else {
          canvas.rect(
            x(index) - width / 2, high, width, low - high, fill: colour, stroke: Palette.paper, width: 0.75)
        }
        sum += value
      }
    }
  }

  private func drawTargets(
    _ panel: Panel, _ canvas: inout Canvas, scale: Scale, left: Double, right: Double, x: (Int) -> Double
  ) {
    for target in panel.targets {
      guard let index = years.firstIndex(of: target.year) else { continue }
      let at = scale.position(target.value)
      if target.hasRule { canvas.line(left, at, right, at, stroke: Palette.bad, width: 1, dash: "5 4") }
      let side = target.isUpperBound ? 1.0 : -1.0
      canvas.polygon(
        [(x(index) - 5, at + side * 10), (x(index) + 5, at + side * 10), (x(index), at + side)], fill: Palette.bad)
      let width = TextMetrics.width(target.label, size: 12)
      let middle = min(max(x(index), left + width / 2 + 2), right - width / 2)
      canvas.text(
        target.label, middle, target.isUpperBound ? at + 23 : at - 14, size: 12, anchor: .middle, fill: Palette.bad,
        halo: true)
    }
  }

  /// Shaded intervals, under everything else.
  private func drawBands(_ panel: Panel, _ canvas: inout Canvas, scale: Scale, x: (Int) -> Double) {
    for (position, line) in panel.lines.enumerated() {
      guard let band = line.band else { continue }
      let known = years.indices.filter { band.low[$0] != nil && band.high[$0] != nil }
      guard known.count > 1 else { continue }
      let upper = known.map { (x($0), scale.position(band.high[$0] ?? 0)) }
      let lower = known.reversed().map { (x($0), scale.position(band.low[$0] ?? 0)) }
      // See-through, so that bands of several scenarios show where they overlap.
      canvas.polygon(upper + lower, fill: Palette.lines[position % Palette.lines.count], opacity: 0.16)
    }
  }

  /// Over columns a shade would hide them: intervals of lines stand as whiskers every five years.
  private func drawWhiskers(_ panel: Panel, _ canvas: inout Canvas, scale: Scale, x: (Int) -> Double) {
    for (position, line) in panel.lines.enumerated() {
      guard let band = line.band else { continue }
      let colour = Palette.lines[position % Palette.lines.count]
      let shift = (Double(position) - Double(panel.lines.count - 1) / 2) * 5
      for index in years.indices where years[index] % 5 == 0 || index == years.count - 1 {
        guard let low = band.low[index], let high = band.high[index], high > low else { continue }
        let (top, bottom, at) = (scale.position(high), scale.position(low), x(index) + shift)
        canvas.line(at, top, at, bottom, stroke: Palette.paper, width: 4)
        canvas.line(at, top, at, bottom, stroke: colour, width: 1.5)
        canvas.line(at - 3, top, at + 3, top, stroke: colour, width: 1.5)
        canvas.line(at - 3, bottom, at + 3, bottom, stroke: colour, width: 1.5)
      }
    }
  }

  private func drawLines(_ panel: Panel, _ canvas: inout Canvas, scale: Scale, x: (Int) -> Double) {
    for (position, line) in panel.lines.enumerated() {
      let colour = Palette.lines[position % Palette.lines.count]
      let points = years.indices.compactMap { index in
        line.values[index].map { (x(index), scale.position($0)) }
      }
      let dash = line.isAssumed ? "5 4" : PanelChart.dashes[position % PanelChart.dashes.count]
      canvas.polyline(points, stroke: Palette.paper, width: 4)
      canvas.polyline(points, stroke: colour, width: 2, dash: dash)
      for (index, value) in line.values.enumerated() {
        guard let value, years[index] % 5 == 0 else { continue }
        canvas.circle(
          x(index), scale.position(value), 3, fill: line.isAssumed ? Palette.paper : colour, stroke: colour,
          width: 1.5)
      }
    }
  }

  private func drawEndLabels(
    _ panel: Panel, _ labels: [[String]], _ canvas: inout Canvas, scale: Scale, right: Double,
    range: ClosedRange<Double>, x: (Int) -> Double
  ) {
    let tallest = Double(labels.map(\.count).max() ?? 1)
    let ends = panel.lines.map { line in (line.values.last { $0 != nil } ?? nil).map(scale.position) ?? range.upperBound
    }
    let half = 7.5 * tallest
    let low = range.lowerBound + half - 7
    let placed = LabelPlacement.spread(ends, gap: 15 * tallest, in: low...max(low, range.upperBound - half + 7))
    for (index, lines) in labels.enumerated() {
      let colour = Palette.lines[index % Palette.lines.count]
      let start = right - 4
      if abs(placed[index] - ends[index]) > 6 {
        canvas.line(x(years.count - 1) + 4, ends[index], start + 6, placed[index], stroke: colour, width: 0.75)
      }
      for (row, text) in lines.enumerated() {
        let at = placed[index] + (Double(row) - Double(lines.count - 1) / 2) * 14
        canvas.label(text, start + 10, cy: at, size: 12, fill: colour)
      }
    }
  }
}
