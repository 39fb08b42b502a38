public import Analysis
public import Charts
internal import PlainText
internal import PlanningModel
internal import Simulation

/// What a sweep finds: every child with its values and its headline measures.
public struct SweepPublication: Sendable {
  public struct Label: Sendable, Hashable {
    public let path: String
    public let value: String

    public init(path: String, value: String) {
      self.path = path
      self.value = value
    }
  }

  public let comparison: Comparison
  /// What each child sets, in the order of the sweep.
  public let labels: [[Label]]
  /// Title of the swept scenario.
  public let title: String
  /// Its id.
  public let id: String
  public let wording: Wording

  public init(_ comparison: Comparison, labels: [[Label]], title: String, id: String, wording: Wording = .chinese) {
    self.title = title
    self.comparison = comparison
    self.labels = labels
    self.id = id
    self.wording = wording
  }

  private static let headline: [Measure] = [.pop80, .demandObserved, .beds, .unmet, .nursingShare, .occupancy, .invest]

  var paths: [String] { labels.first?.map(\.path) ?? [] }

  public func table() -> Table {
    var table = Table("sweep", ["child"] + paths + ["measure", "year", "unit"] + Summary.names)
    for (index, label) in labels.enumerated() {
      for row in comparison.rows {
        table.add(
          [.text(comparison.runs[index].scenario.id)]
            + label.map { label in
              PlainNumber.value(label.value).map { .number($0, decimals: 6) } ?? .text(label.value)
            } + [.text(row.measure.rawValue), .integer(row.year.value), .text(row.measure.unit)]
            + row.values[index].all.map { .number($0, 6) })
      }
    }
    return table
  }

  public func json() -> String {
    JSONText.array(
      labels.enumerated().map { index, label in
        .object([
          ("child", .string(comparison.runs[index].scenario.id)),
          (
            "values",
            .object(
              label.map { ($0.path, PlainNumber.value($0.value).map { .number($0, decimals: 6) } ?? .string($0.value)) }
            )
          ),
          (
            "measures",
            .array(
              comparison.rows.map { row in
                .object(
                  [
                    ("measure", .string(row.measure.rawValue)), ("year", .integer(row.year.value)),
                    ("unit", .string(row.measure.unit)),
                  ] + zip(Summary.names, row.values[index].all).map { ($0, .number($1, 6)) })
              })
          ),
        ])
      }
    ).rendered()
  }

  /// Headline measures in the last year, a line for each child.
  public func text() -> String {
    guard let year = comparison.years.last else { return "" }
    var lines = ["", wording.say(.sweepLead, comparison.runs[0].county.nameZh, "\(year)", "\(labels.count)")]
    if comparison.draws > 0 { lines.append(wording.say(.sweepDraws, "\(comparison.draws)")) }
    for path in paths { lines.append("  " + wording.change(path) + "  " + path) }
    lines.append("")
    var rows = [
      paths.map { $0.split(separator: ".").suffix($0.hasPrefix("portfolio") ? 2 : 1).joined(separator: ".") }
        + Self.headline.map { wording.short($0) }
    ]
    for (index, label) in labels.enumerated() {
      rows.append(
        label.map { DisplayWidth.printable($0.value, limit: 24) }
          + Self.headline.map { measure in
            if measure == .invest { return NumberFormat.text(total(index)) }
            return comparison.row(measure, year)?.values[index].mean.map { wording.bare(measure, $0) } ?? "—"
          })
    }
    let widths = rows[0].indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    for row in rows {
      lines.append(
        row.enumerated().map { DisplayWidth.pad($1, to: widths[$0], left: $0 >= paths.count) }.joined(separator: "  "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Investment inside the horizon, mean.
  private func total(_ child: Int) -> Double {
    comparison.rows.filter { $0.measure == .invest }.reduce(0) { $0 + ($1.values[child].mean ?? 0) }
  }

  private var file: String {
    comparison.runs.first.flatMap { run in run.scenario.files.last.map { ShownPaths(run).shown($0.path) } } ?? ""
  }

  /// All files of the sweep's folder.
  ///
  /// - Throws: ``NonFiniteCell``.
  public func files(titleMode: ChartFrame.TitleMode) throws(NonFiniteCell) -> [OutputFile] {
    var files = [OutputFile(path: "tables/sweep.csv", bytes: try table().csv())]
    for chart in charts(titleMode: titleMode) {
      files.append(OutputFile(path: "charts/\(chart.frame.id).svg", bytes: Array(chart.svg.utf8)))
      files.append(OutputFile(path: "charts/\(chart.frame.id).csv", bytes: try Table(chart).csv()))
    }
    files.append(
      OutputFile(
        path: AtomicDirectory.marker,
        bytes: Publisher.manifest(
          [
            ("kind", .string("sweep")), ("scenario", .string(id)), ("file", .string(file)),
            ("children", .integer(labels.count)), ("resolved", Publisher.resolved(comparison.runs)),
            ("set", .array((comparison.runs.first?.scenario.assignments ?? []).map { .string($0) })),
            ("titles", .string(titleMode == .inside ? "inside" : "none")), ("draws", .integer(comparison.draws)),
            ("seed", comparison.draws > 0 ? .unsigned(comparison.seed) : .null),
          ], comparison.runs, files)))
    return files
  }
}

extension Wording {
  /// A measure's name for a narrow column.
  func short(_ measure: Measure) -> String {
    switch measure {
    case .pop80: text("80岁+", "80+")
    case .demandObserved: text("需求", "demand")
    case .beds: text("床位", "beds")
    case .unmet: text("未满足", "unmet")
    case .nursingShare: text("护理型", "nursing")
    case .occupancy: text("使用率", "occupancy")
    case .invest: text("累计投资(万元)", "investment")
    default: name(measure)
    }
  }
}
