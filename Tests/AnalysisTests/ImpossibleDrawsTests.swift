import CareNeed
import CountyData
import Diagnostics
import Facilities
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@testable import Analysis

/// Draws whose values cannot hold together, in a small invented county.
@Suite("Impossible draws")
struct ImpossibleDrawsTests {
  private static func resolved(_ text: String, _ bench: Workbench, _ county: County) throws -> Scenario {
    try bench.write(
      "schema: 1\nid: a\ntitle: a\ndata: seeds/t\nhorizon: {start: 2020, end: 2024}\n\(text)\n",
      to: "scenarios/a.yaml")
    let draft = try ScenarioReader().draft(try ScenarioReader().document(file: bench.path("scenarios/a.yaml")))
    return try ScenarioReader().resolve(draft, in: county).scenario
  }

  private static func run(_ text: String) throws -> CountyRun {
    let (bench, county) = try trial()
    return try CountyRun(county: county, scenario: try resolved(text, bench, county))
  }

  private static func trial() throws -> (Workbench, County) {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500997", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 6, seed: 5)
    for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
    return (bench, try CountyLoader.load(folder: bench.path("seeds/t")))
  }

  private static func occupancies(_ run: CountyRun, _ draws: Int = 48) throws -> ([[Double]], MovedDraws) {
    let (results, moved) = try Futures(run, seed: 4).map(0..<draws, jobs: 2) { future in
      ["care.occupancy", "care.occupancy_city"].map { future.parameters.constant($0) }
    }
    return (results, moved)
  }

  @Test("a fixed city occupancy stays, and the county's is drawn where both can hold")
  func theFirstIsMovedWhereTheOtherIsFixed() throws {
    let run = try Self.run("care: {occupancy: {low80: 0.3, mid: 0.5, high80: 0.8}, occupancy_city: 0.9}")
    let beds = BaseBeds(run.county)
    let (drawn, moved) = try Self.occupancies(run)
    #expect(drawn.allSatisfy { $0[1] == 0.9 })
    let share = beds.city / beds.all
    for values in drawn {
      #expect(values[0] >= 0.9 * share - 1e-9 && values[0] <= 0.9 * share + 1 - share + 1e-9)
    }
    // P(occupancy < 0.9 · city share) by the lower half normal of the interval.
    let count = try #require(moved.counts["care.occupancy"])
    let impossible = UncertainNumber.interval80(low: 0.3, mid: 0.5, high: 0.8)
    #expect(moved.counts["care.occupancy_city"] == nil && count > 0 && count < 48)
    let probabilities = (0..<1000).map { (Double($0) + 0.5) / 1000 }
    let expected = probabilities.reduce(0.0) { sum, u in
      let value = min(max(Self.quantile(impossible, u), 0.01), 1)
      return sum + (value < 0.9 * share || value > 0.9 * share + 1 - share ? 0.001 : 0)
    }
    // Four standard errors of 48 draws.
    #expect(abs(Double(count) / 48 - expected) < 4 * (expected * (1 - expected) / 48).squareRoot() + 1 / 48.0)
  }

  /// Two half normal distributions joined at the middle, without the library under test: 0.1 and 0.9 by interpolation of the
  /// normal quantile (Acklam's rational form is far better than the tolerance needs).
  private static func quantile(_ number: UncertainNumber, _ u: Double) -> Double {
    guard case .interval80(let low, let mid, let high) = number else { return 0 }
    // Bisection on the distribution function by Simpson's rule from 0 to z.
    func phi(_ z: Double) -> Double {
      let steps = 64
      let h = z / Double(steps)
      func f(_ x: Double) -> Double {
        var t = 1.0
        var s = 1.0
        for n in 1..<40 {
          t *= -x * x / 2 / Double(n)
          s += t
        }
        return s
      }
      var sum = f(0) + f(z)
      for k in 1..<steps { sum += f(Double(k) * h) * (k.isMultiple(of: 2) ? 2 : 4) }
      return 0.5 + sum * h / 3 / (2 * Double.pi).squareRoot()
    }
    var (a, b) = (-3.5, 3.5)
    for _ in 0..<50 { if phi((a + b) / 2) < u { a = (a + b) / 2 } else { b = (a + b) / 2 } }
    let z = (a + b) / 2 / 1.2815515655446004
    return mid + z * (z < 0 ? mid - low : high - mid)
  }

