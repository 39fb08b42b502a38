internal import PlainText

/// Population by age group and sex in several years: the first filled, the others as outline steps.
public struct PyramidChart: Sendable {
  public struct Series: Sendable {
    public let name: String
    /// Persons by age group, youngest first.
    public let male: [Double]
    public let female: [Double]
    /// Ends of the interval of each bar, drawn as whiskers; `nil` without.
    public let interval: Interval?

    public init(name: String, male: [Double], female: [Double], interval: Interval? = nil) {
      self.name = name
      self.male = male
      self.female = female
      self.interval = interval
    }
  }

  /// Lower and upper ends by age group.
  public struct Interval: Sendable {
    public let male: [(low: Double, high: Double)]
    public let female: [(low: Double, high: Double)]

    public init(male: [(low: Double, high: Double)], female: [(low: Double, high: Double)]) {
      self.male = male
      self.female = female
    }
  }

  /// Labels of the age groups, youngest first.
  public let ages: [String]
  public let series: [Series]
  public let maleLabel: String
  public let femaleLabel: String
  public let unitLabel: String
  /// Values are divided by this for the axis, for instance 10,000 for 万人.
  public let unit: Double

  public init(
    ages: [String], series: [Series], maleLabel: String, femaleLabel: String, unitLabel: String, unit: Double
  ) {
    self.ages = ages
    self.series = series
    self.maleLabel = maleLabel
    self.femaleLabel = femaleLabel
    self.unitLabel = unitLabel
    self.unit = unit
  }

  public var table: ChartTable {
    ChartTable(
      columns: ["age_group"] + series.flatMap { ["\($0.name) M", "\($0.name) F"] }
        + series.filter { $0.interval != nil }.flatMap { series in
          ["M p10", "M p90", "F p10", "F p90"].map { "\(series.name) \($0)" }
        },
      rows: ages.indices.map { age in
        [.text(ages[age])] + series.flatMap { [.number($0.male[age]), .number($0.female[age])] }
          + series.compactMap(\.interval).flatMap { ends in
            [ends.male[age], ends.female[age]].flatMap { [.number($0.low), .number($0.high)] }
          }
      })
  }

  public func svg(_ frame: ChartFrame) -> String { draw(frame).svg }

  func draw(_ frame: ChartFrame) -> (svg: String, canvas: Canvas, height: Double) {
    var canvas = Canvas(width: 590)
    var y = canvas.head(frame)
    y = canvas.legend(
      series.enumerated().map { index, series in
        LegendEntry(
          name: series.name, colour: colour(index), mark: index == 0 ? .fill : .outline(width: thickness(index)))
      }, y)
    let row = 16.0
    let top = y + 22
    let bottom = top + row * Double(ages.count)
    let middle = canvas.width / 2
    let gutter = 26.0
    let reach = middle - gutter - 14
    let ends = series.compactMap(\.interval).flatMap { $0.male + $0.female }.map(\.high)
    let largest = (series.flatMap { $0.male + $0.female } + ends).map { $0 / unit }
    let scale = Scale(largest, includesZero: true, from: 0, to: reach, count: 4)
    let decimals = NumberFormat.decimals(for: scale.ticks)
    for tick in scale.ticks {
      for side in [-1.0, 1.0] {
        let x = middle + side * (gutter + scale.position(tick))
        canvas.line(x, top, x, bottom, stroke: tick == 0 ? Palette.rule : Palette.grid)
        canvas.text(
          NumberFormat.text(tick, decimals: decimals), x, bottom + 16, anchor: .middle, fill: Palette.faint)
      }
    }
    canvas.text(maleLabel, middle - gutter - 4, top - 6, anchor: .end, bold: true)
    canvas.text(femaleLabel, middle + gutter + 4, top - 6, bold: true)
    canvas.text(unitLabel, canvas.width - 14, top - 6, anchor: .end, fill: Palette.faint)
    func edge(_ age: Int) -> Double { bottom - row * Double(age) }
    for (index, series) in series.enumerated() {
      for (side, values) in [(-1.0, series.male), (1.0, series.female)] {
        func x(_ value: Double) -> Double { middle + side * (gutter + scale.position(value / unit)) }
        if index == 0 {
          for (age, value) in values.enumerated() {
            let end = x(value)
            let start = middle + side * gutter
            canvas.rect(min(start, end), edge(age + 1) + 1, abs(end - start), row - 2, fill: "#B3D0E8")
          }
        } else {
          var points: [(Double, Double)] = [(middle + side * gutter, edge(0))]
          for (age, value) in values.enumerated() {
            points.append((x(value), edge(age)))
            points.append((x(value), edge(age + 1)))
          }
          points.append((middle + side * gutter, edge(values.count)))
          canvas.polyline(points, stroke: colour(index), width: thickness(index))
        }
      }
    }
    for series in series {
      for (side, ends) in [(-1.0, series.interval?.male ?? []), (1.0, series.interval?.female ?? [])] {
        func x(_ value: Double) -> Double { middle + side * (gutter + scale.position(value / unit)) }
        for (age, end) in ends.enumerated() where end.low < end.high {
          let y = edge(age) - row / 2
          canvas.line(x(end.low), y, x(end.high), y, stroke: Palette.ink, width: 1.2)
          for value in [end.low, end.high] {
            canvas.line(x(value), y - 3, x(value), y + 3, stroke: Palette.ink, width: 1.2)
          }
        }
      }
    }
    for (age, label) in ages.enumerated() {
      canvas.label(label, middle, cy: edge(age) - row / 2, size: 12, anchor: .middle)
    }
    let height = canvas.foot(frame, bottom + 22)
    return (canvas.svg(frame, height: height), canvas, height)
  }

  private func colour(_ index: Int) -> String {
    index == 0 ? "#85B4DA" : index == 1 ? Palette.caution : Palette.lines[0]
  }
  private func thickness(_ index: Int) -> Double { index <= 1 ? 1.2 : 2.2 }
}
