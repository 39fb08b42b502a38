import Testing

@testable import Charts

private let frame = ChartFrame(
  id: "t", title: "标题", subtitle: "副题", source: "来源", description: "说明", titleMode: .none)

/// Middles of the discs of a drawing.
private func discs(_ svg: String) -> [(x: Double, y: Double)] {
  svg.matches(of: /<circle cx="([-0-9.]+)" cy="([-0-9.]+)"/).compactMap { match in
    guard let x = Double(match.1), let y = Double(match.2) else { return nil }
    return (x, y)
  }
}

/// Middles of the diamonds of ten pixels, with their colours: the fill, and the rim of hollow ones.
private func diamonds(_ svg: String) -> [(x: Double, y: Double, fill: String, stroke: String)] {
  svg.matches(of: /<polygon points="([^"]*)" fill="([^"]*)"(?: stroke="([^"]*)")?/).compactMap { match in
    let points = match.1.split(separator: " ").map { $0.split(separator: ",").compactMap { Double($0) } }
    guard points.count == 4, abs(points[2][1] - points[0][1] - 10) < 0.011, points[0][0] == points[2][0],
      points[1][1] == points[3][1]
    else { return nil }
    return (points[0][0], points[1][1], String(match.2), match.3.map(String.init) ?? "")
  }
}

private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 0.02 }

