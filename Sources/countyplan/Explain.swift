import ArgumentParser
import CountyData
import ScenarioFiles

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "解释错误代码 · explain an error code")

  @Argument(help: ArgumentHelp("Code such as E0213; none lists all.", valueName: "code"))
  var code: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let all =
      [
        ("E0001", "输入不是普通文件", "the input is not a regular file"), ("E0002", "输入文件过大", "the input is too large"),
        ("E0003", "抽样次数超过内存上限", "more draws than memory allows"),
      ]
      + DataCode.allCases.map { ($0.rawValue, $0.meaningZh, $0.meaningEn) }
      + ScenarioCode.allCases.map { ($0.rawValue, $0.meaningZh, $0.meaningEn) }
    let wanted = code.map { $0.uppercased() }
    let found = all.filter { wanted == nil || $0.0 == wanted }
    guard !found.isEmpty else { throw ValidationError("no such code: \(code ?? "")") }
    for entry in found { Console.out("\(entry.0)  \(entry.1) · \(entry.2)\n") }
    try Console.finish()
  }
}
