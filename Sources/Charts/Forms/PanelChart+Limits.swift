extension PanelChart {
  /// A rule over every year that has a limit, as wide as the year.
  func drawLimits(_ panel: Panel, _ canvas: inout Canvas, scale: Scale, slot: Double, x: (Int) -> Double) {
    for (index, value) in (panel.limits?.values ?? []).enumerated() {
      guard let value else { continue }
      let at = scale.position(value)
      canvas.line(x(index) - slot / 2, at, x(index) + slot / 2, at, stroke: Palette.paper, width: 4)
      canvas.line(x(index) - slot / 2, at, x(index) + slot / 2, at, stroke: Palette.bad, width: 2)
    }
  }
}
