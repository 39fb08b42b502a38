import ArgumentParser
import Language
import PlainText
import PlanningModel
import Publishing
import ScenarioFiles
import Workflows

struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "扫描参数取值，列表并画图 · sweep values of inputs",
    discussion: """
      countyplan sweep scenarios/plan.yaml --values care.occupancy=0.4,0.53,0.7
      countyplan sweep scenarios/plan.yaml --values 'portfolio.shift.all=0,1,2,3' --out notebooks-out

      情景文件中的 sweep 与 --values 合用；多个字段时取全部组合。
      """)

  @OptionGroup var selection: ScenarioOptions

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("一个路径的各个取值，用逗号分开；可写几次。", valueName: "path=v1,v2,…"))
  var values: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("另把表和图写到这个文件夹下的 <id>-sweep。", valueName: "folder"))
  var out: String?

  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard selection.scenarios.count == 1 else { throw Usage.error(.surplus, "sweep 一次只用一个情景文件") }
    guard out != "" else { throw Usage.error(.badValue, "--out 后要写文件夹") }
    for text in values where !text.contains("=") {
      throw Usage.error(.badValue, "--values “\(text)” 没有等号", help: "写成 路径=值1,值2")
    }
    let paths = values.map { $0.prefix { $0 != "=" } }
    if let again = paths.enumerated().first(where: { paths.firstIndex(of: $0.element) != $0.offset })?.element {
      throw Usage.error(.surplus, "--values \(again) 写了两次", help: "把取值写在一个 --values 里")
    }
  }

  func run() throws {
    Signals.listen()
    try common.reporting {
      let request = selection.request(.sweep(values: values), language)
      let inputs = try Workspace().load(request.scenarios, assignments: request.assignments)
      guard inputs.contains(where: { $0.document.sweepChild != nil }) else {
        throw Usage.error(.missing, "没有要扫描的取值", help: "在情景中写 sweep，或用 --values 路径=值1,值2")
      }
      common.warn(inputs.flatMap(\.warnings))
      let place = out.map { keeping.place($0, "\(SweepMaker.id(inputs))-sweep") }
      try place?.check(inputs)
      let sweep = try SweepMaker(common.conduct(jobs: selection.jobs, language.wording), wording: language.wording)
        .publication(inputs)
      common.note(sweep.comparison, language.wording)
      if common.json { Console.out(sweep.json()) } else { common.show(SweepText.text(sweep, width: Console.columns)) }
      if let place {
        try place.write(try sweep.package(request).files(), common)
        common.note(language.wording.say(.written, "\(place.folder)/tables/sweep.csv"))
      }
    }
  }
}
