import Analysis
import CountyData
import Demography
import Diagnostics
import Facilities
import Foundation
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@Test func scratch() throws {
  _ = FileManager.default.changeCurrentDirectoryPath(Fixture.root.path)
  do {
    let county = try CountyLoader.load(folder: "seeds/yunyang")
    for name in [
      "plan", "status-quo", "no-migration", "conversion-first", "plan-two-years-late", "planned-and-reserve",
    ] {
      let draft = try ScenarioReader().read(file: "scenarios/\(name).yaml")
      let scenario = try ScenarioReader().resolve(draft, in: county)
      let start = ContinuousClock.now
      let run = try CountyRun(county: county, scenario: scenario)
      print(name, "TIME", ContinuousClock.now - start, run.calibration.fertilityLevel)
      let m = MeasureTable(run)
      for measure in Measure.allCases {
        print(measure.rawValue, [0, 5, 10, 15].map { m.value(measure, $0).map { ($0 * 1000).rounded() / 1000 } ?? -1 })
      }
      for check in run.checks where check.kind != .zeroMigrationHindcast {
        print(check.kind, check.sex, check.modelled, check.counted, check.relativeGap)
      }
      for row in Indicators(run, measures: m).rows where row.verdict != .outOfReach {
        print(row.indicator.number, row.targetValue(run.horizon) ?? -1, row.verdict, row.reason)
      }
      if name == "plan" {
        for check in run.checks where check.kind == .zeroMigrationHindcast {
          print(check.sex, check.ageLabel, Int(check.modelled), Int(check.counted))
        }
        print(run.observed)
        for z in county.zones {
          let t = run.townships(of: z.id)
          print(
            z.nameZh,
            [0, 5, 10, 15].map { y in t.reduce(0.0) { $0 + (run.balances[.observed]![y][$1].demand) } }.map { Int($0) },
            [0, 5, 10, 15].map { y in t.reduce(0.0) { $0 + (run.balances[.observed]![y][$1].unmet) } }.map { Int($0) },
            [0, 5, 10, 15].map { y in
              Int(run.stock.total(year: y) { u in t.contains { county.townships[$0].code == u.township } })
            })
        }
        let r = ContinuousClock.now
        for row in InputRanking(run).rows { print(row.path, row.swing, row.atLow ?? -1, row.atHigh ?? -1) }
        print("RANK", ContinuousClock.now - r)
      }
    }
  } catch let report as DiagnosticReport {
    print(DiagnosticRenderer(usesColour: false).render(report))
    throw report
  }
}
