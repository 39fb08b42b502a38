import CBenchmarkLoop
import Demography
import Glibc
import PlanningModel

/// Speed, measured in processor time: best of several runs. Never a test.
@main
enum Benchmarks {
  static func main() {
    let ages = SingleYearMortality.ages
    let hazards = (0..<ages).map { 0.0001 * exp(0.09 * Double($0)) + ($0 == 0 ? 0.008 : 0) }
    let tables = Sex.allCases.map { SingleYearMortality.lifeTable(hazards: hazards, sex: $0) }
    var migration = AgeSexGrid(ages: ages)
    var population = AgeSexGrid(ages: ages)
    for cell in population.values.indices {
      population.values[cell] = 300
      migration.values[cell] = 0.01
    }
    let rates = StepRates(
      male: tables[0], female: tables[1], fertility: [Double](repeating: 0, count: ages), sexRatioAtBirth: 1.1,
      migration: .rates(migration))
    let steps = 42 * 15 * 20

    let swift = best {
      var grid = population
      for _ in 0..<steps { grid = CohortComponentStep.advance(grid, rates).population }
      return grid.total
    }
    let survival = rates.survival.values
    let plain = best {
      var grid = population.values
      var next = grid
      for _ in 0..<steps {
        for sex in 0..<2 {
          let offset = sex * ages
          grid.withUnsafeBufferPointer { from in
            survival.withUnsafeBufferPointer { s in
              migration.values.withUnsafeBufferPointer { m in
                next.withUnsafeMutableBufferPointer { to in
                  guard let f = from.baseAddress, let s = s.baseAddress, let m = m.baseAddress, let t = to.baseAddress
                  else { return }
                  cbenchmark_step(f + offset, s + offset, m + offset, t + offset, Int32(ages))
                }
              }
            }
          }
        }
        swap(&grid, &next)
      }
      return grid.reduce(0, +)
    }
    let perStep = 1e6 / Double(steps)
    print("cohort-component step, two sexes, \(ages) ages, with all flows booked: \(round2(swift * perStep)) µs")
    print("plain C loop, survivors and migration only:                           \(round2(plain * perStep)) µs")
    print("ratio: \(round2(swift / plain))")

    let graduate = best {
      var sum = 0.0
      for _ in 0..<200 { sum += SingleYearMortality.lifeTable(hazards: hazards, sex: .male).Tx[0] }
      return sum
    }
    print("life table from \(ages) hazards: \(round2(graduate * 1e6 / 200)) µs")
  }

  /// Least processor seconds of seven runs; the result keeps the work from being optimised away.
  private static func best(_ work: () -> Double) -> Double {
    var least = Double.infinity
    for _ in 0..<7 {
      let start = clock()
      let result = work()
      let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      if result.isFinite { least = min(least, seconds) }
    }
    return least
  }

  private static func round2(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
