import ArgumentParser
import Diagnostics
import PlanningModel
import Publishing

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "只检查情景和数据文件 · check scenario and data files")

  @OptionGroup var selection: ScenarioOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let loaded = try selection.load(foresees: true)
      let each = try loaded.map { try $0.allWarnings() }
      let warnings = DiagnosticReport.unique(each.flatMap(\.self))
      if common.json {
        Console.out(DiagnosticJSON.array(DiagnosticReport(warnings)))
        return
      }
      common.warn(warnings, areShort: false)
      for (entry, warnings) in zip(loaded, each) {
        let count = warnings.count { $0.severity == .warning }
        common.show(
          "\(entry.scenario.id)：没有错误\(count > 0 ? "，\(count) 处提醒" : "")（\(entry.county.nameZh)，\(entry.scenario.horizon.start)—\(entry.scenario.horizon.end)年）\n"
        )
      }
    }
  }
}
