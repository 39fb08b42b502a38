public import Analysis
internal import Charts
internal import Ensembles
public import Language
internal import PlainText
public import PlanningModel
internal import Simulation

/// A comparison of scenarios, ready to be shown: the first scenario is the reference.
public struct ComparisonPublication: Sendable {
  public let comparison: Comparison
  /// Changed inputs of each scenario after the reference.
  public let changes: [[ChangedInput]]
  /// What the changes do; `nil` where it was not asked for or cannot be told.
  public let attributions: [Attribution?]
  public let wording: Wording

  public init(
    _ comparison: Comparison, changes: [[ChangedInput]], attributions: [Attribution?], wording: Wording = .chinese
  ) {
    self.comparison = comparison
    self.changes = changes
    self.attributions = attributions
    self.wording = wording
  }

  var scenarios: [Scenario] { comparison.runs.map(\.scenario) }
  /// Names of the scenarios for readers: their titles, with the id behind titles that two share.
  public var titles: [String] {
    let all = scenarios.map(\.titleZh)
    return scenarios.map { scenario in
      all.count { $0 == scenario.titleZh } > 1
        ? scenario.titleZh + wording.text("（\(scenario.id)）", " (\(scenario.id))") : scenario.titleZh
    }
  }
  /// Name of the folder: the ids, in order.
  public var id: String { Self.id(scenarios) }
  /// The name of the folder of a comparison.
  public static func id(_ scenarios: [Scenario]) -> String { scenarios.map(\.id).joined(separator: "__") }

  /// Years that people read.
  public var shownYears: [Year] { comparison.shownYears }

  /// What only one side of a pair draws, for each scenario after the reference that has such inputs.
  public var cautions: [Caution] {
    guard comparison.draws > 0 else { return [] }
    return comparison.runs.dropFirst().compactMap { Caution.unpaired(comparison.runs[0], $0) }
  }

  /// Measures that are the same in every scenario and every year that people read.
  public var unchanged: [Measure] {
    let moved = Set(shownRows().map(\.measure))
    return Measure.allCases.filter { measure in
      !moved.contains(measure) && comparison.rows.contains { $0.measure == measure }
    }
  }

  /// Scenarios after the reference whose measure is the reference's in every year that people read.
  public func asReference(_ measure: Measure) -> [Int] {
    let rows = shownRows().filter { $0.measure == measure }
    return scenarios.indices.dropFirst().filter { index in
      !rows.isEmpty && rows.allSatisfy { !isVisible($0.measure, $0.differences[index]) }
    }
  }

  // MARK: Tables

  public func table() -> Table {
    var table = Table(
      "compare",
      ["measure", "year", "unit", "scenario", "reference"] + Summary.names
        + Summary.names.map { "difference_\($0)" } + ["share_better", "share_tied"])
    for row in comparison.rows {
      for (index, scenario) in scenarios.enumerated() {
        table.add(
          [
            .text(row.measure.rawValue), .integer(row.year.value), .text(row.measure.unit), .text(scenario.id),
            .text(scenarios[0].id),
          ] + row.values[index].all.map { .number($0, 6) }
            + (index == 0
              ? [Cell](repeating: .empty, count: Summary.names.count + 2)
              : row.differences[index].all.map { .number($0, 6) }
                + [.number(row.sharesBetter[index], 4), .number(row.sharesTied[index], decimals: 4)]))
      }
    }
    return table
  }

  public func changeTable() -> Table {
    var table = Table(
      "changes",
      [
        "reference", "scenario", "path", "before", "after", "before_origin", "after_origin", "before_text",
        "after_text",
      ])
    for (index, list) in changes.enumerated() {
      for change in list {
        let said = said(change, scenario: index + 1)
        table.add([
          .text(scenarios[0].id), .text(scenarios[index + 1].id), .text(change.path), .text(change.before ?? ""),
          .text(change.after ?? ""), .text(change.beforeOrigin ?? ""), .text(change.afterOrigin ?? ""),
          .text(said.before), .text(said.after),
        ])
      }
    }
    return table
  }

  /// Start, changes, interaction and end add up by `kind`; rows of kind `pair` are parts of the interaction.
  public func attributionTable() -> Table {
    var table = Table("attribution", ["reference", "scenario", "outcome", "unit", "step", "kind"] + Summary.names)
    for entry in attributionEntries() {
      table.add(
        [
          .text(scenarios[0].id), .text(scenarios[entry.scenario].id), .text(entry.outcome.rawValue),
          .text(entry.outcome.unit), .text(entry.step), .text(entry.kind.rawValue),
        ] + entry.summary.all.map { .number($0, 6) })
    }
    return table
  }

  /// One number of an attribution.
  struct AttributionEntry {
    enum Kind: String {
      case start
      case change
      case interaction
      case pair
      case end
    }
    let scenario: Int
    let outcome: Attribution.Outcome
    let kind: Kind
    /// The paths that change, `a + b` together, `a x b` for a pair that interacts.
    let step: String
    let summary: Summary
  }

