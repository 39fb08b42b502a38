internal import PlainText

/// Population by age group and sex in several years: the first filled, the others as outline steps.
public struct PyramidChart: Sendable {
  public struct Series: Sendable {
    public let name: String
    /// Persons by age group, youngest first.
    public let male: [Double]
    public let female: [Double]

    public init(name: String, male: [Double], female: [Double]) {
      self.name = name
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
      columns: ["age_group"] + series.flatMap { ["\($0.name) M", "\($0.name) F"] },
      rows: ages.indices.map { age in
        [.text(ages[age])] + series.flatMap { [.number($0.male[age]), .number($0.female[age])] }
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
    let largest = series.flatMap { $0.male + $0.female }.map { $0 / unit }
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
