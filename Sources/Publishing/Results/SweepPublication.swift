public import Analysis
internal import Charts
internal import Ensembles
public import Language
internal import PlainText
public import PlanningModel
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

  /// Headline measures of every child in one year.
  public struct YearTable: Sendable {
    public let year: Year
    /// Names of the swept paths, then of the measures.
    public let header: [String]
    /// Values of the swept paths, then of the measures, a row for each child.
    public let rows: [[String]]
    /// How many columns hold swept paths.
    public let paths: Int
  }

  /// What stands above the tables.
  public func lead() -> [String] {
    let year = comparison.years.last.map { "\($0)" } ?? ""
    return [wording.say(.sweepLead, wording.name(comparison.runs[0].county), year, "\(labels.count)")]
      + (comparison.draws > 0 ? [wording.say(.sweepDraws, "\(comparison.draws)")] : [])
      + (wording.conditioned(comparison).map { [$0] } ?? [])
      + paths.map { "  " + wording.change($0) + "  " + $0 }
  }

  /// The last year, and before it the other years that people read in which a headline measure differs between children.
  public func yearTables() -> [YearTable] {
    guard let last = comparison.years.last else { return [] }
    let years = comparison.shownYears.filter { year in
      year != last
        && Self.headline.contains { measure in
          measure != .invest && comparison.row(measure, year)?.differences.contains { !$0.isNothing } ?? false
        }
    }
    return (years + [last]).map(table)
  }

  private func table(_ year: Year) -> YearTable {
    let names = paths.map { $0.split(separator: ".").suffix($0.hasPrefix("portfolio") ? 2 : 1).joined(separator: ".") }
    let rows = labels.enumerated().map { index, label in
      label.map { DisplayWidth.printable($0.value, limit: 24) }
        + Self.headline.map { measure in
          if measure == .invest { return NumberFormat.text(total(index, until: year)) }
          return comparison.row(measure, year)?.values[index].mean.map { wording.bare(measure, $0) } ?? "—"
        }
    }
    return YearTable(
      year: year, header: names + Self.headline.map { wording.short($0) }, rows: rows, paths: paths.count)
  }

  /// Investment from the base to a year, mean.
  private func total(_ child: Int, until year: Year) -> Double {
    comparison.rows.filter { $0.measure == .invest && $0.year <= year }.reduce(0) { $0 + ($1.values[child].mean ?? 0) }
  }

  /// The folder of the sweep.
  public func package(_ request: Request) -> OutputPackage {
    OutputPackage(
      tables: [table()], charts: charts(titleMode: request.titleMode),
      manifest: Manifest(
        request,
        [
          ("scenario", .string(id)), ("children", .integer(labels.count)),
          ("resolved", Manifest.resolved(comparison.runs)), ("draws", .integer(comparison.draws)),
          ("seed", comparison.draws > 0 ? .unsigned(comparison.seed) : .null),
        ], of: comparison.runs))
  }
}
