internal import PlainText

/// A fan (扇形图): the median over the years in nested intervals, with what was observed before and since.
public struct FanChart: Sendable {
  /// An interval by year; they are given from the widest to the narrowest.
  public struct Band: Sendable, Hashable {
    /// What stands at both ends, for instance `95%`.
    public let name: String
    public let low: [Double?]
    public let high: [Double?]
    /// Column names of its ends in the data twin.
    public let columns: [String]

    public init(name: String, low: [Double?], high: [Double?], columns: [String]) {
      self.name = name
      self.low = low
      self.high = high
      self.columns = columns
    }
  }

  public struct Observed: Sendable, Hashable {
    /// On the axis of the years, so that 2023.5 lies in the middle of the marks of 2023 and 2024.
    public let time: Double
    public let value: Double
    public let name: String
    /// Whether the projection starts from it; the others are what it may be checked with.
    public let isHistory: Bool
    /// Whether its source is no better than an assumption: hollow.
    public let isAssumed: Bool

    public init(time: Double, value: Double, name: String, isHistory: Bool, isAssumed: Bool = false) {
      self.isAssumed = isAssumed
      self.time = time
      self.value = value
      self.name = name
      self.isHistory = isHistory
    }
  }

  /// What is measured, with its unit, at the axis head.
  public let heading: String
  public let years: [Int]
  /// The median, or the only course where nothing was drawn.
  public let middle: [Double?]
  public let middleName: String
  public let middleColumn: String
  public let bands: [Band]
  public let observed: [Observed]
  public let projectionLabel: String
  /// Whether only whole numbers are lawful.
  public let isInteger: Bool
  /// Words behind a band's name at its upper and its lower end: a bare percentage would read as a probability.
  public let upper: String
  public let lower: String

  /// - Precondition: years ascend, and every band has as many values.
  public init(
    heading: String, years: [Int], middle: [Double?], middleName: String, middleColumn: String, bands: [Band],
    observed: [Observed], projectionLabel: String, isInteger: Bool, upper: String = "", lower: String = ""
  ) {
    precondition(!years.isEmpty && bands.allSatisfy { $0.low.count == years.count && $0.high.count == years.count })
    self.heading = heading
    self.years = years
    self.middle = middle
    self.middleName = middleName
    self.middleColumn = middleColumn
    self.bands = bands
    self.observed = observed
    self.projectionLabel = projectionLabel
    self.isInteger = isInteger
    self.upper = upper
    self.lower = lower
  }

  /// Every year and every observation in order of time.
  public var table: ChartTable {
    var rows: [(time: Double, row: [ChartTable.Value])] = []
    for (index, year) in years.enumerated() {
      let ends = bands.flatMap { [$0.low[index], $0.high[index]] }
      let here = first(at: Double(year))
      rows.append(
        (
          Double(year),
          [.number(Double(year)), .number(middle[index])] + ends.map { .number($0) }
            + [.number(here?.value), .text(here?.name ?? "")]
        ))
    }
    for point in observed where !years.contains(where: { first(at: Double($0)) == point }) {
      rows.append(
        (
          point.time,
          [.number(point.time), .number(nil)] + bands.flatMap { _ in [ChartTable.Value.number(nil), .number(nil)] }
            + [.number(point.value), .text(point.name)]
        ))
    }
    return ChartTable(
      columns: ["year", middleColumn] + bands.flatMap(\.columns) + ["observed", "observation"],
      rows: rows.sorted { $0.time < $1.time }.map(\.row))
  }

  /// What stands in a year's own row; of several at one moment the first.
  private func first(at time: Double) -> Observed? { observed.first { $0.time == time } }

  /// Whether the axis begins at zero; where it does not, the subtitle has to say so.
  public var beginsAtZero: Bool { scale(from: 1, to: 0).low == 0 }

  public func svg(_ frame: ChartFrame) -> String { draw(frame).svg }

  private static let plotHeight = 250.0
  private static let gap = 14.0

  private func scale(from bottom: Double, to top: Double) -> Scale {
    let values = (middle + bands.flatMap { $0.low + $0.high }).compactMap { $0 } + observed.map(\.value)
    return Scale(values, includesZero: false, from: bottom, to: top, isInteger: isInteger)
  }

