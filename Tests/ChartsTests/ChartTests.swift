import PlainText
import TestSupport
import Testing

@testable import Charts

private func frame(_ mode: ChartFrame.TitleMode = .inside) -> ChartFrame {
  ChartFrame(
    id: "t", title: "养老床位与三种口径的需求，标题可以很长很长很长很长很长很长很长很长很长很长", subtitle: "床位为12月31日在册数", source: "来源：测试 <&> \"引号\"",
    description: "说明", titleMode: mode)
}

private func panel(_ seed: Int, lines: Int, columns: Int) -> PanelChart {
  var numbers = SeededNumbers(seed: UInt64(seed))
  let years = Array(2020...2035)
  let size = numbers.number(in: 1...5) * [1, 100, 10_000, 1_000_000][seed % 4]
  return PanelChart(
    years: years,
    panels: [
      PanelChart.Panel(
        heading: "床位（张）",
        columns: (0..<columns).map { index in
          PanelChart.Columns(
            name: "第\(index + 1)类床位", values: years.map { _ in numbers.number(in: 0...size) }, isAssumed: index == 1)
        },
        lines: (0..<lines).map { index in
          PanelChart.Line(name: "口径\(index)", values: years.map { _ in numbers.number(in: 0...size) })
        }, targets: [PanelChart.Target(year: 2025, value: size / 2, label: "目标≥60%", hasRule: true)])
    ], projectionStart: 2020, projectionLabel: "推算")
}

private func gantt(_ rows: Int) -> GanttChart {
  GanttChart(
    rows: (0..<rows).map { index in
      GanttChart.Row(
        id: "P\(index)", name: index % 3 == 0 ? "重庆市某某养老服务有限公司北部新区CCRC康养项目" : "某镇老年养护院项目", start: 2021 + index % 10,
        open: 2023 + index % 10, earliest: 2022 + index % 10, latest: 2026 + index % 10, isAssumed: index % 2 == 0,
        beds: "500", money: "19,958（推）")
    }, years: 2020...2035, bedsHeading: "养老床位", moneyHeading: "万元", assumedLabel: "推定", statedLabel: "规划写明",
    rangeLabel: "可能范围", emptyLabel: "没有项目")
}

private func heat() -> HeatChart {
  func value(_ row: Int, _ year: Int) -> Double? { (row + year).isMultiple(of: 7) ? nil : Double(row * year) }
  let rows = (0..<42).map { row in
    HeatChart.Row(
      name: row == 3 ? "清水土家族乡" : "某某镇", group: "片区\(row / 10)", values: (0..<16).map { value(row, $0) })
  }
  return HeatChart(
    rows: rows, years: Array(2020...2035), breaks: [15, 30, 50, 70, 95, 120],
    classLabels: ["<15", "15—30", "30—50", "50—70", "70—95", "95—120", "≥120"], missingLabel: "无床位", decimals: 0)
}

private func scorecard() -> Scorecard {
  Scorecard(
    rows: (1...6).map { index in
      Scorecard.Row(
        number: index, name: "乡镇（街道）具备综合功能的养老服务机构覆盖率", nature: "预期性", base: index == 2 ? nil : 36, target: 60,
        value: index == 3 ? nil : Double(index * 30), maximum: 100, targetText: "目标≥60", verdict: "假设达标", tone: .caution
      )
    }, baseLabel: "2020年", targetLabel: "目标", valueLabel: "推算", outOfReach: "其余指标见 tables/indicators.csv。", decimals: 1)
}

private func pyramid() -> PyramidChart {
  let ages = stride(from: 0, through: 100, by: 5).map { "\($0)" }
  return PyramidChart(
    ages: ages,
    series: (0..<3).map { series in
      PyramidChart.Series(
        name: "20\(20 + series * 5)年", male: ages.indices.map { Double(40_000 - $0 * 1500 + series * 900) },
        female: ages.indices.map { Double(38_000 - $0 * 1300 + series * 700) })
    }, maleLabel: "男", femaleLabel: "女", unitLabel: "（万人）", unit: 10_000)
}

