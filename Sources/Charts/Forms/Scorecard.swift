internal import PlainText

/// Indicators as bullet rows: where the base stood, the target, the projected value and a verdict in words.
public struct Scorecard: Sendable {
  public enum Tone: String, Sendable, Hashable {
    case good
    case bad
    case caution
    case neutral
  }

  public struct Row: Sendable {
    public let number: Int
    public let name: String
    public let nature: String
    public let base: Double?
    public let target: Double
    public let value: Double?
    /// Values are on 0…`maximum`.
    public let maximum: Double
    /// The target is an upper bound: what lies beyond it is a failing, and is drawn so.
    public let isLowerBetter: Bool
    public let targetText: String
    public let verdict: String
    public let tone: Tone
    /// Ends of the value's interval.
    public let low: Double?
    public let high: Double?
    /// What happened, and its words with the year.
    public let actual: ActualMark?
    public let actualText: String

    public init(
      number: Int, name: String, nature: String, base: Double?, target: Double, value: Double?, maximum: Double,
      isLowerBetter: Bool = false, targetText: String, verdict: String, tone: Tone, low: Double? = nil,
      high: Double? = nil, actual: ActualMark? = nil, actualText: String = ""
    ) {
      self.actual = actual
      self.actualText = actualText
      self.number = number
      self.name = name
      self.nature = nature
      self.base = base
      self.target = target
      self.value = value
      self.maximum = maximum
      self.isLowerBetter = isLowerBetter
      self.targetText = targetText
      self.verdict = verdict
      self.tone = tone
      self.low = low
      self.high = high
    }
  }

  public let rows: [Row]
  public let baseLabel: String
  public let targetLabel: String
  public let valueLabel: String
  /// One paragraph on the indicators that cannot be computed.
  public let outOfReach: String
  public let decimals: Int
  /// Name of the diamonds, used where a row has one.
  public let actualLabel: String

  public init(
    rows: [Row], baseLabel: String, targetLabel: String, valueLabel: String, outOfReach: String, decimals: Int,
    actualLabel: String = ""
  ) {
    self.actualLabel = actualLabel
    self.rows = rows
    self.baseLabel = baseLabel
    self.targetLabel = targetLabel
    self.valueLabel = valueLabel
    self.outOfReach = outOfReach
    self.decimals = decimals
  }

  private var hasActuals: Bool { rows.contains { $0.actual != nil } }
  private var hasIntervals: Bool { rows.contains { $0.low != nil } }

  public var table: ChartTable {
    ChartTable(
      columns: ["indicator", "name", "nature", "base", "target", "value", "verdict"]
        + (hasIntervals ? ["p10", "p90"] : []) + (hasActuals ? ["actual", "actual_year"] : []),
      rows: rows.map {
        [
          .number(Double($0.number)), .text($0.name), .text($0.nature), .number($0.base), .number($0.target),
          .number($0.value), .text($0.verdict),
        ] + (hasIntervals ? [.number($0.low), .number($0.high)] : [])
          + (hasActuals ? [.number($0.actual?.value), .number($0.actual.map { Double($0.year) })] : [])
      })
  }

  private static let width = 590.0

  public func svg(_ frame: ChartFrame) -> String { draw(frame).svg }

