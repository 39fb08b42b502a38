import CareNeed
import CountyData
import Diagnostics
import Facilities
import Foundation
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@Suite("Two counts of the beds at the base")
struct BaseBedCounts {
  private func run(_ name: String, _ assignments: [String] = []) throws -> CountyRun {
    let county = try CountyLoader.load(folder: Shipped.county)
    let draft = try ScenarioReader().read(
      file: Shipped.scenario(name), assignments: ["horizon.end=2026", "outputs.years=[2025]"] + assignments)
    return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  }

  @Test("the yearbook's beds, nursing beds and government beds are met to the bed, in whole beds")
  func yearbook() throws {
    let run = try run("beds-by-yearbook")
    #expect(abs(run.stock.total(year: 0) - 8900) < 1e-9)
    #expect(abs(run.stock.beds(.nursing, year: 0) - 6230) < 1e-6)
    let government = run.county.facilities.filter { $0.operatedBy == .government }.reduce(0) { $0 + $1.beds.value }
    #expect(government == 3905)
    #expect(run.county.facilities.allSatisfy { $0.beds.value == $0.beds.value.rounded() })
    // The same people use the same share of more beds.
    #expect(abs(run.observed.inCare - 8900 * run.parameters.constant(.careOccupancy)) < 1e-6)
  }

  @Test("a count without parts keeps the list's shares, and the list's own count changes nothing")
  func shares() throws {
    let plan = try run("plan")
    let same = try run("plan", ["facilities.base_beds.total=5610"])
    #expect(same.county.facilities.map(\.beds) == plan.county.facilities.map(\.beds))
    let half = try run("plan", ["facilities.base_beds.total=2805"])
    #expect(abs(half.stock.total(year: 0) - 2805) < 1e-9)
    #expect(abs(half.stock.beds(.nursing, year: 0) / 2805 - plan.stock.beds(.nursing, year: 0) / 5610) < 1e-9)
  }

  @Test("a part above the whole is refused where it is written")
  func contradiction() throws {
    let county = try CountyLoader.load(folder: Shipped.county)
    let draft = try ScenarioReader().read(
      file: Shipped.scenario("beds-by-yearbook"), assignments: ["facilities.base_beds.nursing=9000"])
    do {
      _ = try ScenarioReader().resolve(draft, in: county)
      Issue.record("accepted")
    } catch {
      #expect(error.diagnostics.map(\.path) == ["facilities.base_beds"])
    }
  }

  @Test("severe disability follows its trend: e^(−0.02·years) of what the same people had")
  func trend() throws {
    let with = try run("plan", ["care.prevalence_trend=-0.02"])
    let without = try run("plan", ["care.prevalence_trend=0"])
    for year in with.horizon.years.indices {
      let expected = without.severe[year].reduce(0, +) * exp(-0.02 * Double(year))
      #expect(abs(with.severe[year].reduce(0, +) - expected) < 1e-6)
    }
  }
}