private func map(_ count: Int) -> PointMap {
  var numbers = SeededNumbers(seed: 9)
  return PointMap(
    points: (0..<count).map { index in
      PointMap.Point(
        name: "第\(index)镇", longitude: numbers.number(in: 108.5...109.2), latitude: numbers.number(in: 30.6...31.4),
        amount: numbers.number(in: 100...30_000), classIndex: index % 5, isAssumed: true)
    }, classes: ["无", "少", "中", "多", "很多"], amountHeading: "面积＝人口", scaleKilometres: 20, scaleLabel: "20公里",
    mapNote: "示意图")
}

/// Everything drawn once, with the canvas that placed its texts.
private func all() -> [(name: String, svg: String, canvas: Canvas, height: Double)] {
  var drawn: [(String, String, Canvas, Double)] = []
  for seed in 1...8 {
    let result = panel(seed, lines: seed % 5, columns: (seed * 2) % 5).draw(
      frame(seed.isMultiple(of: 2) ? .inside : .none))
    drawn.append(("panel \(seed)", result.svg, result.canvas, result.height))
  }
  for rows in [0, 1, 16, 38] {
    let result = gantt(rows).draw(frame())
    drawn.append(("gantt \(rows)", result.svg, result.canvas, result.height))
  }
  for count in [1, 42, 120] {
    let result = map(count).draw(frame())
    drawn.append(("map \(count)", result.svg, result.canvas, result.height))
  }
  let heat = heat().draw(frame())
  drawn.append(("heat", heat.svg, heat.canvas, heat.height))
  let scorecard = scorecard().draw(frame())
  drawn.append(("scorecard", scorecard.svg, scorecard.canvas, scorecard.height))
  let pyramid = pyramid().draw(frame())
  drawn.append(("pyramid", pyramid.svg, pyramid.canvas, pyramid.height))
  return drawn.map { (name: $0.0, svg: $0.1, canvas: $0.2, height: $0.3) }
}

@Suite("Charts")
struct ChartTests {
  static let elements: Set<String> = [
    "svg", "title", "desc", "g", "rect", "circle", "line", "polyline", "polygon", "text",
  ]
  static let attributes: Set<String> = [
    "xmlns", "width", "height", "viewBox", "role", "aria-labelledby", "xml:lang", "id", "x", "y", "x1", "x2", "y1",
    "y2",
    "cx", "cy", "r", "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "font-family",
    "font-size", "font-weight", "text-anchor",
  ]