@Suite("Marks of what happened")
struct ActualMarkTests {
  private func panel(_ actuals: [ActualMark], target: Double? = nil, isUpperBound: Bool = false) -> PanelChart {
    let years = Array(2020...2030)
    return PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: "占比（%）", lines: [PanelChart.Line(name: "护理型", values: years.map { _ in 50 })],
          targets: target.map {
            [PanelChart.Target(year: 2025, value: $0, label: "目标", hasRule: true, isUpperBound: isUpperBound)]
          } ?? [], decimals: 1, height: 150, actuals: actuals)
      ])
  }

  @Test("in panels a mark stands at its year and value, hollow where it is assumed, with a column of its own")
  func panels() throws {
    let chart = panel([
      ActualMark(name: "实际", year: 2025, value: 50, isAssumed: false),
      ActualMark(name: "实际", year: 2030, value: 50, isAssumed: true),
    ])
    let svg = chart.svg(frame)
    // The line has discs at 2020, 2025 and 2030, all at 50.
    let (points, marks) = (discs(svg), diamonds(svg))
    try #require(points.count == 3 && marks.count == 2)
    for (point, mark) in zip(points.dropFirst(), marks) { #expect(isNear(point.x, mark.x) && isNear(point.y, mark.y)) }
    #expect(marks[0].fill == Palette.ink && marks[1].fill == Palette.paper && marks[1].stroke == Palette.ink)
    #expect(chart.table.columns == ["year", "护理型", "实际"])
    #expect(chart.table.rows.count { row in if case .number(.some) = row[2] { true } else { false } } == 2)
    // The scale holds what lies outside the line.
    let high = panel([ActualMark(name: "实际", year: 2022, value: 90, isAssumed: false)]).svg(frame)
    #expect(try #require(diamonds(high).first).y > 0 && high.contains(">100<"))
  }

  @Test("a mark between two years stands between them")
  func between() throws {
    let svg = panel([ActualMark(name: "实际", year: 2022, time: 2022.5, value: 50, isAssumed: false)]).svg(frame)
    let points = discs(svg)
    let slot = (points[1].x - points[0].x) / 5
    #expect(isNear(try #require(diamonds(svg).first).x, points[0].x + 2.5 * slot))
  }

  @Test("no mark covers a target's triangle, its name or another mark", arguments: [false, true])
  func targets(isUpperBound: Bool) throws {
    for value in stride(from: 40.0, through: 80, by: 1) {
      let marks = [value, value + 1].enumerated().map {
        ActualMark(name: "实际\($0.offset)", year: 2025, value: $0.element, isAssumed: false)
      }
      let drawn = panel(marks, target: 60, isUpperBound: isUpperBound).draw(frame)
      let boxes = diamonds(drawn.svg).map { Canvas.actualBox($0.x, $0.y) }
      try #require(boxes.count == 2)
      #expect(!boxes[0].overlaps(boxes[1]), "\(value)")
      let label = try #require(drawn.canvas.texts.first { $0.text == "目标" })
      #expect(!boxes.contains { $0.overlaps(label) }, "\(value)")
      let triangle = try #require(
        drawn.svg.firstMatch(of: /<polygon points="([^" ]*) ([^" ]*) ([^" ]*)" fill="#DC432D"/))
      let corners = [triangle.1, triangle.2, triangle.3].map { $0.split(separator: ",").compactMap { Double($0) } }
      let room = Canvas.PlacedText(
        text: "", left: corners.map { $0[0] }.min() ?? 0, top: corners.map { $0[1] }.min() ?? 0,
        right: corners.map { $0[0] }.max() ?? 0, bottom: corners.map { $0[1] }.max() ?? 0)
      #expect(boxes.allSatisfy { !$0.overlaps(room) }, "\(value)")
    }
  }

  @Test("in a fan it stands where a count of the same moment would, and both are in the data twin")
  func fans() throws {
    func fan(_ isAssumed: Bool) -> FanChart {
      FanChart(
        heading: "人口", years: Array(2020...2030), middle: (0...10).map { 90 - Double($0) }, middleName: "中位",
        middleColumn: "p50", bands: [],
        observed: [
          FanChart.Observed(time: 2020, value: 90, name: "普查", isHistory: true),
          FanChart.Observed(time: 2025, value: 85, name: "普查", isHistory: true),
          FanChart.Observed(time: 2025, value: 85, name: "2025年实际", isHistory: false, isAssumed: isAssumed),
        ], projectionLabel: "预测", isInteger: false)
    }
    let svg = fan(false).svg(frame)
    let mark = try #require(diamonds(svg).first)
    #expect(isNear(mark.x, discs(svg)[1].x) && isNear(mark.y, discs(svg)[1].y) && mark.fill == Palette.bad)
    let hollow = try #require(diamonds(fan(true).svg(frame)).first)
    #expect(hollow.fill == Palette.paper && hollow.stroke == Palette.bad)
    #expect(fan(false).table.rows.count == 12)
  }

  @Test("names of many facts side by side cover neither a mark nor each other")
  func crowd() {
    let chart = FanChart(
      heading: "死亡", years: Array(2020...2035), middle: (0...15).map { 9000 + 100 * Double($0) }, middleName: "中位",
      middleColumn: "p50", bands: [],
      observed: (1...12).map {
        FanChart.Observed(
          time: Double(2020 + $0), value: 9000 + Double(($0 * 373) % 900), name: "\(2020 + $0)年实际", isHistory: false)
      }, projectionLabel: "预测", isInteger: true)
    let drawn = chart.draw(frame)
    let boxes = diamonds(drawn.svg).map { Canvas.actualBox($0.x, $0.y) }
    #expect(boxes.count == 12)
    let names = drawn.canvas.texts.filter { $0.text.contains("年实际") }
    #expect(names.count >= 3)
    for name in names { #expect(!boxes.contains { $0.overlaps(name) }, "\(name.text)") }
    for (index, text) in drawn.canvas.texts.enumerated() {
      for other in drawn.canvas.texts.dropFirst(index + 1) {
        #expect(!text.overlaps(other), "\(text.text) \(other.text)")
      }
    }
  }

  @Test("in the scorecard it stands on the row's bar, with its year under it")
  func scorecard() throws {
    func card(_ actual: Double?) -> Scorecard {
      Scorecard(
        rows: [
          Scorecard.Row(
            number: 15, name: "护理型占比", nature: "约束性", base: 50, target: 60, value: 45, maximum: 100,
            targetText: "目标≥60",
            verdict: "不达标，20次抽样中0次", tone: .bad, low: 36, high: 50.8,
            actual: actual.map { ActualMark(name: "", year: 2025, value: $0, isAssumed: false) },
            actualText: actual.map { "2025年实际\($0)%，已达到" } ?? ""),
          Scorecard.Row(
            number: 17, name: "政府运营占比", nature: "约束性", base: 50, target: 40, value: 57, maximum: 100,
            isLowerBetter: true, targetText: "目标≤40", verdict: "不达标，20次抽样中0次", tone: .bad),
        ], baseLabel: "2020年", targetLabel: "目标", valueLabel: "推算", outOfReach: "", decimals: 1, actualLabel: "实际")
    }
    let svg = card(50).svg(frame)
    // The base of the first row is 50 too: its disc comes after that of the legend.
    let (base, marks) = (discs(svg)[1], diamonds(svg))
    // Legend, then the row: halfway between 236 and 430.
    #expect(marks.count == 2 && isNear(marks[1].x, 333) && isNear(marks[1].x, base.x) && isNear(marks[1].y, base.y))
    for value in [0.0, 62.5, 100] {
      let drawn = card(value).draw(frame)
      for (index, text) in drawn.canvas.texts.enumerated() {
        for other in drawn.canvas.texts.dropFirst(index + 1) {
          #expect(!text.overlaps(other), "\(text.text) \(other.text)")
        }
      }
      #expect(drawn.canvas.texts.contains { $0.text == "2025年实际\(value)%，已达到" })
    }
    #expect(card(50).table.columns.suffix(2) == ["actual", "actual_year"])
    #expect(!card(nil).svg(frame).contains("实际") && !card(nil).table.columns.contains("actual"))
  }

  @Test("among projects it stands above the bar in its year; the legend has it only where a row does")
  func gantt() throws {
    func chart(_ began: Int?, _ opened: Int?, isAssumed: Bool = false) -> GanttChart {
      func mark(_ year: Int?) -> ActualMark? {
        year.map { ActualMark(name: "", year: $0, value: Double($0), isAssumed: isAssumed) }
      }
      return GanttChart(
        rows: [
          GanttChart.Row(
            id: "P01", name: "养护院", start: 2022, open: 2024, earliest: 2023, latest: 2026, isAssumed: true, beds: "500",
            money: "100", stated: 2025, began: mark(began), opened: mark(opened))
        ], years: 2020...2035, bedsHeading: "床位", moneyHeading: "万元", assumedLabel: "推定", statedLabel: "写明",
        rangeLabel: "范围", dataLabel: "数据", emptyLabel: "无", beganLabel: "实际开工", openedLabel: "实际建成")
    }
    let svg = chart(nil, 2025).svg(frame)
    // The hollow disc of the stated opening is in the same year.
    let (stated, mark) = (try #require(discs(svg).last), try #require(diamonds(svg).last))
    #expect(isNear(mark.x, stated.x) && isNear(mark.y, stated.y - 11) && mark.fill == Palette.ink)
    #expect(svg.contains("实际建成") && !svg.contains("实际开工"))
    #expect(chart(2022, nil).svg(frame).contains("实际开工") && chart(2022, nil).table.columns.last == "actual_start")
    let bare = chart(nil, nil)
    #expect(!bare.svg(frame).contains("实际") && !bare.table.columns.contains("actual_open"))
    #expect(diamonds(chart(nil, 2025, isAssumed: true).svg(frame)).last?.fill == Palette.paper)
    // Begun and opened in one year: side by side.
    let both = try #require(diamonds(chart(2025, 2025).svg(frame)).last)
    #expect(isNear(both.x, stated.x + 6))
    // A year outside the chart is in the data twin alone.
    #expect(diamonds(chart(nil, 2040).svg(frame)).count == 1)
  }
}
