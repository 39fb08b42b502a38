import ArgumentParser
import Diagnostics
import Language
import PlanningModel
import Publishing
import Workflows

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "只检查情景和数据文件 · check scenario and data files")

  @OptionGroup var selection: ScenarioOptions

  @OptionGroup var language: LanguageOptions
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
      let w = language.wording
      for (entry, warnings) in zip(loaded, each) {
        let count = warnings.count { $0.severity == .warning }
        common.show(
          w.say(
            .validated, entry.scenario.id, count > 0 ? w.say(.validatedWarnings, "\(count)") : "",
            w.name(entry.county), "\(entry.scenario.horizon.start)", "\(entry.scenario.horizon.end)") + "\n"
        )
      }
    }
  }
}
