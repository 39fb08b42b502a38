/// How a series looks: a hue, and two more cues that tell it apart without colour.
///
/// The first is the reference. Hues repeat from the seventh series on, never the reference's, and then with another dash and
/// another mark.
struct LineStyle: Hashable {
  enum Mark: Int, CaseIterable {
    case disc
    case square
    case triangle
    case diamond
    case cross
    case bar
  }

  let colour: String
  let dash: String?
  let mark: Mark
  let isHollow: Bool

  private static let dashes: [String?] = [nil, "7 3", "2 3", "9 3 2 3", "4 2", "12 3"]

  /// - Parameters:
  ///   - position: Of the series, from 0.
  ///   - isAssumed: An assumed path: dashed, with hollow marks.
  init(_ position: Int, isAssumed: Bool = false) {
    let hues = Palette.lines.count
    let others = hues - 1
    colour = position < hues ? Palette.lines[position] : Palette.lines[1 + (position - hues) % others]
    // Which time a hue is used; the dash and the mark move on with it.
    let round = position < hues ? 0 : 1 + (position - hues) / others
    let place = position < hues ? position : 1 + (position - hues) % others
    let own = Self.dashes[(place + 2 * round) % Self.dashes.count]
    dash = isAssumed ? "5 4" : own
    mark = Mark.allCases[(place + 2 * round) % Mark.allCases.count]
    isHollow = isAssumed || round % 2 == 1
  }
}

extension Canvas {
  /// The mark of a series.
  mutating func mark(_ style: LineStyle, _ x: Double, _ y: Double, size r: Double) {
    let fill = style.isHollow ? Palette.paper : style.colour
    switch style.mark {
    case .disc: circle(x, y, r, fill: fill, stroke: style.colour, width: 1.5)
    case .square: rect(x - r, y - r, 2 * r, 2 * r, fill: fill, stroke: style.colour, width: 1.5)
    case .triangle:
      polygon(
        [(x, y - 1.2 * r), (x + 1.2 * r, y + r), (x - 1.2 * r, y + r)], fill: fill, stroke: style.colour, width: 1.5)
    case .diamond:
      let d = 1.35 * r
      polygon([(x, y - d), (x + d, y), (x, y + d), (x - d, y)], fill: fill, stroke: style.colour, width: 1.5)
    case .cross:
      line(x - r, y - r, x + r, y + r, stroke: style.colour, width: style.isHollow ? 1 : 2)
      line(x - r, y + r, x + r, y - r, stroke: style.colour, width: style.isHollow ? 1 : 2)
    case .bar: rect(x - 0.5 * r, y - 1.4 * r, r, 2.8 * r, fill: fill, stroke: style.colour, width: 1.5)
    }
  }
}
