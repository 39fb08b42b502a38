internal import PlainText

/// From one total to another by signed steps, one row each, so that long names have room.
public struct WaterfallChart: Sendable {
  public struct Step: Sendable {
    public let name: String
    public let value: Double
    /// Ends of the step's interval.
    public let low: Double?
    public let high: Double?
    /// What no single change explains: hatched.
    public let isInteraction: Bool

    public init(name: String, value: Double, low: Double? = nil, high: Double? = nil, isInteraction: Bool = false) {
      self.name = name
      self.value = value
      self.low = low
      self.high = high
      self.isInteraction = isInteraction
    }
  }

  public let startName: String
  public let start: Double
  public let steps: [Step]
  public let endName: String
  public let end: Double
  public let heading: String
  /// Whether less is better: steps downwards take the good colour.
  public let isLowerBetter: Bool
  public let decimals: Int

  public init(
    startName: String, start: Double, steps: [Step], endName: String, end: Double, heading: String,
    isLowerBetter: Bool, decimals: Int = 0
  ) {
    self.startName = startName
    self.start = start
    self.steps = steps
    self.endName = endName
    self.end = end
    self.heading = heading
    self.isLowerBetter = isLowerBetter
    self.decimals = decimals
  }

  public var table: ChartTable {
    ChartTable(
      columns: ["step", "value", "p10", "p90"],
      rows: [[.text(startName), .number(start), .number(nil), .number(nil)]]
        + steps.map { [.text($0.name), .number($0.value), .number($0.low), .number($0.high)] }
        + [[.text(endName), .number(end), .number(nil), .number(nil)]])
  }

  public func svg(_ frame: ChartFrame) -> String { draw(frame).svg }

  func draw(_ frame: ChartFrame) -> (svg: String, canvas: Canvas, height: Double) {
    var canvas = Canvas(width: 590)
    var y = canvas.head(frame) + 12
    canvas.text(heading, 12, y)
    y += 10
    let nameWidth = 190.0
    let left = 12 + nameWidth + 10
    let values =
      [start, end].map { NumberFormat.text($0, decimals: decimals) }
      + steps.map { NumberFormat.signed($0.value, decimals: decimals) }
    // The totals are bold.
    let right = canvas.width - 20 - max(76, 1.03 * (values.map { TextMetrics.width($0, size: 12) }.max() ?? 0))
    var levels = [0, start, end]
    var level = start
    for step in steps {
      level += step.value
      levels.append(level)
    }
    let scale = Scale.spaced(levels, from: left, to: right, isInteger: decimals == 0)
    let names = [startName] + steps.map(\.name) + [endName]
    let lines = names.map { TextMetrics.wrap($0, width: nameWidth, size: 12) }
    let heights = lines.map { max(30, 15 * Double($0.count) + 10) }
    let bottom = y + heights.reduce(0, +)
    let tickDecimals = NumberFormat.decimals(for: scale.ticks)
    for tick in scale.ticks {
      let x = scale.position(tick)
      canvas.line(x, y, x, bottom, stroke: tick == 0 ? Palette.rule : Palette.grid)
      canvas.text(
        NumberFormat.text(tick, decimals: tickDecimals), x, bottom + 16, anchor: .middle, fill: Palette.faint)
    }
    func row(_ index: Int) -> Double {
      for (number, line) in lines[index].enumerated() {
        canvas.label(
          line, 12, cy: y + heights[index] / 2 + 15 * (Double(number) - Double(lines[index].count - 1) / 2))
      }
      return y + heights[index] / 2
    }
    func bar(_ from: Double, _ to: Double, _ middle: Double, _ colour: String, isHatched: Bool = false) {
      // Nothing is drawn as nothing: the number beside it says 0.
      guard from != to else { return }
      let a = scale.position(min(from, to))
      let width = max(1, scale.position(max(from, to)) - a)
      canvas.rect(
        a, middle - 8, width, 16, fill: isHatched ? Palette.paper : colour, stroke: isHatched ? colour : nil)
      if isHatched { canvas.hatch(a, middle - 8, width, 16, stroke: colour, step: 4) }
    }
    func link(_ value: Double, _ from: Double, _ to: Double) {
      canvas.line(scale.position(value), from, scale.position(value), to, stroke: Palette.rule, width: 0.75)
    }
    var middle = row(0)
    bar(0, start, middle, Palette.lines[0])
    canvas.label(
      NumberFormat.text(start, decimals: decimals), right + 8, cy: middle, bold: true)
    level = start
    for (index, step) in steps.enumerated() {
      y += heights[index]
      let before = middle
      middle = row(index + 1)
      link(level, before + 8, middle - 8)
      let isGood = (step.value < 0) == isLowerBetter
      bar(
        level, level + step.value, middle, step.isInteraction ? Palette.faint : isGood ? Palette.good : Palette.bad,
        isHatched: step.isInteraction)
      if let low = step.low, let high = step.high, high > low {
        let (a, b) = (scale.position(level + low), scale.position(level + high))
        let (from, to) = (max(left, min(a, b)), min(right, max(a, b)))
        canvas.line(from, middle, to, middle, stroke: Palette.ink, width: 1.2)
        for end in [from, to] { canvas.line(end, middle - 4, end, middle + 4, stroke: Palette.ink, width: 1.2) }
      }
      level += step.value
      canvas.label(NumberFormat.signed(step.value, decimals: decimals), right + 8, cy: middle)
    }
    y += heights[steps.count]
    let before = middle
    middle = row(steps.count + 1)
    link(end, before + 8, middle - 8)
    bar(0, end, middle, Palette.lines[0])
    canvas.label(NumberFormat.text(end, decimals: decimals), right + 8, cy: middle, bold: true)
    let height = canvas.foot(frame, bottom + 22)
    return (canvas.svg(frame, height: height), canvas, height)
  }
}
