/// A drawing surface that writes the measured safe subset of SVG: presentation attributes, absolute positions, no styles.
struct Canvas {
  enum Anchor: String {
    case start
    case middle
    case end
  }

  /// A text that was placed, for the check that labels neither overlap nor leave the picture.
  struct PlacedText: Hashable {
    let text: String
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double

    func overlaps(_ other: PlacedText) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  static let fonts =
    "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',SimHei,'WenQuanYi Zen Hei',Arial,sans-serif"

  let width: Double
  private(set) var body = ""
  private(set) var texts: [PlacedText] = []

  init(width: Double) { self.width = width }

  /// Two decimals, trailing zeros stripped, no negative zero, no exponent.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded(.toNearestOrAwayFromZero))
    let magnitude = hundredths.magnitude
    var text = "\(magnitude / 100)"
    let rest = magnitude % 100
    if rest > 0 { text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)" }
    return hundredths < 0 ? "-" + text : text
  }

  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result += " "
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func stroke(_ colour: String?, _ width: Double, _ dash: String?) -> String {
    guard let colour else { return "" }
    let dashes = dash.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    return " stroke=\"\(colour)\" stroke-width=\"\(Canvas.number(width))\"\(dashes)"
  }

  mutating func rect(
    _ x: Double, _ y: Double, _ w: Double, _ h: Double, fill: String, stroke line: String? = nil, width: Double = 1,
    dash: String? = nil
  ) {
    guard w > 0, h > 0 else { return }
    let n = Canvas.number
    body +=
      "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(w))\" height=\"\(n(h))\" fill=\"\(fill)\"\(stroke(line, width, dash))/>\n"
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke colour: String, width: Double = 1,
    dash: String? = nil
  ) {
    let n = Canvas.number
    body +=
      "<line x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\" fill=\"none\"\(stroke(colour, width, dash))/>\n"
  }

  mutating func circle(
    _ x: Double, _ y: Double, _ r: Double, fill: String, stroke colour: String? = nil, width: Double = 1
  ) {
    let n = Canvas.number
    body += "<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(r))\" fill=\"\(fill)\"\(stroke(colour, width, nil))/>\n"
  }

  mutating func polyline(_ points: [(Double, Double)], stroke colour: String, width: Double = 2, dash: String? = nil) {
    guard points.count > 1 else { return }
    let list = points.map { "\(Canvas.number($0.0)),\(Canvas.number($0.1))" }.joined(separator: " ")
    body += "<polyline points=\"\(list)\" fill=\"none\"\(stroke(colour, width, dash)) stroke-linejoin=\"round\"/>\n"
  }

  mutating func polygon(
    _ points: [(Double, Double)], fill: String, opacity: Double = 1, stroke colour: String? = nil, width: Double = 1
  ) {
    guard points.count > 2 else { return }
    let list = points.map { "\(Canvas.number($0.0)),\(Canvas.number($0.1))" }.joined(separator: " ")
    let shade = opacity < 1 ? " fill-opacity=\"\(Canvas.number(opacity))\"" : ""
    body += "<polygon points=\"\(list)\" fill=\"\(fill)\"\(shade)\(stroke(colour, width, nil))/>\n"
  }

  /// Diagonal hatching clipped by arithmetic to a rectangle: an assumed or missing value.
  mutating func hatch(_ x: Double, _ y: Double, _ w: Double, _ h: Double, stroke colour: String, step: Double = 5) {
    guard w > 0, h > 0 else { return }
    var offset = step / 2
    while offset < w + h {
      let x1 = x + min(offset, w)
      let y1 = y + max(0, offset - w)
      let x2 = x + max(0, offset - h)
      let y2 = y + min(offset, h)
      line(x1, y1, x2, y2, stroke: colour, width: 0.8)
      offset += step
    }
  }

  /// One line of text whose baseline is at `y`.
  mutating func text(
    _ text: String, _ x: Double, _ y: Double, size: Double = 12, anchor: Anchor = .start, fill: String = Palette.ink,
    bold: Bool = false, halo: Bool = false
  ) {
    guard !text.isEmpty else { return }
    let n = Canvas.number
    let weight = bold ? " font-weight=\"bold\"" : ""
    let place = "x=\"\(n(x))\" y=\"\(n(y))\" font-size=\"\(n(size))\" text-anchor=\"\(anchor.rawValue)\"\(weight)"
    let content = Canvas.escape(text)
    if halo {
      body +=
        "<text \(place) fill=\"\(Palette.paper)\" stroke=\"\(Palette.paper)\" stroke-width=\"3\" stroke-linejoin=\"round\">\(content)</text>\n"
    }
    body += "<text \(place) fill=\"\(fill)\">\(content)</text>\n"
    let width = TextMetrics.width(text, size: size) * (bold ? 1.03 : 1)
    let left = anchor == .start ? x : anchor == .middle ? x - width / 2 : x - width
    texts.append(
      PlacedText(text: text, left: left, top: y - 0.86 * size, right: left + width, bottom: y + 0.14 * size))
  }

