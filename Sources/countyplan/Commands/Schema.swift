import ArgumentParser
import CountyData
import ScenarioFiles

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "情景文件的 JSON Schema，供编辑器提示 · JSON Schema of scenario files for editors",
    discussion: """
      countyplan schema > scenarios/scenario.schema.json
      在情景文件首行写  # yaml-language-server: $schema=scenario.schema.json
      """)

  @Option(
    name: .long, help: ArgumentHelp("县数据包：只允许其中的项目和乡镇街道。", valueName: "folder")
  )
  var county: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      Console.out(ScenarioSchema.json(county: try county.map { try CountyLoader.load(folder: $0) }))
    }
  }
}
