import TestSupport
import Testing

@testable import Charts

private func frame() -> ChartFrame {
  ChartFrame(id: "t", title: "很长的时段", subtitle: "", source: "来源：测试", description: "说明")
}

private func gantt(_ years: ClosedRange<Int>) -> GanttChart {
  GanttChart(
    rows: (0..<12).map { index in
      GanttChart.Row(
        id: "P\(index)", name: "某镇老年养护院项目", start: years.lowerBound + 1, open: years.lowerBound + 3,
        earliest: years.lowerBound + 2, latest: years.upperBound, isAssumed: true, beds: "500", money: "19,958（推）")
    }, years: years, bedsHeading: "养老床位", moneyHeading: "万元", assumedLabel: "推定", statedLabel: "规划写明",
    rangeLabel: "可能范围", emptyLabel: "没有项目")
}

private func heat(_ years: ClosedRange<Int>, name: String, zone: String = "片区") -> HeatChart {
  HeatChart(
    rows: (0..<8).map { row in
      HeatChart.Row(
        name: row == 3 ? name : "某某镇", group: row < 5 ? zone : "另一片区", values: years.map { Double($0 % 90) })
    }, years: Array(years), breaks: [15, 30, 50, 70, 95, 120],
    classLabels: ["<15", "15—30", "30—50", "50—70", "70—95", "95—120", "≥120"], missingLabel: "无床位", decimals: 0)
}

private func fan(_ years: ClosedRange<Int>) -> FanChart {
  FanChart(
    heading: "常住人口（人）", years: Array(years), middle: years.map { Double($0 % 7) }, middleName: "中位",
    middleColumn: "p50",
    bands: [], observed: [], projectionLabel: "推算", isInteger: true)
}

private func panel(_ years: ClosedRange<Int>) -> PanelChart {
  PanelChart(
    years: Array(years),
    panels: [
      PanelChart.Panel(heading: "床位（张）", lines: [PanelChart.Line(name: "口径", values: years.map { Double($0 % 7) })])
    ], projectionStart: years.lowerBound, projectionLabel: "推算")
}

@Suite("Charts of long horizons and long names")
struct LongChartsTests {
  static let horizons = [2020...2021, 2020...2035, 2023...2042, 2020...2060, 2020...2080, 2023...2083, 2019...2120]

  private func years(_ canvas: Canvas) -> [Canvas.PlacedText] {
    canvas.texts.filter { $0.text.count == 4 && Int($0.text).map { (2000...2200).contains($0) } ?? false }
  }

  /// Everything stands inside the picture and apart from everything else.
  private func check(_ name: String, _ canvas: Canvas, _ height: Double) {
    for (index, text) in canvas.texts.enumerated() {
      #expect(text.left >= 0 && text.right <= canvas.width + 0.5 && text.bottom <= height, "\(name): \(text.text)")
      for other in canvas.texts.dropFirst(index + 1) {
        #expect(!text.overlaps(other), "\(name): “\(text.text)” and “\(other.text)”")
      }
    }
  }

  @Test("no two years of an axis overlap, however long the horizon", arguments: horizons)
  func axes(horizon: ClosedRange<Int>) {
    let drawn = [
      ("gantt", gantt(horizon).draw(frame())), ("heat", heat(horizon, name: "某某镇").draw(frame())),
      ("fan", fan(horizon).draw(frame())), ("panel", panel(horizon).draw(frame())),
    ]
    for (name, chart) in drawn {
      check("\(name) \(horizon)", chart.canvas, chart.height)
      let labels = years(chart.canvas).sorted { $0.left < $1.left }
      #expect(!labels.isEmpty || name == "heat", "\(name) \(horizon)")
      for (one, next) in zip(labels, labels.dropFirst()) {
        #expect(next.left - one.right >= 1 && (Int(one.text) ?? 0) < (Int(next.text) ?? 0), "\(name) \(horizon)")
      }
    }
  }

  @Test("round years of an axis stand at one step, the finest that keeps a gap")
  func steps() {
    // Seven units a year: 37.8 are needed, five years give 35, ten 70.
    #expect(YearAxis.labels(2020...2080) { Double($0) * 7 } == [2020, 2030, 2040, 2050, 2060, 2070, 2080])
    #expect(YearAxis.labels(2020...2035) { Double($0) * 8 } == [2020, 2025, 2030, 2035])
    // Ends come first: a round year beside one gives way.
    #expect(YearAxis.labels(2019...2031, first: [2019, 2031]) { Double($0) * 8 } == [2019, 2025, 2031])
    #expect(YearAxis.labels(2021...2031, then: [2021]) { Double($0) * 8 } == [2025, 2030])
  }

  @Test(
    "long township names leave the heat map its cells",
    arguments: ["清水土家族乡", "某某民族自治旗某某苏木综合保护与开发管理区街道办事处", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"])
  func heatCells(name: String) throws {
    for horizon in [2020...2035, 2020...2080] {
      let chart = heat(horizon, name: name, zone: String(repeating: "很长的片区名", count: 12)).draw(frame())
      check("heat \(name)", chart.canvas, chart.height)
      let widths = chart.svg.matches(of: /<rect [^>]*width="([0-9.]+)"/).compactMap { Double($0.1) }
      // Page and legend aside, every township has a cell a year.
      #expect(widths.count == 1 + 7 + 8 * horizon.count)
      #expect(widths.allSatisfy { $0 >= 5 }, "\(widths.min() ?? 0)")
      let shown = chart.canvas.texts.map(\.text).joined()
      #expect(name.allSatisfy { shown.contains($0) })
    }
  }

  @Test("a word that is wider than its line is broken without losing a letter")
  func broken() {
    let lines = TextMetrics.broken("甲 Abcdefghijklmnop", width: 40, size: 12)
    #expect(lines.joined().filter { $0 != " " } == "甲Abcdefghijklmnop")
    #expect(lines.allSatisfy { TextMetrics.width($0, size: 12) <= 40 })
    #expect(TextMetrics.broken("某某镇", width: 40, size: 12) == ["某某镇"])
  }
}
