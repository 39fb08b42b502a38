import Analysis
import ArgumentParser
import Charts
import PlainText
import PlanningModel
import Publishing
import Simulation

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "并排比较两个情景的主要结果 · headline measures side by side")

  @Argument(help: ArgumentHelp("Reference scenario.", valueName: "a.yaml"))
  var reference: String

  @Argument(help: ArgumentHelp("Scenario to compare with it.", valueName: "b.yaml"))
  var other: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let tables = try Inputs.load([reference, other]).map { input in
        let run = try CountyRun(county: input.county, scenario: input.scenario)
        return (scenario: input.scenario, measures: MeasureTable(run))
      }
      Console.out(common.json ? Compare.json(tables) : Compare.text(tables))
    }
  }

  private static func years(_ tables: [(scenario: Scenario, measures: MeasureTable)]) -> [Year] {
    let shared = tables[0].scenario.horizon.years.filter { tables[1].scenario.horizon.index(of: $0) != nil }
    let marks = shared.filter { $0.value % 5 == 0 }
    return marks.isEmpty ? shared : marks
  }

  private static func values(
    _ tables: [(scenario: Scenario, measures: MeasureTable)], _ measure: Measure, _ year: Year
  ) -> [Double]? {
    let found = tables.compactMap { table in
      table.scenario.horizon.index(of: year).flatMap { table.measures.value(measure, $0) }
    }
    return found.count == 2 ? found : nil
  }

  static func text(_ tables: [(scenario: Scenario, measures: MeasureTable)]) -> String {
    let wording = Wording.chinese
    var rows = [
      [
        "", Wording.chinese.say(.terminalYear), tables[0].scenario.titleZh, tables[1].scenario.titleZh,
        Wording.chinese.say(.terminalDifference),
      ]
    ]
    for measure in Measure.allCases {
      for (index, year) in years(tables).enumerated() {
        guard let pair = values(tables, measure, year) else { continue }
        let isShare = measure.unit == "share"
        let gap =
          isShare
          ? NumberFormat.signed((pair[1] - pair[0]) * 100, decimals: 1) + Wording.chinese.say(.percentagePoints)
          : NumberFormat.signed(pair[1] - pair[0], decimals: measure.isPerThousand ? 1 : 0)
        let isFirst =
          index == 0 || rows.last?[0] != wording.name(measure) && !rows.contains { $0[0] == wording.name(measure) }
        rows.append([
          isFirst ? wording.name(measure) : "", "\(year)", wording.value(measure, pair[0]),
          wording.value(measure, pair[1]),
          gap,
        ])
      }
    }
    return TerminalTable.lines(rows).joined(separator: "\n") + "\n"
  }

  static func json(_ tables: [(scenario: Scenario, measures: MeasureTable)]) -> String {
    func quantiles(_ value: Double) -> JSONText {
      .object(
        ["mean", "p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"].map { ($0, .number(value, decimals: 6)) })
    }
    let rows = Measure.allCases.flatMap { measure in
      years(tables).compactMap { year -> JSONText? in
        guard let pair = values(tables, measure, year) else { return nil }
        let better: JSONText
        if let isLowerBetter = measure.isLowerBetter {
          let isBetter = isLowerBetter ? pair[1] < pair[0] : pair[1] > pair[0]
          better = .number(isBetter ? 1 : 0, decimals: 0)
        } else {
          better = .null
        }
        return .object([
          ("measure", .string(measure.rawValue)), ("year", .integer(year.value)), ("unit", .string(measure.unit)),
          (
            "values",
            .object([(tables[0].scenario.id, quantiles(pair[0])), (tables[1].scenario.id, quantiles(pair[1]))])
          ),
          ("difference", quantiles(pair[1] - pair[0])), ("share_better", better),
        ])
      }
    }
    return JSONText.array(rows).rendered()
  }
}
