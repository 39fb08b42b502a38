internal import Glibc

/// Townships as points: area tells an amount, colour a class. No boundaries are drawn.
public struct PointMap: Sendable {
  public struct Point: Sendable {
    public let name: String
    public let longitude: Double
    public let latitude: Double
    /// What the area of the symbol shows, ≥ 0.
    public let amount: Double
    /// What the colour shows: position in `classes`.
    public let classIndex: Int
    /// The number behind the class; `nil` where there is none.
    public let value: Double?
    public let isAssumed: Bool

    public init(
      name: String, longitude: Double, latitude: Double, amount: Double, classIndex: Int, value: Double? = nil,
      isAssumed: Bool
    ) {
      self.name = name
      self.longitude = longitude
      self.latitude = latitude
      self.amount = amount
      self.classIndex = classIndex
      self.value = value
      self.isAssumed = isAssumed
    }
  }

  public var points: [Point]
  /// Names of the colour classes, lowest first.
  public let classes: [String]
  public let amountHeading: String
  /// Kilometres of the scale bar, with its text.
  public let scaleKilometres: Double
  public let scaleLabel: String
  public let mapNote: String
  /// Name of the points' values in the data.
  public let valueName: String

  public init(
    points: [Point], classes: [String], amountHeading: String, scaleKilometres: Double, scaleLabel: String,
    mapNote: String, valueName: String = "value"
  ) {
    self.points = points
    self.classes = classes
    self.amountHeading = amountHeading
    self.scaleKilometres = scaleKilometres
    self.scaleLabel = scaleLabel
    self.mapNote = mapNote
    self.valueName = valueName
  }

  public var table: ChartTable {
    ChartTable(
      columns: ["name", "lon", "lat", "amount", "class", valueName],
      rows: points.map {
        [
          .text($0.name), .number($0.longitude), .number($0.latitude), .number($0.amount),
          .text(classes.indices.contains($0.classIndex) ? classes[$0.classIndex] : ""), .number($0.value),
        ]
      })
  }

  public func svg(_ frame: ChartFrame) -> String { draw(frame).svg }

  /// Names that found no free place; a caption should list them.
  public func droppedLabels(_ frame: ChartFrame) -> [String] { draw(frame).dropped }

  func draw(_ frame: ChartFrame) -> (svg: String, canvas: Canvas, height: Double, dropped: [String]) {
    var canvas = Canvas(width: 590)
    var y = canvas.head(frame)
    y = canvas.legend(
      classes.enumerated().filter { entry in points.contains { $0.classIndex == entry.offset } }.map {
        LegendEntry(name: $0.element, colour: colour($0.offset), mark: .hollow)
      }, y)
    let lons = points.map(\.longitude)
    let lats = points.map(\.latitude)
    let (west, east) = (lons.min() ?? 0, lons.max() ?? 1)
    let (south, north) = (lats.min() ?? 0, lats.max() ?? 1)
    let shrink = cos((south + north) / 2 * .pi / 180)
    let margin = 52.0
    let perDegree = min(
      (canvas.width - 2 * margin) / max(0.3, (east - west) * shrink), 560 / max(0.3, north - south))
    let mapHeight = (north - south) * perDegree
    let offset = (canvas.width - (east - west) * shrink * perDegree) / 2
    let top = y + 24
    func place(_ point: Point) -> (x: Double, y: Double) {
      (offset + (point.longitude - west) * shrink * perDegree, top + (north - point.latitude) * perDegree)
    }
    let largest = max(1e-9, points.map(\.amount).max() ?? 1)
    func radius(_ point: Point) -> Double { max(3, 18 * (point.amount / largest).squareRoot()) }
    let order = points.indices.sorted { (points[$1].amount, $0) < (points[$0].amount, $1) }
    for index in order {
      let (px, py) = place(points[index])
      // Rings, not discs: township figures are allocations, and neighbours in the city overlap.
      let isAssumed = points[index].isAssumed
      let ring = colour(points[index].classIndex)
      canvas.circle(
        px, py, radius(points[index]), fill: isAssumed ? "none" : ring, stroke: ring,
        width: points[index].classIndex == 0 ? 1.2 : 3)
    }
    let dropped = placeLabels(&canvas, order: order, place: place, radius: radius, bottom: top + mapHeight + 26)
    let barY = top + mapHeight + 40
    let bar = scaleKilometres / 111.32 * perDegree
    canvas.line(12, barY, 12 + bar, barY, stroke: Palette.ink, width: 2)
    canvas.line(12, barY - 4, 12, barY + 4, stroke: Palette.ink, width: 2)
    canvas.line(12 + bar, barY - 4, 12 + bar, barY + 4, stroke: Palette.ink, width: 2)
    canvas.label(scaleLabel, 20 + bar, cy: barY)
    canvas.label(amountHeading, canvas.width - 12, cy: barY, anchor: .end, fill: Palette.faint)
    var noteY = barY + 8
    for line in TextMetrics.wrap(mapNote, width: canvas.width - 24, size: 12) {
      noteY += 16
      canvas.text(line, 12, noteY, size: 12, fill: Palette.faint)
    }
    let height = canvas.foot(frame, noteY)
    return (canvas.svg(frame, height: height), canvas, height, dropped)
  }

  /// Greedy placement over eight anchors, large amounts first.
  private func placeLabels(
    _ canvas: inout Canvas, order: [Int], place: (Point) -> (x: Double, y: Double), radius: (Point) -> Double,
    bottom: Double
  ) -> [String] {
    typealias Box = Canvas.PlacedText
    let size = 12.0
    var taken: [Box] = canvas.texts
    let discs = points.map { point -> Box in
      let (px, py) = place(point)
      let r = radius(point) * 0.8
      return Box(text: point.name, left: px - r, top: py - r, right: px + r, bottom: py + r)
    }
    var dropped: [String] = []
    for index in order {
      let point = points[index]
      let (px, py) = place(point)
      let r = radius(point) + 2
      let w = TextMetrics.width(point.name, size: size)
      let d = r * 0.75
      let anchors: [(Double, Double)] = [
        (px + r, py - size / 2), (px - r - w, py - size / 2), (px - w / 2, py - r - size), (px - w / 2, py + r),
        (px + d, py - d - size), (px + d, py + d), (px - d - w, py - d - size), (px - d - w, py + d),
      ]
      let boxes = anchors.map { Box(text: point.name, left: $0.0, top: $0.1, right: $0.0 + w, bottom: $0.1 + size) }
      let free = boxes.first { box in
        box.left >= 4 && box.right <= canvas.width - 4 && box.bottom <= bottom
          && !taken.contains { $0.overlaps(box) }
          && !discs.enumerated().contains { $0.offset != index && $0.element.overlaps(box) }
      }
      guard let free else {
        dropped.append(point.name)
        continue
      }
      taken.append(free)
      canvas.text(point.name, free.left, free.top + 0.86 * size, size: size, halo: true)
    }
    return dropped
  }

  private func colour(_ index: Int) -> String {
    let shades = [Palette.rule, "#0194DF", Palette.caution, Palette.bad, Palette.lines[4]]
    return shades[min(max(0, index), shades.count - 1)]
  }
}
