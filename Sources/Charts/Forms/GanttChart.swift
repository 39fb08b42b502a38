/// Projects over the years: building time as a bar, opening as a mark, assumed years hatched.
public struct GanttChart: Sendable {
  public struct Row: Sendable {
    public let id: String
    public let name: String
    public let start: Int
    public let open: Int
    /// Earliest and latest opening; a thin whisker.
    public let earliest: Int
    public let latest: Int
    public let isAssumed: Bool
    /// Texts of the columns at the right, for instance beds and money.
    public let beds: String
    public let money: String
    /// Opening as the data states it, where it is not what the bar shows; a hollow mark.
    public let stated: Int?
    /// When building really began and ended; filled marks above the bar, hollow where the source is an assumption.
    public let began: ActualMark?
    public let opened: ActualMark?

    public init(
      id: String, name: String, start: Int, open: Int, earliest: Int, latest: Int, isAssumed: Bool, beds: String,
      money: String, stated: Int? = nil, began: ActualMark? = nil, opened: ActualMark? = nil
    ) {
      self.began = began
      self.opened = opened
      self.id = id
      self.name = name
      self.start = start
      self.open = open
      self.earliest = earliest
      self.latest = latest
      self.isAssumed = isAssumed
      self.beds = beds
      self.money = money
      self.stated = stated
    }
  }

  /// Sorted by the caller.
  public var rows: [Row]
  public let years: ClosedRange<Int>
  public let bedsHeading: String
  public let moneyHeading: String
  public let assumedLabel: String
  public let statedLabel: String
  public let rangeLabel: String
  /// Name of the hollow marks, used where a row has one.
  public let dataLabel: String
  /// Names of the marks of what happened, used where a row has one.
  public let beganLabel: String
  public let openedLabel: String
  /// Shown instead of rows when there are none.
  public let emptyLabel: String

  public init(
    rows: [Row], years: ClosedRange<Int>, bedsHeading: String, moneyHeading: String, assumedLabel: String,
    statedLabel: String, rangeLabel: String, dataLabel: String = "", emptyLabel: String,
    beganLabel: String = "", openedLabel: String = ""
  ) {
    self.beganLabel = beganLabel
    self.openedLabel = openedLabel
    self.rows = rows
    self.years = years
    self.bedsHeading = bedsHeading
    self.moneyHeading = moneyHeading
    self.assumedLabel = assumedLabel
    self.statedLabel = statedLabel
    self.rangeLabel = rangeLabel
    self.dataLabel = dataLabel
    self.emptyLabel = emptyLabel
  }

  /// Width of a year below which only every fifth has a line.
  private static let narrow = 6.0
  /// Height of a row with marks of what happened, and how far above the bar's middle they stand.
  private static let tall = 34.0
  private static let above = 11.0

  private var hasStated: Bool { rows.contains { $0.stated != nil } }
  private var hasBegun: Bool { rows.contains { $0.began != nil } }
  private var hasOpened: Bool { rows.contains { $0.opened != nil } }

  public var table: ChartTable {
    ChartTable(
      columns: ["project", "name", "start", "open", "open_earliest", "open_latest", "assumed", "beds", "wan_yuan"]
        + (hasStated ? ["open_data"] : []) + (hasBegun ? ["actual_start"] : [])
        + (hasOpened ? ["actual_open"] : []),
      rows: rows.map {
        [
          .text($0.id), .text($0.name), .number(Double($0.start)), .number(Double($0.open)),
          .number(Double($0.earliest)), .number(Double($0.latest)), .text($0.isAssumed ? "yes" : "no"),
          .text($0.beds), .text($0.money),
        ] + (hasStated ? [.number($0.stated.map(Double.init))] : [])
          + (hasBegun ? [.number($0.began?.value)] : []) + (hasOpened ? [.number($0.opened?.value)] : [])
      })
  }

  public func svg(_ frame: ChartFrame) -> String { draw(frame).svg }

