import Analysis
import Ensembles
import Glibc
import Language
import PlainText
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation

/// What a run says on the terminal when it is done.
enum Headlines {
  /// - Parameter width: Columns of the terminal; `nil` for a file or pipe.
  static func text(_ p: Publication, folder: String, width: Int?) -> String {
    let run = p.run
    let w = p.wording
    let years = p.shownYears
    var rows: [[String]] = [[""] + years.map { w.head(w.say(.columnYear, "\($0)"), p.lead, draws: p.draws) }]
    for measure in Headline.measures {
      let indices = years.map { run.index($0) }
      rows.append(
        [w.name(measure)]
          + indices.map { index in index.flatMap { p.leading(measure, $0) }.map { w.value(measure, $0) } ?? "—" })
      let intervals = indices.map { index in index.map { interval(p, measure, $0) } ?? "" }
      if intervals.contains(where: { !$0.isEmpty }) { rows.append([""] + intervals) }
    }
    let futures =
      p.draws > 0 ? " · " + w.say(.terminalDraws, "\(p.draws)", "\(run.scenario.ensemble.seed)", w.name(p.lead)) : ""
    let chosen = p.draws > 0 ? w.conditioned(run) : ""
    var lines =
      [
        "",
        "\(w.name(run.county)) · \(run.scenario.titleZh)\(futures)\(chosen.isEmpty ? "" : w.say(.semicolon) + chosen)",
        "",
      ]
      + TerminalTable.fitted(rows, width: width)
    lines.append("")
    if p.draws > 0 { lines.append(w.say(.verdictsCentralTerminal)) }
    for verdict in [Verdict.missed, .assumed, .met, .undefined] {
      let of = p.indicators.rows.filter { $0.verdict == verdict }
      guard !of.isEmpty else { continue }
      lines.append(
        w.name(verdict) + w.say(.colon)
          + of.map { row in
            "\(row.indicator.number) \(w.name(row.indicator))"
              + ((verdict == .met || verdict == .missed ? p.chance(row.indicator.number) : nil).map {
                w.say(.inBrackets, $0)
              } ?? "")
          }.joined(separator: w.say(.semicolon)))
    }
    lines += p.targetSentences()
    lines.append("")
    lines += p.observationSentences()
    if let line = p.actualLine() { lines.append(line) }
    lines += [w.say(.terminalFindings)] + p.findings().map { "· " + $0 }
    lines += ["", w.say(.terminalFolder, folder), w.say(.terminalNext)]
    lines += Program.lines(next(run, folder), indent: 2, width: width) + [""]
    return lines.joined(separator: "\n")
  }

  /// The 80% interval in brackets; empty where its ends read the same.
  private static func interval(_ p: Publication, _ measure: Measure, _ year: Int) -> String {
    let summary = p.summary(measure, year)
    guard let low = summary.p10, let high = summary.p90 else { return "" }
    let ends = [p.wording.bare(measure, low), p.wording.bare(measure, high)]
    return ends[0] == ends[1] ? "" : "[\(ends[0]), \(ends[1])]"
  }

  /// The next command to try: a comparison when the folder has a scenario of the same county to compare with, else an
  /// explanation.
  private static func next(_ run: CountyRun, _ folder: String) -> [String] {
    let file = shown(run.scenario)
    let other = run.scenario.id == "status-quo" ? "plan" : "status-quo"
    let path = (file.lastIndex(of: "/").map { String(file[...$0]) } ?? "") + other + ".yaml"
    let document = try? ScenarioReader().document(file: path)
    let isOfCounty = document?.setting("data")?.value == run.scenario.settings.first { $0.path == "data" }?.value
    return document != nil && isOfCounty
      ? ["compare", path, file] : ["explain", "\(folder)/tables/summary.csv:2:p50"]
  }

  private static func shown(_ scenario: Scenario) -> String { scenario.files.last?.path ?? scenario.id }

  static func json(_ p: Publication, folder: String) -> JSONText {
    let run = p.run
    let rows = Measure.allCases.flatMap { measure in
      run.horizon.years.enumerated().compactMap { index, year -> JSONText? in
        p.value(measure, index).map { value in
          let summary = p.summary(measure, index)
          let interval: [(String, JSONText)] =
            p.draws > 0 ? [("p10", .number(summary.p10, 6)), ("p90", .number(summary.p90, 6))] : []
          return .object(
            [
              ("measure", .string(measure.rawValue)), ("year", .integer(year.value)), ("unit", .string(measure.unit)),
              ("value", .number(value, decimals: 6)),
            ] + interval)
        }
      }
    }
    let indicators = p.indicators.rows.map { row -> JSONText in
      .object([
        ("indicator", .integer(row.indicator.number)), ("verdict", .string(row.verdict.rawValue)),
        ("value", row.targetValue(run.horizon).map { .number($0, decimals: 6) } ?? .null),
        ("prob_attain", .number(p.probability(row.indicator.number), 4)),
      ])
    }
    return .object([
      ("scenario", .string(run.scenario.id)), ("folder", .string(folder)), ("measures", .array(rows)),
      ("indicators", .array(indicators)), ("findings", .array(p.findings().map { .string($0) })),
    ])
  }
}
