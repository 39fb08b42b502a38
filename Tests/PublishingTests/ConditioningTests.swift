import Analysis
import Charts
import CountyData
import Ensembles
import Foundation
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@Suite("What choosing futures by observations is told to change")
struct ConditioningTests {
  private static func run(_ assignments: [String], _ county: String = Shipped.county) throws -> CountyRun {
    let data = try CountyLoader.load(folder: county)
    let document = try ScenarioReader().document(file: Shipped.scenario("plan"), assignments: assignments)
    let scenario = try ScenarioReader().resolve(try ScenarioReader().draft(document), in: data).scenario
    return try CountyRun(county: data, scenario: scenario)
  }

  private static func number(_ cell: Cell) -> Double? {
    if case .number(let value, _) = cell { value } else { nil }
  }

  @Test("the shipped county's futures meet its later residents; table, report and manifest say what that changed")
  func shipped() throws {
    let run = try Self.run(["ensemble.draws=60"])
    let observation = try #require(run.conditions.first)
    let publication = try Publication(run, ranking: InputRanking(rows: []), jobs: 2)
    let effect = try #require(publication.conditioning)
    let fit = try #require(effect.selection.fits.first)
    // The bar of the residents: within half a per cent.
    let mean = fit.after.reduce(0, +) / Double(fit.after.count)
    #expect(abs(mean / observation.value - 1) < 0.005, "\(mean)")
    #expect(effect.selection.draws.count == 60 && effect.selection.tried > 60)
    // The count lies among the futures that have not seen it.
    let before = Summary(fit.before)
    #expect((before.p10 ?? 0) < observation.value && observation.value < (before.p90 ?? 0))
    // What the tables print of the residents is what the chosen futures say.
    let last = run.horizon.count - 1
    let outcome = try #require(effect.outcomes.first { $0.measure == .residents && $0.year == last })
    #expect(outcome.after == publication.summary(.residents, last))
    #expect((outcome.after.p90 ?? 0) - (outcome.after.p10 ?? 0) < (outcome.before.p90 ?? 0) - (outcome.before.p10 ?? 0))
    // Inputs are told in order, and what they moved by is their means' distance.
    let shifts = effect.inputs.map { abs($0.shift) }
    #expect(shifts == shifts.sorted(by: >) && effect.inputs.contains { $0.path == "population.outflow_scale" })

    let table = try #require(publication.tables().first { $0.name == "conditioning" })
    let kinds = table.rows.map { $0[1] }
    #expect(
      kinds.count { $0 == .text("observation") } == 1 && kinds.count { $0 == .text("outcome") } == effect.outcomes.count
    )
    let column = try #require(table.columns.firstIndex(of: "after_mean"))
    #expect(Self.number(table.rows[0][column]).map { abs($0 - mean) < 1e-6 } == true)

    let files = try publication.package(jobs: 2).files()
    func text(_ path: String) throws -> String {
      String(decoding: try #require(files.first { $0.path == path }).bytes, as: UTF8.self)
    }
    let report = try text("report.md")
    #expect(report.contains("只取与\(observation.nameZh)相符的抽样") && report.contains("取舍改变了什么"))
    #expect(report.contains("只用它取舍抽样") && !report.contains("估计任何参数"))
    #expect(try text("manifest.json").contains("\"tried\": \(effect.selection.tried)"))
  }

  @Test("without draws, or where the scenario leaves observations out, nothing is chosen and nothing is said of it")
  func nothing() throws {
    for assignments in [[], ["ensemble={draws: 6, observations: ignore}"]] {
      let publication = try Publication(try Self.run(assignments), ranking: InputRanking(rows: []), jobs: 2)
      #expect(publication.conditioning == nil && !publication.tables().contains { $0.name == "conditioning" })
    }
  }

  @Test("a comparison acts in the reference's futures: a counterfactual too, and pairs stay pairs")
  func comparison() throws {
    let plan = try Self.run([])
    let still = try Self.run([
      "population.outflow_scale=0", "population.inflow_scale=0", "ensemble={draws: 0, observations: ignore}",
    ])
    let comparison = try Comparison([plan, still], draws: 24, seed: 1, jobs: 2)
    #expect(comparison.conditions.map(\.name) == ["residents"] && comparison.hasOtherPeople)
    let selection = try #require(comparison.selection)
    let values = try [plan, still].map { run in
      try Futures(run, seed: 1, selection: selection).map(0..<24, jobs: 2) {
        MeasureTable($0).value(.pop80, 15) ?? .nan
      }
      .results
    }
    let row = try #require(comparison.row(.pop80, Year(2035)))
    let gaps = zip(values[1], values[0]).map { $0 - $1 }
    #expect(row.differences[1] == Summary(gaps))
    // Paired: the difference is far better known than either.
    let (gap, whole) = (Summary(gaps), Summary(values[0]))
    #expect((gap.p90 ?? 0) - (gap.p10 ?? 0) < 0.5 * ((whole.p90 ?? 0) - (whole.p10 ?? 0)))
  }
}