  /// Text centred vertically at `cy`.
  mutating func label(
    _ text: String, _ x: Double, cy: Double, size: Double = 12, anchor: Anchor = .start, fill: String = Palette.ink,
    bold: Bool = false, halo: Bool = false
  ) {
    self.text(text, x, cy + 0.36 * size, size: size, anchor: anchor, fill: fill, bold: bold, halo: halo)
  }

  /// The finished file.
  func svg(_ frame: ChartFrame, height: Double) -> String {
    let n = Canvas.number
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(n(width))\" height=\"\(n(height))\" "
      + "viewBox=\"0 0 \(n(width)) \(n(height))\" role=\"img\" aria-labelledby=\"\(frame.id)-t \(frame.id)-d\" "
      + "xml:lang=\"\(frame.language)\">\n<title id=\"\(frame.id)-t\">\(Canvas.escape(frame.title))</title>\n"
      + "<desc id=\"\(frame.id)-d\">\(Canvas.escape(frame.description))</desc>\n"
      + "<rect x=\"0\" y=\"0\" width=\"\(n(width))\" height=\"\(n(height))\" fill=\"\(Palette.paper)\"/>\n"
      + "<g font-family=\"\(Canvas.fonts)\">\n" + body + "</g>\n</svg>\n"
  }
}

extension Canvas {
  /// Draws title and subtitle and returns the y below them.
  mutating func head(_ frame: ChartFrame) -> Double {
    var y = 8.0
    if frame.titleMode == .inside {
      for line in TextMetrics.wrap(frame.title, width: width - 24, size: 16) {
        y += 20
        text(line, 12, y, size: 16, bold: true)
      }
      y += 2
    }
    for line in TextMetrics.wrap(frame.subtitle, width: width - 24, size: 12) {
      y += 16
      text(line, 12, y, size: 12, fill: Palette.faint)
    }
    return y + 10
  }

  /// Draws the source note below `y` and returns the picture's height.
  mutating func foot(_ frame: ChartFrame, _ y: Double) -> Double {
    var y = y + 4
    for line in TextMetrics.wrap(frame.source, width: width - 24, size: 11) {
      y += 14
      text(line, 12, y, size: 11, fill: Palette.faint)
    }
    return y + 10
  }

  /// A legend in rows of swatches; returns the y below it.
  mutating func legend(_ entries: [LegendEntry], _ y: Double, left: Double = 12) -> Double {
    guard !entries.isEmpty else { return y }
    var x = left
    var row = y + 8
    for entry in entries {
      let needed = 20 + TextMetrics.width(entry.name, size: 12) + 14
      if x + needed > width - 8, x > left {
        x = left
        row += 18
      }
      switch entry.mark {
      case .fill: rect(x, row - 5, 14, 10, fill: entry.colour)
      case .hatch:
        rect(x, row - 5, 14, 10, fill: Palette.paper, stroke: entry.colour)
        hatch(x, row - 5, 14, 10, stroke: entry.colour, step: 4)
      case .line(let dash): line(x, row, x + 14, row, stroke: entry.colour, width: 2, dash: dash)
      case .series(let style):
        line(x - 1, row, x + 17, row, stroke: style.colour, width: 2, dash: style.dash)
        mark(style, x + 8, row, size: 3)
      case .point(let style): mark(style, x + 8, row, size: 3)
      case .outline(let width): rect(x, row - 5, 14, 10, fill: "none", stroke: entry.colour, width: width)
      case .hollow: circle(x + 7, row, 5, fill: Palette.paper, stroke: entry.colour, width: 1.5)
      case .dot: circle(x + 7, row, 5, fill: entry.colour)
      case .actual(let isAssumed): actual(x + 7, row, isAssumed: isAssumed, colour: entry.colour)
      case .begun: begun(x + 7, row, isAssumed: false)
      }
      label(entry.name, x + 19, cy: row)
      x += needed
    }
    return row + 14
  }
}

struct LegendEntry {
  enum Mark {
    case fill
    case hatch
    case line(dash: String?)
    /// A line with its mark.
    case series(LineStyle)
    /// A mark alone.
    case point(LineStyle)
    case outline(width: Double)
    case hollow
    case dot
    /// The diamond of what happened.
    case actual(isAssumed: Bool)
    /// The triangle of building begun.
    case begun
  }

  let name: String
  let colour: String
  let mark: Mark
}
