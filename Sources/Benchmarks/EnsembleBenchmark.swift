import CBenchmarkLoop
import CountyData
import Demography
import Ensembles
import Glibc
import PlanningModel
import ScenarioFiles
import Simulation

/// The real county: 42 townships, 1,000 futures, with every number of the population table summarised; and 10,000 futures in
/// bounded memory. Run from the project's folder.
enum EnsembleBenchmark {
  static func print() throws {
    guard CommandLine.arguments.count > 1 else {
      Swift.print("for the ensemble of a county: Benchmarks scenarios/<scenario>.yaml [projection]")
      return
    }
    let draft = try ScenarioReader().read(file: CommandLine.arguments[1])
    let county = try CountyLoader.load(folder: draft.countyFolder)
    let scenario = try ScenarioReader().resolve(draft, in: county).scenario
    let run = try CountyRun(county: county, scenario: scenario)
    let futures = try Futures(run, seed: 1)
    let years = Array(scenario.horizon.years.indices)
    let draws = 1000

    // A first block makes what is made once.
    _ = futures.mapPeople(0..<8, jobs: 1) { [$0.residents(15, from: 80)] }
    let before = cbenchmark_allocations()
    _ = futures.mapPeople(0..<draws, jobs: 1) { [$0.residents(15, from: 80)] }
    let allocations = cbenchmark_allocations() - before
    let projecting = best(of: 5) {
      futures.mapPeople(0..<draws, jobs: 1) { [$0.residents(15, from: 80)] }.reduce(0) { $0 + $1[0] }
    }
    Swift.print(
      "\(county.townships.count) townships × \(draws) futures, one core, random numbers and calibration included")
    Swift.print(
      "  projection                      \(fixed(projecting, 3)) s, \(Int(allocations) / draws) allocations a future")
    // A profiler wants the projection alone.
    guard CommandLine.arguments.count == 2 else { return }
    try chain(run, futures, projecting / Double(draws))
    let cells = futures.mapPeople(0..<draws, jobs: 1) { $0.populationCells(years) }
    let filling = best(of: 3) {
      futures.mapPeople(0..<draws, jobs: 1) { $0.populationCells(years) }.reduce(0) { $0 + $1[0] }
    }
    let matrix = DrawnMatrix(cells)
    let summing = best(of: 3) { matrix.summaries(jobs: 1).reduce(0) { $0 + ($1.mean ?? 0) } }
    Swift.print(
      "  summaries of \(cells[0].count) cells       \(fixed(summing, 3)) s (and \(fixed(filling - projecting, 3)) s to add up age groups)"
    )
    let one = best(of: 3, wallSeconds) { work(futures, jobs: 1) }
    let two = best(of: 3, wallSeconds) { work(futures, jobs: 2) }
    Swift.print("  two threads                     \(fixed(one / two)) × one (projection, wall time)")
  }

  /// What a future costs behind its population, and what it costs to try one against the observations.
  private static func chain(_ run: CountyRun, _ futures: Futures, _ projection: Double) throws {
    let draws = 400
    let whole = try best(of: 5) {
      try futures.map(0..<draws, jobs: 1) { $0.severe[15][0] }.results.reduce(0, +)
    }
    Swift.print(
      "  need, beds, graves and money    \(fixed(1000 * (whole / Double(draws) - projection), 3)) ms a future")
    var tried = 0
    let choosing = try best(of: 5) {
      tried = try DrawSelection(run, seed: 1, count: 100, jobs: 1)?.tried ?? 0
      return Double(tried)
    }
    guard tried > 0 else { return }
    Swift.print(
      "  tried against observations      \(fixed(1000 * choosing / Double(tried), 3)) ms a future, \(tried) tried")
  }

  private static func work(_ futures: Futures, jobs: Int) -> Double {
    futures.mapPeople(0..<2000, jobs: jobs) { [$0.residents(15, from: 80)] }.reduce(0) { $0 + $1[0] }
  }
}
