import Demography
import Foundation
import PlanningModel
import RandomStreams
import TestSupport
import Testing

@Suite("Chance among few people")
struct SmallNumbersTests {
  private func futures(_ county: TrialCounty, blocks: Int, seed: UInt64 = 5) throws -> [PopulationProjection] {
    let model = try county.model()
    return try (0..<blocks).flatMap { block -> [PopulationProjection] in
      let chance = SmallNumbers(streams: RandomStreams(seed: seed), draws: (0..<8).map { 8 * block + $0 })
      let block = ProjectionBlock(model, county.inputs(), keepsDeaths: true, chance: chance)
      var all: [PopulationProjection] = []
      for lane in 0..<Lanes.count { all.append(try PopulationProjection(block, lane: lane)) }
      return all
    }
  }

  private func trial() throws -> TrialCounty {
    var county = try TrialCounty(seed: 3, places: 3)
    county.horizon = Horizon(start: Year(2020), end: Year(2024))
    return county
  }

  @Test("people are whole, books balance exactly, and the base keeps the county's total")
  func whole() throws {
    let county = try trial()
    for future in try futures(county, blocks: 1) {
      #expect(future.largestGap == 0)
      #expect(abs(future.county.total - county.calibration.base.total) <= 1)
      for year in future.population.indices {
        for grid in future.population[year] {
          #expect(grid.values.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
        }
        guard year > 0 else { continue }
        #expect(future.flows[year].reduce(0) { $0 + $1.internalIn - $1.internalOut } == 0)
      }
    }
  }

  @Test("means are those of the expected course, deaths vary as independent events do")
  func moments() throws {
    let county = try trial()
    let model = try county.model()
    let expected = try PopulationProjection(
      ProjectionBlock(model, county.inputs(), keepsDeaths: true), lane: 0)
    let drawn = try futures(county, blocks: 12)
    let count = Double(drawn.count)
    func check(_ read: (PopulationProjection) -> Double, rounding: Double = 1, _ name: String) {
      let values = drawn.map(read)
      let mean = values.reduce(0, +) / count
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      // Rounding the base moves a county's sum by a person, a township's by a few; four standard errors otherwise.
      #expect(abs(mean - read(expected)) < 4 * (variance / count).squareRoot() + rounding, "\(name)")
    }
    for year in [1, 4] {
      check({ $0.flows[year].reduce(0) { $0 + $1.births } }, "births")
      check({ $0.flows[year].reduce(0) { $0 + $1.deaths } }, "deaths")
      check({ $0.flows[year].reduce(0) { $0 + $1.inflow } }, "inflow")
      check({ $0.flows[year].reduce(0) { $0 + $1.internalOut } }, "movers")
      check({ $0.population[year][0].total }, rounding: 8, "town")
      check({ $0.population[year][1].sum(from: 80) }, rounding: 8, "80+")
    }
    // Deaths of the first year: the sum of binomials, a little less than Poisson. A variance from 96 draws has a standard
    // error of 15%.
    let deaths = drawn.map { $0.flows[1].reduce(0) { $0 + $1.deaths } }
    let mean = deaths.reduce(0, +) / count
    let variance = deaths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    #expect(variance < 1.5 * mean && variance > 0.45 * mean)
  }

  @Test("a draw is the same whatever stands beside it")
  func addresses() throws {
    let county = try trial()
    let model = try county.model()
    let shifted = ProjectionBlock(
      model, county.inputs(), keepsDeaths: true,
      chance: SmallNumbers(streams: RandomStreams(seed: 5), draws: [9, 3, 0, 1, 2, 4, 5, 6]))
    let plain = try futures(county, blocks: 2)
    #expect(try PopulationProjection(shifted, lane: 0).population == plain[9].population)
    #expect(try PopulationProjection(shifted, lane: 1).flows == plain[3].flows)
  }
}