  func draw(_ frame: ChartFrame) -> (svg: String, canvas: Canvas, height: Double) {
    var canvas = Canvas(width: Scorecard.width)
    var y = canvas.head(frame)
    y = canvas.legend(
      [
        LegendEntry(name: baseLabel, colour: Palette.faint, mark: .hollow),
        LegendEntry(name: targetLabel, colour: Palette.bad, mark: .line(dash: nil)),
        LegendEntry(name: valueLabel, colour: Palette.lines[0], mark: .fill),
      ] + (hasActuals ? [LegendEntry(name: actualLabel, colour: Palette.ink, mark: .actual(isAssumed: false))] : []), y)
    let left = 236.0
    let right = 430.0
    for row in rows {
      let lines = TextMetrics.wrap("\(row.number) \(row.name)", width: left - 22, size: 12)
      // What happened is written under the bar.
      let height = max(
        row.actual == nil ? 44 : 58, 22 + 15 * Double(lines.count), 4 + 16 * Double(verdicts(row, from: right).count))
      canvas.line(12, y, canvas.width - 12, y, stroke: Palette.grid)
      for (index, line) in lines.enumerated() { canvas.label(line, 12, cy: y + 13 + 15 * Double(index)) }
      canvas.label(row.nature, 12, cy: y + 13 + 15 * Double(lines.count), size: 12, fill: Palette.faint)
      let middle = y + height / 2 - (row.actual == nil ? 0 : 8)
      func x(_ value: Double) -> Double { left + min(max(value / row.maximum, 0), 1) * (right - left) }
      canvas.rect(left, middle - 9, right - left, 18, fill: "#EEF1F4")
      if let value = row.value { canvas.rect(left, middle - 5, x(value) - left, 10, fill: Palette.lines[0]) }
      if row.isLowerBetter, let value = row.value, value > row.target {
        let from = x(row.target)
        canvas.rect(from, middle - 5, x(value) - from, 10, fill: Palette.paper, stroke: Palette.bad)
        canvas.hatch(from, middle - 5, x(value) - from, 10, stroke: Palette.bad)
      }
      if let base = row.base {
        canvas.circle(x(base), middle, 4, fill: Palette.paper, stroke: Palette.faint, width: 1.5)
      }
      if let low = row.low, let high = row.high, high > low {
        // On paper first: half of the whisker lies on the dark bar.
        for (colour, width, reach) in [(Palette.paper, 4.0, 5.25), (Palette.ink, 1.5, 4.0)] {
          canvas.line(x(low), middle, x(high), middle, stroke: colour, width: width)
          for end in [low, high] {
            canvas.line(x(end), middle - reach, x(end), middle + reach, stroke: colour, width: width)
          }
        }
      }
      canvas.rect(x(row.target) - 1.25, middle - 12, 2.5, 24, fill: Palette.bad)
      if let actual = row.actual {
        let at = x(actual.value)
        canvas.actual(at, middle, isAssumed: actual.isAssumed)
        let half = TextMetrics.width(row.actualText, size: 12) / 2
        canvas.label(
          row.actualText, min(max(at, left + half), right - half), cy: middle + 21, anchor: .middle)
      }
      let shown = row.value.map { NumberFormat.text($0, decimals: decimals) + "%" } ?? "—"
      canvas.label(shown, right + 8, cy: middle - 8, size: 13, bold: true)
      canvas.label(row.targetText, right + 8, cy: middle + 9, fill: Palette.faint)
      let verdicts = verdicts(row, from: right)
      for (index, line) in verdicts.enumerated() {
        canvas.label(
          line, right + 82, cy: y + height / 2 + 16 * (Double(index) - Double(verdicts.count - 1) / 2), size: 13,
          fill: colour(row.tone), bold: true)
      }
      y += height
    }
    canvas.line(12, y, canvas.width - 12, y, stroke: Palette.grid)
    y += 4
    for line in TextMetrics.wrap(outOfReach, width: canvas.width - 24, size: 12) {
      y += 16
      canvas.text(line, 12, y, size: 12)
    }
    let height = canvas.foot(frame, y + 4)
    return (canvas.svg(frame, height: height), canvas, height)
  }

  /// The verdict in lines; what follows a comma gets one of its own.
  private func verdicts(_ row: Row, from right: Double) -> [String] {
    row.verdict.split(whereSeparator: { "，,".contains($0) }).flatMap {
      TextMetrics.wrap(String($0), width: Scorecard.width - 12 - (right + 82), size: 13)
    }
  }

  private func colour(_ tone: Tone) -> String {
    switch tone {
    case .good: Palette.good
    case .bad: Palette.bad
    case .caution: "#A85510"
    case .neutral: Palette.faint
    }
  }
}