  @Test("only elements and attributes of the measured subset are written, and every shape has a fill")
  func subset() {
    for chart in all() {
      for tag in chart.svg.matches(of: /<([a-z:A-Z]+)((?:\s[^<>]*?)?)\/?>/) {
        #expect(ChartTests.elements.contains(String(tag.1)), "\(chart.name): \(tag.1)")
        for attribute in tag.2.matches(of: /([a-zA-Z:0-9-]+)="([^"]*)"/) {
          #expect(ChartTests.attributes.contains(String(attribute.1)), "\(chart.name): \(attribute.1)")
        }
        if ["rect", "circle", "line", "polyline", "polygon", "text"].contains(String(tag.1)) {
          #expect(tag.2.contains("fill="), "\(chart.name): \(tag.0)")
        }
      }
      #expect(chart.svg.firstMatch(of: /="[^"#]*(nan|inf|[0-9]e[-+0-9])[^"]*"/) == nil, "\(chart.name)")
      #expect(chart.svg.utf8.count < 250_000 && chart.svg.hasSuffix("</svg>\n"))
      #expect(chart.svg.contains("来源：测试 &lt;&amp;&gt; &quot;引号&quot;"))
    }
  }

  @Test("no text leaves the picture")
  func inside() {
    for chart in all() {
      for text in chart.canvas.texts {
        #expect(text.left >= 0 && text.right <= chart.canvas.width + 0.5, "\(chart.name): \(text.text)")
        #expect(text.top >= 0 && text.bottom <= chart.height, "\(chart.name): \(text.text)")
      }
    }
  }

  @Test("no two texts overlap")
  func overlap() {
    for chart in all() {
      let texts = chart.canvas.texts
      for (index, a) in texts.enumerated() {
        for b in texts.dropFirst(index + 1) { #expect(!a.overlaps(b), "\(chart.name): “\(a.text)” and “\(b.text)”") }
      }
    }
  }

  @Test("the same chart gives the same bytes")
  func deterministic() {
    for (a, b) in zip(all(), all()) { #expect(a.svg == b.svg) }
  }

  @Test("a map names the labels that found no place")
  func dropped() {
    let chart = map(120)
    let labels = chart.draw(frame()).canvas.texts.filter { $0.text.hasPrefix("第") }.count
    #expect(labels + chart.droppedLabels(frame()).count == 120 && labels > 20)
  }

  @Test("numbers in the file have two decimals at most and no negative zero")
  func numbers() {
    #expect(Canvas.number(1.005) == "1.01" || Canvas.number(1.005) == "1")
    #expect(Canvas.number(-0.001) == "0" && Canvas.number(12.5) == "12.5" && Canvas.number(-3.456) == "-3.46")
    #expect(Canvas.number(0.07) == "0.07" && Canvas.number(100) == "100")
  }

  @Test("numbers for readers round half away from zero and group from five digits on")
  func readerNumbers() {
    #expect(NumberFormat.text(2.5) == "3" && NumberFormat.text(-2.5) == "\u{2212}3" && NumberFormat.text(-0.4) == "0")
    #expect(NumberFormat.text(7860) == "7860" && NumberFormat.text(114_948) == "114,948")
    #expect(
      NumberFormat.text(52.82, decimals: 1) == "52.8" && NumberFormat.text(1_234_567.891, decimals: 2) == "1,234,567.89"
    )
  }

  @Test("ticks are round, cover the data and include zero where asked", arguments: 1...60)
  func ticks(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let size = [0.01, 1, 100, 1e5, 1e7][seed % 5]
    let values = (0..<5).map { _ in numbers.number(in: -0.3...1) * size }
    let scale = Scale(values, includesZero: true, from: 100, to: 0, isInteger: false)
    #expect(scale.low <= (values.min() ?? 0) + 1e-9 * size && scale.high >= (values.max() ?? 0) - 1e-9 * size)
    #expect(scale.ticks.count >= 3 && scale.ticks.count <= 12 && scale.ticks.contains { abs($0) < 1e-9 * size })
    let whole = Scale([0, 3], includesZero: true, from: 0, to: 1, isInteger: true)
    #expect(whole.ticks.allSatisfy { $0 == $0.rounded() })
  }

  @Test("spread labels keep their gap, their order and their range", arguments: 1...40)
  func spread(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let wanted = (0..<6).map { _ in numbers.number(in: 0...200) }
    let placed = LabelPlacement.spread(wanted, gap: 15, in: 0...200)
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    for (a, b) in zip(order, order.dropFirst()) { #expect(placed[b] - placed[a] >= 15 - 1e-9) }
    #expect(placed.allSatisfy { -1e-9 <= $0 && $0 <= 200 + 1e-9 })
    #expect(LabelPlacement.spread([10, 100], gap: 15, in: 0...200) == [10, 100])
  }

  @Test("text is wrapped without losing a character and never inside a Latin word")
  func wrap() {
    let text = "原因见 tables/indicators.csv，共12项指标超出本模型范围"
    let lines = TextMetrics.wrap(text, width: 120, size: 12)
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    #expect(lines.contains { $0.contains("tables/indicators.csv") })
  }
}