  /// Ends in the last year: name, value, and how strongly they speak.
  private var ends: [(name: String, value: Double, isMiddle: Bool)] {
    let last = years.count - 1
    var ends: [(String, Double, Bool)] = []
    for band in bands { if let value = band.high[last] { ends.append((band.name + upper, value, false)) } }
    if let value = middle[last] { ends.append((middleName, value, true)) }
    for band in bands.reversed() { if let value = band.low[last] { ends.append((band.name + lower, value, false)) } }
    return ends.map { (name: $0.0, value: $0.1, isMiddle: $0.2) }
  }

  /// Fewest decimals that tell the ends apart.
  private var decimals: Int {
    guard !isInteger else { return 0 }
    let values = Set(ends.map(\.value))
    return [1, 2].first { decimals in
      Set(values.map { NumberFormat.text($0, decimals: decimals) }).count == values.count
    } ?? 2
  }

  func draw(_ frame: ChartFrame) -> (svg: String, canvas: Canvas, height: Double) {
    var canvas = Canvas(width: 590)
    var y = canvas.head(frame) + 16
    canvas.text(heading, 12, y)
    y += 10
    let bottom = y + FanChart.plotHeight
    let scale = scale(from: bottom, to: y + 18)
    let decimals = decimals
    let tickDecimals = NumberFormat.decimals(for: scale.ticks)
    let ticks = scale.ticks.map { NumberFormat.text($0, decimals: tickDecimals) }
    let labels = ends.map { "\($0.name) \(NumberFormat.text($0.value, decimals: decimals))" }
    let left = 20 + (ticks.map { TextMetrics.width($0, size: 12) }.max() ?? 0)
    let right = canvas.width - 26 - (labels.map { TextMetrics.width($0, size: 12) }.max() ?? 0)
    let times = years.map(Double.init) + observed.map(\.time)
    let (first, last) = (times.min() ?? 0, max(times.max() ?? 1, (times.min() ?? 0) + 1))
    func x(_ time: Double) -> Double { left + 8 + (time - first) / (last - first) * (right - left - 8) }

    drawBands(&canvas, scale, x)
    for (tick, text) in zip(scale.ticks, ticks) {
      let at = scale.position(tick)
      canvas.line(left, at, right, at, stroke: tick == scale.low ? Palette.rule : Palette.grid)
      canvas.label(text, left - 6, cy: at, anchor: .end, fill: Palette.faint)
    }
    drawYears(&canvas, bottom, Int(first.rounded(.up))...Int(last.rounded(.down)), x)
    let start = x(Double(years[0]))
    canvas.line(start, y, start, bottom, stroke: Palette.rule)
    canvas.text(projectionLabel, start + 4, y + 10, fill: Palette.faint)
    let course = years.indices.compactMap { index in
      middle[index].map { (x(Double(years[index])), scale.position($0)) }
    }
    canvas.polyline(course, stroke: Palette.fanLine, width: 2.5)
    drawObserved(&canvas, scale, decimals: decimals, x, inside: left...right, above: bottom)
    drawEnds(&canvas, scale, labels, x(last), range: (y + 6)...(bottom - 2))
    let height = canvas.foot(frame, bottom + 24)
    return (canvas.svg(frame, height: height), canvas, height)
  }

  private func drawBands(_ canvas: inout Canvas, _ scale: Scale, _ x: (Double) -> Double) {
    for (position, band) in bands.enumerated() {
      let known = years.indices.filter { band.low[$0] != nil && band.high[$0] != nil }
      guard known.count > 1 else { continue }
      func edge(_ values: [Double?]) -> [(Double, Double)] {
        known.map { (x(Double(years[$0])), scale.position(values[$0] ?? 0)) }
      }
      let colour = Palette.fan[min(position, Palette.fan.count - 1)]
      canvas.polygon(edge(band.high) + edge(band.low).reversed(), fill: colour)
    }
  }

