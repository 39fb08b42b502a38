import CountyData
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@testable import Analysis

@Suite("Inputs that are one doubt")
struct MovedTogetherTests {
  @Test("the nation's mortality is moved for men and women together, to the same end of each interval")
  func closures() throws {
    let draft = try ScenarioReader().read(file: Shipped.scenario("plan"))
    let county = try CountyLoader.load(folder: Shipped.county)
    let run = try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
    let (male, female) = ("population.mortality_closure.male", "population.mortality_closure.female")
    let inputs = MovedInput.all(run)
    #expect(!inputs.contains { $0.path == female })
    let input = try #require(inputs.first { $0.path == male })
    #expect(input.titleZh.contains("女性"))
    for (end, other) in [(input.low, run.parameters[female].low), (input.high, run.parameters[female].high)] {
      #expect(try Self.moved(input, run, end) == [male: end, female: other])
    }
    // Where a scenario fixes one of them, the other moves alone.
    let fixed = try ScenarioReader().read(file: Shipped.scenario("plan"), assignments: ["\(female)=0.95"])
    let alone = try CountyRun(county: county, scenario: try ScenarioReader().resolve(fixed, in: county).scenario)
    let single = try #require(MovedInput.all(alone).first { $0.path == male })
    #expect(try Self.moved(single, alone, single.high) == [male: single.high])
  }

  private static func moved(_ input: MovedInput, _ run: CountyRun, _ end: Double) throws -> [String: Double] {
    guard case .parameters(let values) = input.change(run, end) else { return [:] }
    return values
  }
}
