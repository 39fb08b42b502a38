import Analysis
import ArgumentParser
import CountyData
import Diagnostics
import Language
import PlainText
import PlanningModel
import Publishing
import Workflows

struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "核对规划自身的算术 · test the plan's own statements",
    discussion: "每条给出规划章节、印出的数、计算的数和结论：相符、不符、未定义、缺失。")

  @Argument(help: ArgumentHelp("县数据包；不写时取 seeds 下唯一的一个。", valueName: "folder"))
  var county: String?

  @Option(name: .long, help: ArgumentHelp("与参数相同。", valueName: "folder"))
  var data: String?

  @OptionGroup var language: LanguageOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard county == nil || data == nil else { throw Usage.error(.surplus, "县数据包写了两次", help: "只写 --data \(data ?? "")") }
  }

  func run() throws {
    try common.reporting {
      let audit = PlanAudit(
        try CountyLoader.load(folder: try county ?? data ?? Workspace().onlyCounty(option: "--data")))
      if common.json {
        Console.out(Audit.json(audit, language.wording))
      } else {
        common.show(Audit.text(audit, language.wording))
      }
    }
  }

  static func json(_ audit: PlanAudit, _ wording: Wording) -> String {
    JSONText.array(
      audit.rows.map { row in
        .object([
          ("id", .string(row.statement.id)), ("section", .string(row.statement.section)),
          ("statement_zh", .string(row.statement.statementZh)), ("statement_en", .string(row.statement.statementEn)),
          ("printed", .string(row.statement.printed)),
          ("computed", row.computed.map { .number($0, decimals: 6) } ?? .null), ("unit", .string(row.statement.unit)),
          ("verdict", .string(row.verdict.rawValue)),
          ("kind", row.kind.map { .string($0.rawValue) } ?? .null), ("note_zh", .string(row.statement.noteZh)),
          ("note_en", .string(row.statement.noteEn)),
          ("gap", row.gap.map { .string(wording.gap($0)) } ?? .null),
          ("figures", .object(row.figures.map { ($0.name, .number($0.value, decimals: 6)) })),
        ])
      }
    ).rendered()
  }

  static func text(_ audit: PlanAudit, _ wording: Wording) -> String {
    var text = ""
    for row in audit.rows {
      let computed = row.computed.map {
        NumberFormat.text($0, decimals: $0 == $0.rounded() || abs($0) >= 1000 ? 0 : abs($0) < 10 ? 2 : 1)
      }
      text += DisplayWidth.pad("\(row.statement.id) \(wording.name(row.verdict))", to: 12)
      if let kind = row.kind { text += wording.say(.auditKind, wording.name(kind)) }
      text += wording.statement(row.statement) + "\n"
      var detail: [String] = []
      if !row.statement.printed.isEmpty {
        detail.append(
          wording.say(.auditPrinted, wording.value(wording.printed(row.statement.printed), in: row.statement.unit)))
      }
      if let computed { detail.append(wording.say(.auditComputed, wording.value(computed, in: row.statement.unit))) }
      detail.append(row.statement.section)
      text += String(repeating: " ", count: 12) + detail.joined(separator: wording.say(.comma)) + "\n"
      if let gap = row.gap { text += String(repeating: " ", count: 12) + wording.gap(gap) + "\n" }
      text += String(repeating: " ", count: 12) + wording.note(row.statement) + "\n"
    }
    let kinds = PlanStatement.Kind.allCases.map { "\(wording.name($0)) \(audit.failing($0).count)" }
    return text
      + "\n"
      + wording.say(
        .auditSum, "\(audit.rows.count)", "\(audit.count(.closes))", "\(audit.count(.fails))",
        "\(audit.count(.undefined))", "\(audit.count(.missing))") + "\n"
      + (audit.count(.fails) > 0 ? wording.say(.auditFailing, kinds.joined(separator: wording.say(.comma))) + "\n" : "")
  }
}