  /// The first projected and the last year always, every fifth where there is room.
  private func drawYears(
    _ canvas: inout Canvas, _ bottom: Double, _ range: ClosedRange<Int>, _ x: (Double) -> Double
  ) {
    for year in YearAxis.labels(
      range, first: [years[0], range.upperBound, range.lowerBound], x: { x(Double($0)) })
    {
      let at = x(Double(year))
      canvas.line(at, bottom, at, bottom + 4, stroke: Palette.rule)
      canvas.text("\(year)", at, bottom + 17, anchor: .middle, fill: Palette.faint)
    }
  }

  private func drawObserved(
    _ canvas: inout Canvas, _ scale: Scale, decimals: Int, _ x: (Double) -> Double, inside: ClosedRange<Double>,
    above bottom: Double
  ) {
    let history = observed.filter(\.isHistory).sorted { $0.time < $1.time }
    canvas.polyline(history.map { (x($0.time), scale.position($0.value)) }, stroke: Palette.ink, width: 2)
    for point in observed {
      let (at, height) = (x(point.time), scale.position(point.value))
      if point.isHistory {
        canvas.circle(at, height, 3.5, fill: Palette.ink)
      } else {
        canvas.actual(at, height, isAssumed: point.isAssumed, colour: Palette.bad)
      }
    }
    let marks = observed.map { Canvas.actualBox(x($0.time), scale.position($0.value)) }
    var obstacles = marks
    let course = years.indices.compactMap { index in
      middle[index].map { (x(Double(years[index])), scale.position($0)) }
    }
    for line in [course, history.map { (x($0.time), scale.position($0.value)) }] {
      obstacles += FanChart.boxes(along: line)
    }
    for point in observed {
      let text = "\(point.name) \(NumberFormat.text(point.value, decimals: decimals))"
      let half = TextMetrics.width(text, size: 12) / 2
      let at = min(max(x(point.time), inside.lowerBound + half + 2), inside.upperBound - half - 2)
      let height = scale.position(point.value)
      // Above, or below, or further away, wherever nothing else stands; rather on a line than on another text.
      let places = [-10.0, 21, -26, 37, 53].map { shift in
        Canvas.PlacedText(
          text: text, left: at - half - 3, top: height + shift - 11, right: at + half + 3, bottom: height + shift + 3)
      }
      let lawful = places.filter { place in
        place.bottom < bottom && !canvas.texts.contains { place.overlaps($0) }
      }
      // Of many facts side by side those without room go without a name: the data twin has it.
      let free =
        lawful.first { place in !obstacles.contains { place.overlaps($0) } }
        ?? lawful.first { place in !marks.contains { place.overlaps($0) } } ?? (point.isHistory ? lawful.first : nil)
      guard let free else { continue }
      canvas.text(text, at, free.bottom - 3, anchor: .middle, halo: true)
    }
  }

  /// Small boxes along a line, for keeping text off it.
  private static func boxes(along line: [(Double, Double)]) -> [Canvas.PlacedText] {
    zip(line, line.dropFirst()).flatMap { start, end -> [Canvas.PlacedText] in
      let steps = max(1, Int((max(abs(end.0 - start.0), abs(end.1 - start.1)) / 3).rounded(.up)))
      return (0...steps).map { step in
        let share = Double(step) / Double(steps)
        let (at, height) = (start.0 + (end.0 - start.0) * share, start.1 + (end.1 - start.1) * share)
        return Canvas.PlacedText(text: "", left: at - 2, top: height - 2, right: at + 2, bottom: height + 2)
      }
    }
  }

  private func drawEnds(
    _ canvas: inout Canvas, _ scale: Scale, _ labels: [String], _ edge: Double, range: ClosedRange<Double>
  ) {
    let wanted = ends.map { scale.position($0.value) }
    let placed = LabelPlacement.spread(wanted, gap: FanChart.gap, in: range)
    for (index, end) in ends.enumerated() {
      let colour = end.isMiddle ? Palette.fanLine : Palette.faint
      if abs(placed[index] - wanted[index]) > 1 {
        canvas.line(edge + 2, wanted[index], edge + 12, placed[index], stroke: colour, width: 0.75)
      }
      canvas.label(labels[index], edge + 15, cy: placed[index], fill: colour, bold: end.isMiddle)
    }
  }
}
