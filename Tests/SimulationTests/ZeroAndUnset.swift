import CountyData
import Facilities
import Finance
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

private func run(_ assignments: [String]) throws -> CountyRun {
  let county = try CountyLoader.load(folder: Shipped.county)
  let draft = try ScenarioReader().read(
    file: Shipped.scenario("plan"), assignments: ["horizon.end=2026", "outputs.years=[2025]"] + assignments)
  return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
}

@Suite("Zero is not unset")
struct ZeroAndUnset {
  @Test("a project whose beds a scenario sets to zero has zero beds and keeps its stated investment")
  func zeroBeds() throws {
    let run = try run(["portfolio.beds.P01=0"])
    let entry = try #require(run.schedule.first { $0.project.id == ProjectID("P01") })
    #expect(entry.places == Beds(0) && entry.careBeds == Beds(0) && entry.beds == Beds(0))
    #expect(run.investments.first { $0.project == ProjectID("P01") }?.amount == Fen(WanYuan(19_958)))
    let year = try #require(run.index(2025))
    #expect(abs(run.stock.total(year: year) - 7410) < 1e-9)
  }

  @Test("zero beds at an imputed cost cost nothing; beds that nobody states cost an unknown amount")
  func imputed() throws {
    let county = try CountyLoader.load(folder: Shipped.county)
    let stated = try #require(
      county.projects.first { $0.status == .reserve && $0.countsAsCareBed && $0.beds != nil && $0.investment == nil })
    let unstated = try #require(
      county.projects.first { $0.countsAsCareBed == false && $0.beds == nil && $0.investment == nil })
    let run = try run([
      "portfolio.add=[\(stated.id), \(unstated.id)]", "portfolio.beds.\(stated.id)=0",
    ])
    #expect(run.investments.first { $0.project == stated.id }?.amount == Fen.zero)
    let other = try #require(run.schedule.first { $0.project.id == unstated.id })
    #expect(other.places == nil && run.investments.first { $0.project == unstated.id }?.amount == .some(nil))
  }

  @Test("a scale holds for beds of every kind")
  func scale() throws {
    let county = try CountyLoader.load(folder: Shipped.county)
    let other = try #require(
      county.projects.first { $0.status == .planned && !$0.countsAsCareBed && ($0.beds?.value ?? 0) > 0 })
    let run = try run(["portfolio.scale.\(other.id)=0.5"])
    let entry = try #require(run.schedule.first { $0.project.id == other.id })
    #expect(entry.places == other.beds.map { $0 * 0.5 } && entry.careBeds == nil && entry.beds == .zero)
  }
}