  func draw(_ frame: ChartFrame) -> (svg: String, canvas: Canvas, height: Double) {
    var canvas = Canvas(width: 590)
    var y = canvas.head(frame)
    guard !rows.isEmpty else {
      canvas.text(emptyLabel, 12, y + 20)
      let height = canvas.foot(frame, y + 30)
      return (canvas.svg(frame, height: height), canvas, height)
    }
    y = canvas.legend(
      [
        LegendEntry(name: statedLabel, colour: Palette.lines[0], mark: .fill),
        LegendEntry(name: assumedLabel, colour: Palette.lines[0], mark: .hatch),
        LegendEntry(name: rangeLabel, colour: Palette.faint, mark: .line(dash: nil)),
      ] + (hasStated ? [LegendEntry(name: dataLabel, colour: Palette.bad, mark: .hollow)] : [])
        + (hasBegun ? [LegendEntry(name: beganLabel, colour: Palette.ink, mark: .begun)] : [])
        + (hasOpened ? [LegendEntry(name: openedLabel, colour: Palette.ink, mark: .actual(isAssumed: false))] : []), y)
    let nameWidth = 226.0
    let moneyWidth = max(
      TextMetrics.width(moneyHeading, size: 12), rows.map { TextMetrics.width($0.money, size: 12) }.max() ?? 0)
    let bedsWidth = max(
      TextMetrics.width(bedsHeading, size: 12), rows.map { TextMetrics.width($0.beds, size: 12) }.max() ?? 0)
    let moneyRight = canvas.width - 12
    let bedsRight = moneyRight - moneyWidth - 12
    let left = 12 + nameWidth + 8
    let right = bedsRight - bedsWidth - 22
    let slot = (right - left) / Double(years.count)
    func x(_ year: Int) -> Double {
      left + slot * Double(min(max(year, years.lowerBound), years.upperBound + 1) - years.lowerBound)
    }
    let names = rows.map { TextMetrics.wrap("\($0.id) \($0.name)", width: nameWidth, size: 12) }
    // Marks of what happened stand above the bar, clear of everything that the scenario says.
    let heights = zip(rows, names).map { row, names in
      max(row.began == nil && row.opened == nil ? 0 : GanttChart.tall, 8 + 15 * Double(names.count))
    }
    let top = y + 18
    let bottom = top + heights.reduce(0, +)
    canvas.text(bedsHeading, bedsRight, top - 6, anchor: .end, fill: Palette.faint)
    canvas.text(moneyHeading, moneyRight, top - 6, anchor: .end, fill: Palette.faint)
    for year in years where slot >= GanttChart.narrow || year % 5 == 0 || year == years.lowerBound {
      canvas.line(x(year), top, x(year), bottom, stroke: Palette.grid)
    }
    for year in YearAxis.labels(years, then: [years.lowerBound], x: { x($0) + slot / 2 }) {
      canvas.text("\(year)", x(year) + slot / 2, top - 6, anchor: .middle, fill: Palette.faint)
    }
    canvas.line(right, top, right, bottom, stroke: Palette.grid)
    var rowTop = top
    for (index, row) in rows.enumerated() {
      let middle = rowTop + heights[index] / 2
      canvas.line(12, rowTop, canvas.width - 12, rowTop, stroke: Palette.grid)
      let nameTop = middle - 7.5 * Double(names[index].count)
      for (line, text) in names[index].enumerated() {
        canvas.label(text, 12, cy: nameTop + 7.5 + 15 * Double(line))
      }
      let from = x(row.start)
      let to = x(row.open + 1)
      if row.isAssumed {
        canvas.rect(from, middle - 5, to - from, 10, fill: Palette.paper, stroke: Palette.lines[0])
        canvas.hatch(from, middle - 5, to - from, 10, stroke: Palette.lines[0], step: 4)
      } else {
        canvas.rect(from, middle - 5, to - from, 10, fill: Palette.lines[0])
      }
      canvas.line(
        x(row.earliest) + slot / 2, middle + 8, x(row.latest) + slot / 2, middle + 8, stroke: Palette.faint, width: 1.5)
      if let stated = row.stated {
        canvas.circle(x(stated) + slot / 2, middle, 3.5, fill: Palette.paper, stroke: Palette.bad, width: 1.5)
      }
      // In one year the two stand side by side.
      let shift = row.began?.year == row.opened?.year ? 6.0 : 0
      if let began = row.began, years.contains(began.year) {
        canvas.begun(x(began.year) + slot / 2 - shift, middle - GanttChart.above, isAssumed: began.isAssumed)
      }
      if let opened = row.opened, years.contains(opened.year) {
        canvas.actual(x(opened.year) + slot / 2 + shift, middle - GanttChart.above, isAssumed: opened.isAssumed)
      }
      canvas.label(row.beds, bedsRight, cy: middle, anchor: .end)
      canvas.label(row.money, moneyRight, cy: middle, anchor: .end)
      rowTop += heights[index]
    }
    canvas.line(12, bottom, canvas.width - 12, bottom, stroke: Palette.grid)
    let height = canvas.foot(frame, bottom + 4)
    return (canvas.svg(frame, height: height), canvas, height)
  }
}