  @Test("where both are drawn the county's keeps its numbers and the city's is moved")
  func theFirstKeepsItsNumbers() throws {
    let text =
      "care: {occupancy: {low80: 0.3, mid: 0.5, high80: 0.8}, occupancy_city: {low80: 0.5, mid: 0.7, high80: 0.95}}"
    let (drawn, moved) = try Self.occupancies(try Self.run(text))
    let alone = try Self.occupancies(
      try Self.run(
        "care: {occupancy: {low80: 0.3, mid: 0.5, high80: 0.8}, occupancy_city: {low: 0.01, mode: 0.5, high: 1}}"))
    #expect(moved.counts["care.occupancy"] == nil && (moved.counts["care.occupancy_city"] ?? 0) > 0)
    #expect(drawn.map { $0[0] } == alone.0.map { $0[0] })
  }

  @Test("fixed destinations of ashes stay; drawn ones are moved inside their own distributions")
  func ashes() throws {
    let run = try Self.run(
      """
      funeral:
        ashes: {plot: 0.5, niche: {low: 0.1, mode: 0.2, high: 0.5}, ecological: {low: 0.05, mode: 0.1, high: 0.5}, scattered: 0.1}
      """)
    let (drawn, moved) = try Futures(run, seed: 2).map(0..<96, jobs: 2) { future in
      ["plot", "niche", "ecological", "scattered"].map { future.parameters.constant("funeral.ashes.\($0)") }
    }
    for values in drawn {
      #expect(values[0] == 0.5 && values[3] == 0.1 && values.reduce(0, +) <= 1 + 1e-12)
      #expect(values[1] >= 0.1 && values[2] >= 0.05)
    }
    #expect((moved.counts["funeral.ashes.ecological"] ?? 0) > 0)
  }

  @Test("a new home never empties in its second year")
  func rampUp() throws {
    let run = try Self.run(
      "facilities: {ramp_up: {first_year: {low80: 0.3, mid: 0.6, high80: 0.9}, second_year: {low80: 0.5, mid: 0.7, high80: 0.95}}}"
    )
    let (drawn, moved) = try Futures(run, seed: 2).map(0..<64, jobs: 2) { future in
      ["first_year", "second_year"].map { future.parameters.constant("facilities.ramp_up.\($0)") }
    }
    #expect(drawn.allSatisfy { $0[0] <= $0[1] } && moved.total > 0)
  }

  @Test("two delays drawn together begin no project before the base year")
  func delays() throws {
    let run = try Self.run(
      "portfolio: {shift: {all: {low80: -3, mid: 1, high80: 4}, P1: {low80: -4, mid: 0, high80: 3}}}")
    let (starts, moved) = try Futures(run, seed: 3).map(0..<96, jobs: 2) { $0.schedule.map(\.start.value).min() ?? 0 }
    #expect(starts.allSatisfy { $0 >= 2020 } && Set(starts).count > 3 && moved.total > 0)
  }

  @Test("what is impossible at its central values is refused at its place")
  func refused() throws {
    let (bench, county) = try Self.trial()
    for text in [
      "care: {occupancy: 0.05, occupancy_city: 0.9}", "care: {occupancy: {low: 0.01, mode: 0.05, high: 0.9}}",
      "funeral: {ashes: {plot: 0.9, niche: 0.2}}", "facilities: {ramp_up: {first_year: 0.9, second_year: 0.5}}",
    ] {
      let report = #expect(throws: DiagnosticReport.self) { try Self.resolved(text, bench, county) }
      let problem = try #require(report?.diagnostics.first { $0.severity == .error })
      #expect(problem.code == "E0226" && problem.range.line == 6)
    }
  }

  @Test("a distribution that is moved in every draw is warned of")
  func alwaysMoved() throws {
    // The middle of the city's is just possible, everything below it is not.
    let run = try Self.run(
      "ensemble: {draws: 20, seed: 1}\nfuneral: {ashes: {plot: 0.5, niche: 0.3, ecological: {low80: 0.2, mid: 0.2, high80: 0.5, bound: low}, scattered: 0}}"
    )
    #expect(Caution.all(run).filter { $0.code == .alwaysMoved }.isEmpty)
    let always = try Self.run(
      "ensemble: {draws: 20, seed: 1}\nfuneral: {ashes: {plot: 0.5, niche: 0.3, ecological: {dist: triangular, low: 0.2, mode: 0.2, high: 0.5, bound: low}, scattered: 0}}"
    )
    let cautions = Caution.all(always).filter { $0.code == .alwaysMoved }
    #expect(cautions.count == 1 && cautions[0].origin.line == 7)
  }

