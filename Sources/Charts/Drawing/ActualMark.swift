/// The mark of something that happened: a diamond, hollow where its source is no better than an assumption.
public struct ActualMark: Sendable, Hashable {
  /// Name of its column in the data twin.
  public let name: String
  public let year: Int
  /// On the axis of the years.
  public let time: Double
  public let value: Double
  public let isAssumed: Bool

  /// - Parameter time: Where the value does not stand at the year's own date.
  public init(name: String, year: Int, time: Double? = nil, value: Double, isAssumed: Bool) {
    self.name = name
    self.year = year
    self.time = time ?? Double(year)
    self.value = value
    self.isAssumed = isAssumed
  }
}

extension Canvas {
  /// Half the diagonal of the diamond.
  static let actualSize = 5.0

  /// Filled, or hollow where it is assumed; on a rim of paper, so that it stands out on bars and lines.
  mutating func actual(_ x: Double, _ y: Double, isAssumed: Bool, colour: String = Palette.ink) {
    func diamond(_ size: Double) -> [(Double, Double)] { [(x, y - size), (x + size, y), (x, y + size), (x - size, y)] }
    polygon(diamond(Canvas.actualSize + 2), fill: Palette.paper)
    if isAssumed {
      polygon(diamond(Canvas.actualSize), fill: Palette.paper, stroke: colour, width: 1.5)
    } else {
      polygon(diamond(Canvas.actualSize), fill: colour)
    }
  }

  /// Building begun: a triangle that points to the years to come.
  mutating func begun(_ x: Double, _ y: Double, isAssumed: Bool) {
    func triangle(_ size: Double) -> [(Double, Double)] {
      [(x - 0.7 * size, y - size), (x + size, y), (x - 0.7 * size, y + size)]
    }
    polygon(triangle(Canvas.actualSize + 1.5), fill: Palette.paper)
    polygon(
      triangle(Canvas.actualSize - 0.5), fill: isAssumed ? Palette.paper : Palette.ink, stroke: Palette.ink, width: 1)
  }

  /// The room of a mark, which no text may cover.
  static func actualBox(_ x: Double, _ y: Double) -> PlacedText {
    PlacedText(
      text: "", left: x - actualSize - 1, top: y - actualSize - 1, right: x + actualSize + 1, bottom: y + actualSize + 1
    )
  }
}
