import ArgumentParser
import CountyData
import Diagnostics
import Foundation
import PlainText
import PlanningModel
import Publishing
import ScenarioFiles
import Workflows

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "新建情景或县数据包 · a new scenario or county",
    discussion: """
      countyplan new scenario my-plan --extends plan
      countyplan new county seeds/mycounty --code 500999 --name 某县
      countyplan new county seeds/big --code 500998 --synthetic 400
      """, subcommands: [NewScenario.self, NewCounty.self])
}

struct NewScenario: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario", abstract: "新建情景文件，所有可用字段作为注释 · a scenario file with every key as a comment")

  @Argument(help: ArgumentHelp("情景的 id：小写字母、数字和连字符。", valueName: "id"))
  var id: String

  @Option(name: .long, help: ArgumentHelp("所继承的情景，不带 .yaml。", valueName: "id"))
  var extends: String?

  @Option(name: .long, help: ArgumentHelp("给读者看的标题。", valueName: "text"))
  var title: String?

  @Option(name: .long, help: ArgumentHelp("县数据包，相对项目文件夹。", valueName: "folder"))
  var county: String?

  @Option(name: .long, help: ArgumentHelp("情景文件夹。", valueName: "folder"))
  var folder = "scenarios"

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard id.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) != nil else {
      throw Usage.error(.badValue, "情景名不能是 “\(id)”", help: "用小写字母、数字和连字符，至多64个")
    }
    guard !(title ?? "").unicodeScalars.contains(where: UnsafeScalars.contains) else {
      throw Usage.error(.badValue, "--title 中有控制字符或改变书写方向的字符")
    }
  }

  func run() throws {
    try common.reporting {
      let path = "\(folder)/\(id).yaml"
      let data: String
      let loaded: County
      var parentSets: [String] = []
      if let extends {
        let parent = try Workspace().load(["\(folder)/\(extends).yaml"])
        guard let first = parent.first else { throw InputMissing(path: extends, reason: "没有这个情景") }
        (data, loaded) = (first.scenario.data, first.county)
        parentSets = first.document.settings.map(\.path)
      } else {
        data = try county ?? Workspace().onlyCounty(option: "--county")
        loaded = try CountyLoader.load(folder: data)
      }
      let text = ScenarioTemplate.text(
        id: id, title: title ?? "\(loaded.nameZh)新情景", parent: extends, parentSets: parentSets, data: data,
        county: loaded)
      try NewFile.write(Array(text.utf8), to: path)
      Console.out("已写出 \(path)\n下一步：\(Program.command("validate", path))\n")
    }
  }
}

struct NewCounty: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "county", abstract: "新建县数据包：最小的占位包，或任意大小的人造县 · a county data package")

  @Argument(help: ArgumentHelp("要建的文件夹，如 seeds/mycounty。", valueName: "folder"))
  var folder: String

  @Option(name: .long, help: ArgumentHelp("六位县码。", valueName: "code"))
  var code: String

  @Option(name: .long, help: ArgumentHelp("县的中文名。", valueName: "text"))
  var name = "新县"

  @Option(name: .long, help: ArgumentHelp("县的英文名。", valueName: "text"))
  var nameEn = "New County"

  @Option(name: .long, help: ArgumentHelp("基期年份。", valueName: "year"))
  var baseYear = 2020

  @Option(name: .long, help: ArgumentHelp("虚构县的乡镇数，用于试规模。", valueName: "n"))
  var synthetic: Int?

  @Option(name: .long, help: ArgumentHelp("虚构县的种子。", valueName: "s"))
  var seed: UInt64 = 1

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard code.wholeMatch(of: /[0-9]{6}/) != nil else {
      throw Usage.error(.badValue, "--code 的值不能是 “\(code)”", help: "县的代码是六位数字")
    }
    guard CountyTemplate.synthetic.contains(synthetic ?? 1) else {
      throw Usage.error(
        .badValue, "--synthetic 的值不能是 \(synthetic ?? 0)", help: "乡镇数为 1 到 \(CountyTemplate.synthetic.upperBound)")
    }
    guard (1980...2060).contains(baseYear) else {
      throw Usage.error(.badValue, "--base-year 的值不能是 \(baseYear)", help: "基期年为 1980 到 2060")
    }
    let signs = "=+-@＝＋－＠\t\r\n,\""
    for text in [name, nameEn] where text.isEmpty || text.count > 60 || text.contains(where: { signs.contains($0) }) {
      throw Usage.error(.badValue, "县名不能是 “\(text)”", help: "1 到 60 个字，不含 = + - @ 逗号和引号")
    }
    for text in [name, nameEn] where text.unicodeScalars.contains(where: UnsafeScalars.contains) {
      throw Usage.error(.badValue, "名称中有控制字符或改变书写方向的字符")
    }
  }

  func run() throws {
    try common.reporting {
      let template = CountyTemplate(
        code: code, nameZh: name, nameEn: nameEn, baseYear: baseYear, synthetic: synthetic, seed: seed)
      try AtomicDirectory.create(
        template.files().map { OutputFile(path: $0.path, bytes: Array($0.text.utf8)) }, at: folder)
      Console.out(
        "已写出 \(folder)（\(template.files().count)个文件）\n"
          + "下一步：阅读 \(folder)/README.md，然后 \(Program.command("new", "scenario")) <id> --county \(Program.quoted(folder))\n"
      )
    }
  }
}