  /// Scenarios of random intervals over the whole ranges of random parameters: what is not refused beforehand runs.
  @Test("no interval of any parameter ends a run that was not refused beforehand")
  func property() throws {
    var numbers = SeededNumbers(seed: 77)
    let (bench, county) = try Self.trial()
    var (ran, refused, moved) = (0, 0, 0)
    for _ in 0..<60 {
      let text = Self.fragment(&numbers)
      let scenario: Scenario
      let run: CountyRun
      do {
        scenario = try Self.resolved(text, bench, county)
        run = try CountyRun(county: county, scenario: scenario)
      } catch let report as DiagnosticReport {
        #expect(report.diagnostics.allSatisfy { !$0.code.isEmpty && $0.range.line > 0 })
        refused += 1
        continue
      }
      moved += try Futures(run, seed: 6).map(0..<8, jobs: 2) { $0.observed.inCare }.moved.total
      ran += 1
    }
    #expect(ran > 20 && refused > 0 && moved > 0, "\(ran) ran, \(refused) were refused, \(moved) values were moved")
  }

  private static func fragment(_ numbers: inout SeededNumbers) -> String {
    var chosen: Set<String> = []
    var lines = [
      "ensemble: {draws: 8, seed: 1, small_numbers: \(numbers.number(in: 0...1) < 0.2 ? "persons" : "expected")}"
    ]
    var tree: [String: String] = [:]
    let all = ParameterCatalogue.declarations
    for _ in 0..<Int(numbers.number(in: 1...8)) {
      let declaration = all[Int(numbers.number(in: 0...1) * Double(all.count - 1))]
      guard chosen.insert(declaration.path).inserted else { continue }
      tree[declaration.path] = number(declaration.lowest...declaration.highest, &numbers)
      // Life expectancies go in pairs.
      let pair = ["male": "female", "female": "male"]
      if declaration.path.hasPrefix("population.life_expectancy."),
        let other = declaration.path.split(separator: ".").last.flatMap({ pair[String($0)] })
      {
        tree["population.life_expectancy.\(other)"] = number(40...95, &numbers)
      }
    }
    for room in ["population", "care", "facilities", "funeral", "finance"] {
      let inside = tree.keys.filter { $0.hasPrefix(room + ".") }.sorted()
      guard !inside.isEmpty else { continue }
      lines.append("\(room):")
      var opened = ""
      for path in inside {
        let parts = path.split(separator: ".").map(String.init)
        if parts.count == 3 {
          if opened != parts[1] { lines.append("  \(parts[1]):") }
          opened = parts[1]
          lines.append("    \(parts[2]): \(tree[path] ?? "")")
        } else {
          lines.append("  \(parts[1]): \(tree[path] ?? "")")
        }
      }
    }
    if numbers.number(in: 0...1) < 0.5 {
      lines.append(
        "portfolio: {shift: {all: \(number(-5...15, &numbers)), P1: \(number(-5...15, &numbers))}, scale: {P1: \(number(0.1...3, &numbers))}, convert: [{beds: \(number(0...300, &numbers)), year: 2022}]}"
      )
    }
    return lines.joined(separator: "\n")
  }

  private static func number(_ range: ClosedRange<Double>, _ numbers: inout SeededNumbers) -> String {
    let v = (0..<3).map { _ in numbers.number(in: range) }.sorted()
    switch Int(numbers.number(in: 0...3.999)) {
    case 0: return "{low80: \(v[0]), mid: \(v[1]), high80: \(v[2])}"
    case 1: return "{low: \(v[0]), mode: \(v[1]), high: \(v[2])}"
    case 2: return "{dist: uniform, low: \(v[0]), high: \(v[2])}"
    default: return "{dist: normal, mean: \(v[1]), sd: \((range.upperBound - range.lowerBound) / 5)}"
    }
  }
}
