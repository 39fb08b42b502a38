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

/// A fan with observations that lie near each other, as large as told; narrow ones press the end labels together.
private func fan(_ size: Double, width: Double, bands: Int) -> FanChart {
  let years = Array(2020...2035)
  func course(_ factor: Double) -> [Double?] {
    years.map { year in
      let spread = 1 + factor * width * Double(year - 2020) / 15
      return year == 2020 ? nil : size * spread * (1 - 0.01 * Double(year - 2020))
    }
  }
  let ends = [("95%", 1.96), ("80%", 1.28), ("50%", 0.67)].prefix(bands)
  return FanChart(
    heading: "常住人口", years: years, middle: course(0), middleName: "中位", middleColumn: "p50",
    bands: ends.map {
      FanChart.Band(name: $0.0, low: course(-$0.1), high: course($0.1), columns: ["\($0.0)l", "\($0.0)h"])
    },
    observed: [
      FanChart.Observed(time: 2010, value: size, name: "2010年普查", isHistory: true),
      FanChart.Observed(time: 2020, value: size, name: "2020年普查", isHistory: true),
      FanChart.Observed(time: 2023.17, value: 0.99 * size, name: "2023年末常住人口", isHistory: false),
    ], projectionLabel: "预测", isInteger: size > 1000)
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

/// Scenarios over the years in panels whose ticks have different widths, with intervals that overlap.
private func scenarios(_ count: Int, hasBands: Bool) -> PanelChart {
  var numbers = SeededNumbers(seed: UInt64(count))
  let years = Array(2020...2035)
  return PanelChart(
    years: years,
    panels: [1.0, 100_000, 100].map { size in
      PanelChart.Panel(
        heading: "量\(size)",
        lines: (0..<count).map { index in
          let values = years.map { _ in numbers.number(in: 0.4...0.6) * size }
          return PanelChart.Line(
            name: ["现状延续", "规划如期实施·含不确定性", "先改造后新建"][index % 3] + "\(index)", values: values,
            band: hasBands ? PanelChart.Band(low: values.map { $0 * 0.7 }, high: values.map { $0 * 1.3 }) : nil)
        }, decimals: size == 1 ? 2 : 0, height: 150)
    })
}

private func waterfall(_ size: Double) -> WaterfallChart {
  WaterfallChart(
    startName: "现状", start: 0,
    steps: [
      WaterfallChart.Step(name: "项目范围", value: size),
      WaterfallChart.Step(name: "交互作用（主要是 推迟×项目范围）", value: 0, isInteraction: true),
    ], endName: "规划", end: size, heading: "投资（万元）", isLowerBetter: true)
}

/// Everything drawn once, with the canvas that placed its texts.
private func all() -> [(name: String, svg: String, canvas: Canvas, height: Double)] {
  var drawn: [(String, String, Canvas, Double)] = []
  for seed in 1...8 {
    let result = panel(seed, lines: seed % 5, columns: (seed * 2) % 5).draw(
      frame(seed.isMultiple(of: 2) ? .inside : .none))
    drawn.append(("panel \(seed)", result.svg, result.canvas, result.height))
  }
  for count in [1, 2, 3, 6, 7, 12] {
    for hasBands in [false, true] {
      let result = scenarios(count, hasBands: hasBands).draw(frame())
      drawn.append(("scenarios \(count) \(hasBands)", result.svg, result.canvas, result.height))
    }
  }
  for count in [2, 8, 20] {
    let inputs = (0..<count).map { 0.4 + 0.025 * Double(($0 * 7) % count) }
    let values = inputs.map { Optional($0 * 4445) }
    let along = ValueChart(
      inputHeading: "全县床位使用率", inputs: inputs, heading: "未满足需求（张）",
      lines: [2025, 2030, 2035].map { year in
        ValueChart.Line(
          name: "\(year)年", values: values, low: values.map { $0.map { $0 * 0.8 } },
          high: values.map { $0.map { $0 * 1.3 } })
      }, decimals: 0
    ).draw(frame())
    drawn.append(("value chart \(count)", along.svg, along.canvas, along.height))
    let rows = DotRows(
      nameHeading: "床位使用率，全部推迟", heading: "未满足需求（张）", years: ["2025年", "2030年", "2035年"],
      rows: inputs.map { input in
        DotRows.Row(
          name: "\(input)，{low80: 0.4, mid: 0.5, high80: 0.6}", values: [10, 2000 * input, 4445 * input], low: 100,
          high: 5000)
      }, decimals: 0
    ).draw(frame())
    drawn.append(("dot rows \(count)", rows.svg, rows.canvas, rows.height))
  }
  for size in [1.0, 114_948, 12_345_678, 1_234_567_890] {
    let result = waterfall(size).draw(frame())
    drawn.append(("waterfall \(size)", result.svg, result.canvas, result.height))
  }
  for size in [0.4, 91, 32_430, 929_034] {
    for (width, bands) in [(0.0, 0), (0.001, 3), (0.1, 3)] {
      let result = fan(size, width: width, bands: bands).draw(frame())
      drawn.append(("fan \(size) \(width)", result.svg, result.canvas, result.height))
    }
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

  @Test("twelve series differ in hue, dash or mark, and none looks like the reference")
  func styles() {
    let styles = (0..<12).map { LineStyle($0) }
    #expect(Set(styles.map { "\($0.colour) \($0.dash ?? "") \($0.mark)" }).count == 12)
    #expect(styles.dropFirst().allSatisfy { $0.colour != styles[0].colour })
    for (index, style) in styles.enumerated() {
      for other in styles.dropFirst(index + 1) where other.colour == style.colour {
        #expect(other.dash != style.dash && other.mark != style.mark)
      }
    }
  }

  @Test("the years of all panels stand under each other")
  func aligned() {
    for chart in all() where chart.name.hasPrefix("scenarios") {
      let years = chart.canvas.texts.filter { $0.text == "2020" }
      #expect(years.count == 3 && Set(years.map { Canvas.number($0.left) }).count == 1, "\(chart.name)")
    }
  }

  @Test("many overlapping intervals are bars, two are shades with outlines")
  func intervals() {
    #expect(scenarios(2, hasBands: true).showsShades && !scenarios(3, hasBands: true).showsShades)
    #expect(!scenarios(2, hasBands: true).svg(frame()).contains("fill-opacity"))
    #expect(Palette.tint("#000000", share: 0.2) == "#CCCCCC" && Palette.tint("#FF0000", share: 1) == "#FF0000")
  }

  @Test("columns of a data twin have names of their own")
  func twins() {
    for chart in [scenarios(3, hasBands: true), scenarios(1, hasBands: false)] {
      #expect(Set(chart.table.columns).count == chart.table.columns.count)
    }
    #expect(scenarios(1, hasBands: false).table.columns[1] == "量1.0 现状延续0")
  }

  @Test("a fan has nested bands from light to dark, its ends named, and every observation in its data twin")
  func fans() {
    let chart = fan(91, width: 0.1, bands: 3)
    let drawn = chart.draw(frame())
    let fills = drawn.svg.matches(of: /<polygon[^>]* fill="(#[0-9A-F]{6})"/).map { String($0.1) }
    #expect(Array(fills.prefix(3)) == ["#DBE9F4", "#B3D0E8", "#85B4DA"])
    for name in ["95%", "80%", "50%"] { #expect(drawn.canvas.texts.count { $0.text.hasPrefix(name + " ") } == 2) }
    #expect(drawn.canvas.texts.contains { $0.text.hasPrefix("中位 ") } && drawn.svg.contains("#0B4F8A"))
    #expect(drawn.canvas.texts.contains { $0.text.hasPrefix("2023年末常住人口") })
    #expect(chart.table.columns.count == 10 && chart.table.rows.count == 18)
    let observed = chart.table.rows.filter { row in if case .number(.some) = row[8] { true } else { false } }
    #expect(observed.count == 3 && !chart.beginsAtZero)
    #expect(fan(91, width: 0, bands: 0).table.columns.count == 4)
  }

  @Test("nothing is drawn for a step of zero")
  func nothing() {
    let svg = waterfall(100).svg(frame())
    // The paper, the step and the end: neither the start nor the interaction.
    #expect(svg.matches(of: /<rect/).count == 3)
  }
}
