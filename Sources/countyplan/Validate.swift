import ArgumentParser
import PlanningModel
import Publishing

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "只检查情景和数据文件 · check scenario and data files")

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "scenario.yaml"))
  var scenarios: [String]

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let loaded = try Inputs.load(scenarios)
      if common.json {
        Console.out("[]\n")
      } else {
        for (scenario, county) in loaded {
          Console.out("\(scenario.id)：没有问题（\(county.nameZh)，\(scenario.horizon.start)—\(scenario.horizon.end)年）\n")
        }
      }
    }
  }
}