  func attributionEntries() -> [AttributionEntry] {
    var entries: [AttributionEntry] = []
    for (index, attribution) in attributions.enumerated() {
      guard let attribution else { continue }
      for outcome in Attribution.Outcome.allCases {
        func add(_ kind: AttributionEntry.Kind, _ step: String, _ effects: [Attribution.Outcome: Summary]) {
          entries.append(
            AttributionEntry(
              scenario: index + 1, outcome: outcome, kind: kind, step: step, summary: effects[outcome] ?? Summary(nil)))
        }
        func joined(_ paths: [String]) -> String { paths.joined(separator: " + ") }
        add(.start, "start", attribution.start)
        for step in attribution.steps { add(.change, joined(step.paths), step.effects) }
        add(.interaction, "interaction", attribution.interaction)
        for pair in attribution.pairs ?? [] {
          add(.pair, joined(pair.first) + " x " + joined(pair.second), pair.effects)
        }
        add(.end, "end", attribution.end)
      }
    }
    return entries
  }

  /// The three tables in one, for a pipe: `section` is `outcome`, `change` or `attribution`, and a row fills the columns that
  /// its section's table has in the folder of `--out`.
  public func sections() -> Table {
    Table.joined(
      "compare", [("outcome", table()), ("change", changeTable()), ("attribution", attributionTable())])
  }

  public func json() -> String {
    func object(_ summary: Summary) -> JSONText {
      .object(zip(Summary.names, summary.all).map { ($0, .number($1, 6)) })
    }
    func text(_ value: String?) -> JSONText { value.map { .string($0) } ?? .null }
    /// The one other scenario's value, or those of all by id.
    func others(_ value: (Int) -> JSONText) -> JSONText {
      scenarios.count == 2 ? value(1) : .object(scenarios.indices.dropFirst().map { (scenarios[$0].id, value($0)) })
    }
    let outcomes = comparison.rows.map { row -> JSONText in
      .object([
        ("measure", .string(row.measure.rawValue)), ("year", .integer(row.year.value)),
        ("unit", .string(row.measure.unit)),
        ("values", .object(scenarios.indices.map { (scenarios[$0].id, object(row.values[$0])) })),
        ("difference", others { object(row.differences[$0]) }),
        ("share_better", others { .number(row.sharesBetter[$0], 4) }),
        ("share_tied", others { .number(row.sharesTied[$0], decimals: 4) }),
      ])
    }
    let changed = changes.enumerated().flatMap { index, list in
      list.map { change -> JSONText in
        let said = said(change, scenario: index + 1)
        return .object([
          ("scenario", .string(scenarios[index + 1].id)), ("path", .string(change.path)),
          ("before", text(change.before)), ("after", text(change.after)), ("before_origin", text(change.beforeOrigin)),
          ("after_origin", text(change.afterOrigin)), ("before_text", .string(said.before)),
          ("after_text", .string(said.after)),
        ])
      }
    }
    let attributed = attributionEntries().map { entry -> JSONText in
      .object(
        [
          ("scenario", .string(scenarios[entry.scenario].id)), ("outcome", .string(entry.outcome.rawValue)),
          ("unit", .string(entry.outcome.unit)), ("kind", .string(entry.kind.rawValue)), ("step", .string(entry.step)),
        ] + zip(Summary.names, entry.summary.all).map { ($0, .number($1, 6)) })
    }
    return JSONText.object([
      ("schema", .integer(1)), ("reference", .string(scenarios[0].id)),
      ("scenarios", .array(scenarios.map { .string($0.id) })), ("draws", .integer(comparison.draws)),
      ("seed", comparison.draws > 0 ? .unsigned(comparison.seed) : .null),
      ("conditioned_on", .array(comparison.conditions.map { .string($0.name) })),
      ("cautions", .array(cautions.map { .string($0.message) })), ("changes", .array(changed)),
      ("outcomes", .array(outcomes)), ("attribution", .array(attributed)),
    ]).rendered()
  }

  /// Rows for readers: the years of ``shownYears``, and measures in which the scenarios differ by more than prints as zero.
  public func shownRows() -> [Comparison.Row] {
    let years = shownYears
    let moved = Set(
      comparison.rows.filter { row in
        years.contains(row.year) && row.differences.contains { isVisible(row.measure, $0) }
      }.map(\.measure))
    return comparison.rows.filter { years.contains($0.year) && moved.contains($0.measure) }
  }

  /// Whether a difference or an end of its interval prints as anything but zero.
  private func isVisible(_ measure: Measure, _ difference: Summary) -> Bool {
    let nothing = wording.signed(measure, 0)
    return [difference.mean, difference.p10, difference.p90].contains { value in
      value.map { wording.signed(measure, $0) != nothing } ?? false
    }
  }

  /// The folder of the comparison.
  public func package(_ request: Request) -> OutputPackage {
    let charts = charts(titleMode: request.titleMode)
    return OutputPackage(
      tables: [table(), changeTable(), attributionTable()], charts: charts,
      documents: [
        OutputPackage.Document("compare.md", markdown(charts: charts)),
        OutputPackage.Document("compare.json", json()),
      ],
      manifest: Manifest(
        request,
        [
          ("scenarios", .array(scenarios.map { .string($0.id) })), ("resolved", Manifest.resolved(comparison.runs)),
          ("draws", .integer(comparison.draws)),
          ("seed", comparison.draws > 0 ? .unsigned(comparison.seed) : .null),
        ], of: comparison.runs))
  }
}

extension Attribution.Outcome {
  /// Unit in tables for machines.
  var unit: String { self == .unmet ? "bed-years" : "wan yuan" }
}
