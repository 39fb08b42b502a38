internal import PlainText

/// What an outcome becomes as one input takes other values: the input runs along the page, a line for each year.
public struct ValueChart: Sendable {
  public struct Line: Sendable {
    public let name: String
    /// By position in ``ValueChart/inputs``.
    public let values: [Double?]
    public let low: [Double?]
    public let high: [Double?]

    /// - Parameters:
    ///   - low: Lower ends of the intervals; empty without intervals, likewise `high`.
    public init(name: String, values: [Double?], low: [Double?] = [], high: [Double?] = []) {
      self.name = name
      self.values = values
      self.low = low
      self.high = high
    }
  }

  /// The input and its unit, under the axis.
  public let inputHeading: String
  /// Values of the input, in any order.
  public let inputs: [Double]
  /// The outcome and its unit, at the axis head.
  public let heading: String
  public let lines: [Line]
  public let decimals: Int
  /// Shown instead of the lines when every value is missing or zero.
  public let emptyLabel: String

  public init(
    inputHeading: String, inputs: [Double], heading: String, lines: [Line], decimals: Int, emptyLabel: String = ""
  ) {
    self.inputHeading = inputHeading
    self.inputs = inputs
    self.heading = heading
    self.lines = lines
    self.decimals = decimals
    self.emptyLabel = emptyLabel
  }

  private var isEmpty: Bool { lines.allSatisfy { $0.values.allSatisfy { ($0 ?? 0) == 0 } } }

  public var table: ChartTable {
    ChartTable(
      columns: [inputHeading]
        + lines.flatMap { line in [line.name] + (line.low.isEmpty ? [] : [line.name + " p10", line.name + " p90"]) },
      rows: inputs.enumerated().map { index, input in
        [.number(input)]
          + lines.flatMap { line -> [ChartTable.Value] in
            [.number(line.values[index])]
              + (line.low.isEmpty ? [] : [.number(line.low[index]), .number(line.high[index])])
          }
      })
  }

  public func svg(_ frame: ChartFrame) -> String { draw(frame).svg }

  func draw(_ frame: ChartFrame) -> (svg: String, canvas: Canvas, height: Double) {
    var canvas = Canvas(width: 590)
    var y = canvas.head(frame)
    if !emptyLabel.isEmpty, isEmpty {
      canvas.text(emptyLabel, 12, y + 20)
      let height = canvas.foot(frame, y + 30)
      return (canvas.svg(frame, height: height), canvas, height)
    }
    y += 16
    canvas.text(heading, 12, y)
    y += 10
    let bottom = y + 230
    let scale = Scale(
      lines.flatMap { ($0.values + $0.low + $0.high).compactMap { $0 } }, includesZero: true, from: bottom, to: y + 8,
      isInteger: decimals == 0)
    let tickDecimals = NumberFormat.decimals(for: scale.ticks)
    let tickTexts = scale.ticks.map { NumberFormat.text($0, decimals: tickDecimals) }
    // Name and number stand apart, so that nobody reads them as one.
    let numbers = lines.map { line in
      (line.values.indices.max { inputs[$0] < inputs[$1] }.flatMap { line.values[$0] }).map {
        NumberFormat.text($0, decimals: decimals)
      } ?? "—"
    }
    let nameWidth = lines.map { TextMetrics.width($0.name, size: 12) }.max() ?? 0
    let numberWidth = numbers.map { TextMetrics.width($0, size: 12) }.max() ?? 0
    let left = 20 + (tickTexts.map { TextMetrics.width($0, size: 12) }.max() ?? 0)
    let right = canvas.width - 16 - nameWidth - 12 - numberWidth - 24
    for (tick, text) in zip(scale.ticks, tickTexts) {
      let at = scale.position(tick)
      canvas.line(left, at, right, at, stroke: tick == 0 ? Palette.rule : Palette.grid)
      canvas.label(text, left - 6, cy: at, anchor: .end, fill: Palette.faint)
    }
    let across = Scale.spaced(inputs, includesZero: false, from: left + 14, to: right - 14)
    let acrossDecimals = NumberFormat.decimals(for: across.ticks)
    for tick in across.ticks {
      let at = across.position(tick)
      canvas.line(at, bottom, at, bottom + 4, stroke: Palette.rule)
      canvas.text(
        NumberFormat.text(tick, decimals: acrossDecimals), at, bottom + 17, anchor: .middle, fill: Palette.faint)
    }
    // Where the values stand that were run.
    for input in inputs {
      canvas.line(across.position(input), bottom - 4, across.position(input), bottom, stroke: Palette.ink)
    }
    let inputLines = TextMetrics.wrap(inputHeading, width: right - left, size: 12)
    for (index, line) in inputLines.enumerated() {
      canvas.text(line, (left + right) / 2, bottom + 34 + 15 * Double(index), anchor: .middle)
    }
    drawLines(&canvas, across: across, scale: scale)
    let order = inputs.indices.max { inputs[$0] < inputs[$1] } ?? 0
    let ends = lines.map { ($0.values.indices.contains(order) ? $0.values[order] : nil).map(scale.position) ?? bottom }
    let placed = LabelPlacement.spread(ends, gap: 16, in: (y + 8)...bottom)
    for (index, line) in lines.enumerated() {
      let style = LineStyle(index)
      if abs(placed[index] - ends[index]) > 6 {
        canvas.line(right - 8, ends[index], right + 6, placed[index], stroke: style.colour, width: 0.75)
      }
      canvas.mark(style, right + 10, placed[index], size: 2.5)
      canvas.label(line.name, right + 18, cy: placed[index], fill: style.colour)
      canvas.label(numbers[index], canvas.width - 14, cy: placed[index], anchor: .end, fill: style.colour)
    }
    let height = canvas.foot(frame, bottom + 24 + 15 * Double(inputLines.count))
    return (canvas.svg(frame, height: height), canvas, height)
  }

  private func drawLines(_ canvas: inout Canvas, across: Scale, scale: Scale) {
    let order = inputs.indices.sorted { inputs[$0] < inputs[$1] }
    for (position, line) in lines.enumerated() {
      let style = LineStyle(position)
      // Marks and intervals of several lines at one value stand side by side.
      let shift = lines.allSatisfy(\.low.isEmpty) ? 0 : (Double(position) - Double(lines.count - 1) / 2) * 4
      for index in order where !line.low.isEmpty {
        guard let low = line.low[index], let high = line.high[index], high > low else { continue }
        let at = across.position(inputs[index]) + shift
        let (top, bottom) = (scale.position(high), scale.position(low))
        canvas.line(at, top, at, bottom, stroke: style.colour, width: 1)
        for end in [top, bottom] { canvas.line(at - 2.5, end, at + 2.5, end, stroke: style.colour, width: 1) }
      }
      let points = order.compactMap { index in
        line.values[index].map { (across.position(inputs[index]) + shift, scale.position($0)) }
      }
      canvas.polyline(points, stroke: style.colour, width: 2, dash: style.dash)
      for (x, y) in points { canvas.mark(style, x, y, size: 3) }
    }
  }
}
