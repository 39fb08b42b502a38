import Analysis
public import ArgumentParser
import Diagnostics
import Glibc
import Language
import PlainText
import PlanningModel
public import Publishing
import ScenarioFiles
import Simulation
import Workflows

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "推算情景，写出表、图和报告 · run scenarios",
    discussion: """
      countyplan run scenarios/plan.yaml
      countyplan run scenarios/plan.yaml --draws 200 --set care.occupancy=0.6 --out notebooks-out
      """)

  @OptionGroup var selection: ScenarioOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("输出文件夹；每个情景在其中各有一个文件夹。", valueName: "folder"))
  var out = "notebooks-out"

  @Option(name: .long, help: "图内的标题：inside 有，none 没有（由文档作图题）。")
  var titles = Request.Titles.inside

  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !out.isEmpty else { throw Usage.error(.badValue, "--out 后要写文件夹") }
  }

  func run() throws {
    Signals.listen()
    try common.reporting {
      var results: [JSONText] = []
      let inputs = try selection.load()
      common.warn(inputs.flatMap(\.warnings))
      // Before anything is computed: a folder that must not be replaced is told now.
      let places = inputs.map { keeping.place(out, $0.scenario.id) }
      for place in places { try place.check(inputs) }
      for (input, place) in zip(inputs, places) {
        let central = try input.run()
        common.warn(input.workspace.cautions(central))
        let publication = try RunMaker(
          common.conduct(jobs: selection.jobs, language.wording), wording: language.wording, scratch: place.above
        ).publication(central)
        var request = selection.request(.run(child: input.document.sweepChild), language, titles: titles)
        request.scenarios = [input.document.file]
        let files = try publication.package(request, jobs: selection.jobs).files()
        try place.write(files, common)
        results.append(Headlines.json(publication, folder: place.folder))
        if !common.json {
          common.show(Headlines.text(publication, folder: place.folder, width: Console.width(of: STDOUT_FILENO)))
        }
      }
      if common.json { Console.out(JSONText.array(results).rendered()) }
    }
  }
}

extension Request.Titles: ExpressibleByArgument {}
