import ArgumentParser
import Diagnostics
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "打印合并后的情景及每个值的出处 · the resolved scenario with the origin of every value",
    discussion: """
      countyplan show scenario scenarios/plan.yaml
      countyplan show scenario scenarios/plan.yaml --set care.occupancy=0.6
      """,
    subcommands: [ScenarioCommand.self])

  struct ScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "scenario", abstract: "合并后的情景 · the resolved scenario")

    @OptionGroup var selection: ScenarioOptions

    @Flag(name: .long, help: "Without the comments that tell where values were set.")
    var plain = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.reporting {
        let inputs = try selection.load()
        common.warn(inputs.flatMap(\.warnings))
        for (index, input) in inputs.enumerated() {
          let run = try CountyRun(county: input.county, scenario: input.scenario)
          if common.json {
            Console.out(OriginsJSON.text(run))
          } else {
            if index > 0 { Console.out("---\n") }
            Console.out(ProvenanceText.resolved(run, hasOrigins: !plain))
          }
        }
      }
    }
  }
}
