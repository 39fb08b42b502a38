import ArgumentParser
import Diagnostics
import Glibc
import Language
import PlainText
import PlanningModel
import Publishing
import Simulation
import Workflows

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "打印合并后的情景及每个值的出处 · the resolved scenario with the origin of every value",
    discussion: """
      countyplan show scenario scenarios/plan.yaml
      countyplan show scenario scenarios/plan.yaml --set care.occupancy=0.6
      """,
    subcommands: [ScenarioCommand.self])

  /// On a terminal an origin that does not fit behind its value stands below it, still a comment.
  private static func resolved(_ text: String) {
    guard let width = Console.width(of: STDOUT_FILENO) else { return Console.out(text) }
    for line in text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) {
      guard DisplayWidth.of(line) > width, let mark = line.ranges(of: "  # ").last else {
        Console.paragraphs(line + "\n")
        continue
      }
      let lead = String(repeating: " ", count: line.prefix { $0 == " " }.count)
      Console.paragraphs(String(line[..<mark.lowerBound]) + "\n")
      for part in TextWrap.lines(String(line[mark.upperBound...]), width: width - lead.count - 4, hanging: 0) {
        Console.out("\(lead)  # \(part)\n")
      }
    }
  }

  struct ScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "scenario", abstract: "合并后的情景 · the resolved scenario")

    @OptionGroup var selection: ScenarioOptions

    @Flag(name: .long, help: "不写各值在哪里设定的注释。")
    var plain = false

    @OptionGroup var language: LanguageOptions
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
            Show.resolved(ProvenanceText.resolved(run, hasOrigins: !plain, wording: language.wording))
          }
        }
      }
    }
  }
}
