internal import PlainText

/// Values over the years in one or two stacked panels that share the years: stacked columns, lines, targets.
public struct PanelChart: Sendable {
  public struct Columns: Sendable {
    public let name: String
    public let values: [Double?]
    /// Drawn hatched: committed but not yet certain, imputed or assumed.
    public let isAssumed: Bool
    /// A whole that the other panels show in parts: grey, so that it is not taken for one of them.
    public let isWhole: Bool

    public init(name: String, values: [Double?], isAssumed: Bool = false, isWhole: Bool = false) {
      self.name = name
      self.values = values
      self.isAssumed = isAssumed
      self.isWhole = isWhole
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

  /// An upper limit by year, drawn as a rule across the year's columns.
  public struct Limits: Sendable {
    public let name: String
    public let values: [Double?]

    public init(name: String, values: [Double?]) {
      self.name = name
      self.values = values
    }
  }

  public struct Panel: Sendable {
    /// What is measured, with its unit, at the axis head.
    public let heading: String
    public let columns: [Columns]
    public let lines: [Line]
    public let targets: [Target]
    public let limits: Limits?
    public let includesZero: Bool
    public let decimals: Int
    /// A sentence inside the panel, for instance where a capacity is not stated.
    public let note: String
    /// Of the plot, in pixels.
    public let height: Double
    /// What happened; in the panel's unit.
    public let actuals: [ActualMark]

    public init(
      heading: String, columns: [Columns] = [], lines: [Line] = [], targets: [Target] = [],
      limits: Limits? = nil, includesZero: Bool = true, decimals: Int = 0, note: String = "", height: Double = 190,
      actuals: [ActualMark] = []
    ) {
      self.actuals = actuals
      self.heading = heading
      self.columns = columns
      self.lines = lines
      self.targets = targets
      self.limits = limits
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

  /// A column for each series; where panels have series of one name, the panel's heading stands before it.
  public var table: ChartTable {
    let names = panels.flatMap { panel in (panel.columns.map(\.name) + panel.lines.map(\.name)) }
    let series = panels.flatMap { panel in
      func full(_ name: String) -> String {
        names.count { $0 == name } > 1 ? panel.heading + " " + name : name
      }
      return panel.columns.map { (full($0.name), $0.values) }
        + panel.lines.flatMap { line in
          [(full(line.name), line.values)]
            + (line.band.map { [(full(line.name) + " p10", $0.low), (full(line.name) + " p90", $0.high)] } ?? [])
        }
        + (panel.limits.map { [(full($0.name), $0.values)] } ?? []) + actuals(panel)
    }
    return ChartTable(
      columns: ["year"] + series.map(\.0),
      rows: years.enumerated().map { index, year in
        [.number(Double(year))] + series.map { .number($0.1[index]) }
      })
  }

  /// A column for each name of what happened.
  private func actuals(_ panel: Panel) -> [(String, [Double?])] {
    var names: [String] = []
    for mark in panel.actuals where !names.contains(mark.name) { names.append(mark.name) }
    return names.map { name in
      (name, years.map { year in panel.actuals.first { $0.name == name && $0.year == year }?.value })
    }
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
    let isKeyed = needsKey
    if isKeyed { y = canvas.legend(key, y) }
    let sides = Sides(panels.map { self.sides($0, isKeyed: isKeyed) })
    for (index, panel) in panels.enumerated() {
      let isSame = index > 0 && panels[index - 1].columns.map(\.name) == panel.columns.map(\.name)
      y = draw(panel, hasLegend: !isSame, isKeyed: isKeyed, sides: sides, canvas: &canvas, top: y)
    }
    let height = canvas.foot(frame, y)
    return (canvas.svg(frame, height: height), canvas, height)
  }

  // MARK: Layout

  /// Room on both sides of the years, the same for all panels so that their years stand under each other.
  private struct Sides {
    /// Width of the widest tick.
    var ticks: Double
    /// Width of the widest label at a line's end; 0 without lines.
    var labels: Double
    /// Width of the intervals that stand behind the last year.
    var bars: Double

    init(ticks: Double, labels: Double, bars: Double) {
      self.ticks = ticks
      self.labels = labels
      self.bars = bars
    }

    init(_ all: [Sides]) {
      ticks = all.map(\.ticks).max() ?? 0
      labels = all.map(\.labels).max() ?? 0
      bars = all.map(\.bars).max() ?? 0
    }
  }

  private func sides(_ panel: Panel, isKeyed: Bool) -> Sides {
    let ticks = tickTexts(scale(panel, from: panel.height, to: 0))
    let labels = endLabels(panel, isKeyed: isKeyed).joined()
    return Sides(
      ticks: ticks.map { TextMetrics.width($0, size: 12) }.max() ?? 0,
      labels: (labels.map { TextMetrics.width($0, size: 12) }.max() ?? 0) + (isKeyed ? 10 : 0),
      bars: showsShades(panel) || !panel.columns.isEmpty ? 0 : 7 * Double(panel.lines.count { $0.band != nil }) + 3)
  }

  private func scale(_ panel: Panel, from bottom: Double, to top: Double) -> Scale {
    let totals = years.indices.map { index in panel.columns.reduce(0) { $0 + ($1.values[index] ?? 0) } }
    var everything = panel.columns.isEmpty ? [] : totals
    for line in panel.lines {
      everything += line.values.compactMap { $0 }
      if let band = line.band { everything += (band.low + band.high).compactMap { $0 } }
    }
    everything += panel.targets.map(\.value)
    everything += panel.limits?.values.compactMap { $0 } ?? []
    everything += panel.actuals.map(\.value)
    return Scale(
      everything, includesZero: panel.includesZero || !panel.columns.isEmpty, from: bottom, to: top,
      isInteger: panel.decimals == 0)
  }

  private func tickTexts(_ scale: Scale) -> [String] {
    let decimals = NumberFormat.decimals(for: scale.ticks)
    return scale.ticks.map { NumberFormat.text($0, decimals: decimals) }
  }

  /// The label of each line's end, in rows: name and value, or the value alone under a key.
  private func endLabels(_ panel: Panel, isKeyed: Bool) -> [[String]] {
    panel.lines.map { line in
      let value = (line.values.last { $0 != nil } ?? nil).map { NumberFormat.text($0, decimals: panel.decimals) }
      return isKeyed
        ? [value ?? "—"] : TextMetrics.wrap(line.name + (value.map { " " + $0 } ?? ""), width: 118, size: 12)
    }
  }

  /// Whether names go into a key above the panels: the ends of the lines have no room for them.
  private var needsKey: Bool {
    panels.contains { panel in
      let labels = endLabels(panel, isKeyed: false)
      return labels.count > 6 || 15 * Double(labels.count * (labels.map(\.count).max() ?? 0)) > panel.height + 8
    }
  }

  /// The lines of the panels, each name once.
  private var key: [LegendEntry] {
    var entries: [LegendEntry] = []
    for panel in panels {
      for (position, line) in panel.lines.enumerated() where !entries.contains(where: { $0.name == line.name }) {
        let style = LineStyle(position, isAssumed: line.isAssumed)
        entries.append(LegendEntry(name: line.name, colour: style.colour, mark: .series(style)))
      }
    }
    return entries
  }

  /// Whether intervals are shaded: two at most, or any number that never overlap. Else they stand as bars behind the last
  /// year, where none hides another.
  private func showsShades(_ panel: Panel) -> Bool {
    let bands = panel.lines.compactMap(\.band)
    guard bands.count > 2 else { return true }
    return years.indices.allSatisfy { year in
      let spans = bands.compactMap { band -> (Double, Double)? in
        guard let low = band.low[year], let high = band.high[year] else { return nil }
        return (low, high)
      }.sorted { $0.0 < $1.0 }
      return zip(spans, spans.dropFirst()).allSatisfy { $0.1 < $1.0 }
    }
  }

  /// Whether every interval of the chart is a shade, for the sentence that explains them.
  public var showsShades: Bool { panels.allSatisfy { showsShades($0) } }

  private func draw(
    _ panel: Panel, hasLegend: Bool, isKeyed: Bool, sides: Sides, canvas: inout Canvas, top: Double
  ) -> Double {
    var y = top
    if hasLegend, panel.columns.count > 1 || panel.limits != nil || panel.columns.contains(where: \.isAssumed) {
      y = canvas.legend(
        panel.columns.enumerated().map { index, column in
          LegendEntry(name: column.name, colour: colour(of: index, in: panel), mark: column.isAssumed ? .hatch : .fill)
        } + (panel.limits.map { [LegendEntry(name: $0.name, colour: Palette.bad, mark: .line(dash: nil))] } ?? []), y)
    }
    y += 16
    canvas.text(panel.heading, 12, y, size: 12, fill: Palette.ink)
    y += 10
    let labelLines = endLabels(panel, isKeyed: isKeyed)
    // Lines whose values alone need more room get it.
    let rows = labelLines.reduce(0) { max($0, $1.count) } * labelLines.count
    let bottom = y + max(panel.height, 15 * Double(rows) - 8)
    let scale = scale(panel, from: bottom, to: y + 14)
    let tickTexts = tickTexts(scale)
    let left = 20 + sides.ticks
    let right = canvas.width - 16 - (sides.labels > 0 ? sides.labels + 12 : 8) - sides.bars
    let slot = (right - left) / Double(max(1, years.count))
    func x(_ index: Int) -> Double { left + slot * (Double(index) + 0.5) }
    if panel.columns.isEmpty {
      if showsShades(panel) {
        drawBands(panel, &canvas, scale: scale, x: x)
      } else {
        drawBars(panel, &canvas, scale: scale, left: right)
      }
    }
    for (tick, text) in zip(scale.ticks, tickTexts) {
      let at = scale.position(tick)
      canvas.line(left, at, right, at, stroke: tick == 0 ? Palette.rule : Palette.grid)
      canvas.label(text, left - 6, cy: at, anchor: .end, fill: Palette.faint)
    }
    if let first = years.first, let last = years.last {
      for year in YearAxis.labels(first...last, first: [first, last], x: { x($0 - first) }) {
        let at = x(year - first)
        canvas.line(at, bottom, at, bottom + 4, stroke: Palette.rule)
        canvas.text("\(year)", at, bottom + 17, size: 12, anchor: .middle, fill: Palette.faint)
      }
    }
    if let start = projectionStart, let index = years.firstIndex(of: start), index + 1 < years.count {
      let at = panel.columns.isEmpty ? x(index) : x(index) + slot / 2
      canvas.line(at, y, at, bottom, stroke: Palette.rule, dash: "2 3")
      canvas.text(projectionLabel, at + 4, y + 8, size: 12, fill: Palette.faint)
    }
    drawColumns(panel, &canvas, scale: scale, slot: slot, x: x)
    if !panel.columns.isEmpty { drawWhiskers(panel, &canvas, scale: scale, x: x) }
    drawLimits(panel, &canvas, scale: scale, slot: slot, x: x)
    let marks = places(of: panel, scale: scale, slot: slot, x: x)
    drawTargets(
      panel, &canvas, scale: scale, left: left, right: right, x: x, around: marks.map { Canvas.actualBox($0.0, $0.1) })
    drawLines(panel, &canvas, scale: scale, x: x)
    for (mark, place) in zip(panel.actuals, marks) {
      canvas.actual(place.0, place.1, isAssumed: mark.isAssumed)
    }
    drawEndLabels(
      panel, labelLines, isKeyed: isKeyed, &canvas, scale: scale, right: right + sides.bars,
      range: (y + 6)...(bottom - 2), x: x)
    if !panel.note.isEmpty {
      let lines = TextMetrics.wrap(panel.note, width: right - left - 24, size: 12)
      for (index, line) in lines.enumerated() {
        canvas.text(line, left + 8, y + 24 + 16 * Double(index), size: 12, fill: Palette.ink, halo: true)
      }
    }
    return bottom + 24
  }

  private func colour(of column: Int, in panel: Panel) -> String {
    guard !panel.columns[column].isWhole else { return Palette.rule }
    let colours = panel.lines.isEmpty ? Palette.stacks : Palette.tints
    return colours[column % colours.count]
  }
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

  /// Where marks of what happened stand: at their moment, or beside it inside their year where a target's triangle or another
  /// mark is.
  private func places(
    of panel: Panel, scale: Scale, slot: Double, x: (Int) -> Double
  ) -> [(Double, Double)] {
    var taken = panel.targets.compactMap { target -> Canvas.PlacedText? in
      guard let index = years.firstIndex(of: target.year) else { return nil }
      let at = scale.position(target.value)
      let ends = target.isUpperBound ? (at, at + 11) : (at - 11, at)
      return Canvas.PlacedText(text: "", left: x(index) - 5, top: ends.0, right: x(index) + 5, bottom: ends.1)
    }
    let step = min(13, slot / 2)
    return panel.actuals.map { mark in
      let at = x(0) + slot * (mark.time - Double(years.first ?? 0))
      let height = scale.position(mark.value)
      let free = [0, step, -step].first { shift in
        let box = Canvas.actualBox(at + shift, height)
        return !taken.contains { $0.overlaps(box) }
      }
      taken.append(Canvas.actualBox(at + (free ?? 0), height))
      return (at + (free ?? 0), height)
    }
  }

  private func drawTargets(
    _ panel: Panel, _ canvas: inout Canvas, scale: Scale, left: Double, right: Double, x: (Int) -> Double,
    around marks: [Canvas.PlacedText]
  ) {
    // A target never has the colour of a line: the second line is red.
    let colour = panel.lines.count > 1 ? Palette.ink : Palette.bad
    for target in panel.targets {
      guard let index = years.firstIndex(of: target.year) else { continue }
      let at = scale.position(target.value)
      if target.hasRule { canvas.line(left, at, right, at, stroke: colour, width: 1, dash: "5 4") }
      let side = target.isUpperBound ? 1.0 : -1.0
      canvas.polygon(
        [(x(index) - 5, at + side * 10), (x(index) + 5, at + side * 10), (x(index), at + side)], fill: colour)
      let width = TextMetrics.width(target.label, size: 12)
      let middle = min(max(x(index), left + width / 2 + 2), right - width / 2)
      // Beyond its triangle, else beyond a mark that stands there.
      let usual = target.isUpperBound ? at + 23 : at - 14
      let places = [usual, usual + side * 14, usual + side * 28, at - side * 14 + (target.isUpperBound ? 0 : 9)]
      let free = places.first { baseline in
        let box = Canvas.PlacedText(
          text: target.label, left: middle - width / 2, top: baseline - 10.5, right: middle + width / 2,
          bottom: baseline + 2)
        return !marks.contains { $0.overlaps(box) }
      }
      canvas.text(target.label, middle, free ?? usual, size: 12, anchor: .middle, fill: colour, halo: true)
    }
  }

  /// Shaded intervals under everything else, outlined so that one that lies on another does not hide it.
  private func drawBands(_ panel: Panel, _ canvas: inout Canvas, scale: Scale, x: (Int) -> Double) {
    var outlines: [([(Double, Double)], String)] = []
    for (position, line) in panel.lines.enumerated() {
      guard let band = line.band else { continue }
      let known = years.indices.filter { band.low[$0] != nil && band.high[$0] != nil }
      guard known.count > 1 else { continue }
      let upper = known.map { (x($0), scale.position(band.high[$0] ?? 0)) }
      let lower = known.map { (x($0), scale.position(band.low[$0] ?? 0)) }
      let colour = LineStyle(position).colour
      canvas.polygon(upper + lower.reversed(), fill: Palette.tint(colour, share: 0.16))
      outlines += [(upper, colour), (lower, colour)]
    }
    guard panel.lines.count(where: { $0.band != nil }) > 1 else { return }
    for (points, colour) in outlines { canvas.polyline(points, stroke: Palette.tint(colour, share: 0.6), width: 0.75) }
  }

  /// Intervals in the last year, side by side behind it.
  private func drawBars(_ panel: Panel, _ canvas: inout Canvas, scale: Scale, left: Double) {
    var at = left + 5
    for (position, line) in panel.lines.enumerated() {
      guard let band = line.band else { continue }
      defer { at += 7 }
      guard let low = band.low.last ?? nil, let high = band.high.last ?? nil else { continue }
      let (top, bottom) = (scale.position(high), scale.position(low))
      let style = LineStyle(position, isAssumed: line.isAssumed)
      canvas.line(at, top, at, bottom, stroke: style.colour, width: 1.5)
      for end in [top, bottom] { canvas.line(at - 2.5, end, at + 2.5, end, stroke: style.colour, width: 1.5) }
      if let value = line.values.last ?? nil { canvas.mark(style, at, scale.position(value), size: 2.5) }
    }
  }

  /// Over columns a shade would hide them: intervals of lines stand as whiskers every five years.
  private func drawWhiskers(_ panel: Panel, _ canvas: inout Canvas, scale: Scale, x: (Int) -> Double) {
    for (position, line) in panel.lines.enumerated() {
      guard let band = line.band else { continue }
      let colour = LineStyle(position).colour
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
    func points(_ line: Line) -> [(Double, Double)] {
      years.indices.compactMap { index in line.values[index].map { (x(index), scale.position($0)) } }
    }
    // All halos lie under all lines: of lines that coincide, each shows in the gaps of the next.
    // Over a narrow band a halo would hide the band.
    for line in panel.lines where line.band == nil || !panel.columns.isEmpty {
      canvas.polyline(points(line), stroke: Palette.paper, width: 4)
    }
    for (position, line) in panel.lines.enumerated() {
      let style = LineStyle(position, isAssumed: line.isAssumed)
      canvas.polyline(points(line), stroke: style.colour, width: 2, dash: style.dash)
      for (index, value) in line.values.enumerated() {
        guard let value, years[index] % 5 == 0 else { continue }
        canvas.mark(style, x(index), scale.position(value), size: 3)
      }
    }
  }

  private func drawEndLabels(
    _ panel: Panel, _ labels: [[String]], isKeyed: Bool, _ canvas: inout Canvas, scale: Scale, right: Double,
    range: ClosedRange<Double>, x: (Int) -> Double
  ) {
    let tallest = Double(labels.map(\.count).max() ?? 1)
    let ends = panel.lines.map { line in (line.values.last { $0 != nil } ?? nil).map(scale.position) ?? range.upperBound
    }
    let half = 7.5 * tallest
    let low = range.lowerBound + half - 7
    let placed = LabelPlacement.spread(ends, gap: 15 * tallest, in: low...max(low, range.upperBound - half + 7))
    for (index, lines) in labels.enumerated() {
      let colour = LineStyle(index).colour
      let start = right - 4
      if abs(placed[index] - ends[index]) > 6 {
        canvas.line(
          max(start + 1, x(years.count - 1) + 4), ends[index], start + 6, placed[index], stroke: colour, width: 0.75)
      }
      if isKeyed {
        canvas.mark(LineStyle(index, isAssumed: panel.lines[index].isAssumed), start + 12, placed[index], size: 2.5)
      }
      for (row, text) in lines.enumerated() {
        let at = placed[index] + (Double(row) - Double(lines.count - 1) / 2) * 14
        canvas.label(text, start + (isKeyed ? 20 : 10), cy: at, size: 12, fill: colour)
      }
    }
  }
}
