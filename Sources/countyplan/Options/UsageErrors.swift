import ArgumentParser
import Diagnostics
import Foundation
import PlainText
import Workflows

/// Codes of what can be wrong with a command line; the exit code is 64.
enum UsageCode: String, CaseIterable {
  case unknownOption = "E0010"
  case missing = "E0011"
  case badValue = "E0012"
  case surplus = "E0013"
  case condition = "E0014"
  case measure = "E0015"
  case place = "E0016"
  case whichCounty = "E0017"
  case noValue = "E0018"
  case nothingOfThatName = "E0019"

  var meaningZh: String {
    switch self {
    case .unknownOption: "没有这个选项或命令"
    case .missing: "缺少参数，或选项后没有值"
    case .badValue: "选项的值不对"
    case .surplus: "多余的或互相重复的参数"
    case .condition: "条件的写法不对"
    case .measure: "条件中的指标或统计量不存在"
    case .place: "条件中的地点不存在，或一个名称指几个地点"
    case .whichCounty: "有几个县数据包，没有写明用哪一个"
    case .noValue: "所问的年份没有这个指标的数"
    case .nothingOfThatName: "要解释的东西不存在"
    }
  }

  var meaningEn: String {
    switch self {
    case .unknownOption: "no such option or command"
    case .missing: "an argument or the value of an option is missing"
    case .badValue: "the value of an option is wrong"
    case .surplus: "an argument too many, or given twice"
    case .condition: "a condition is not well formed"
    case .measure: "the measure or statistic of a condition does not exist"
    case .place: "the place of a condition does not exist, or its name stands for several"
    case .whichCounty: "there are several county data packages and none is named"
    case .noValue: "the measure has no value in the year asked for"
    case .nothingOfThatName: "what is to be explained does not exist"
    }
  }
}

/// Problems of a command line with their places in it, told together.
struct UsageReport: Error {
  let diagnostics: [Diagnostic]
  /// What could have been written, below the problems.
  var choices = ""
}

/// Wrong command lines in Chinese: our own checks, and those of the argument parser.
enum Usage {
  private static let separator: Character = "\u{1F}"

  /// For `validate()`, whose errors the parser wraps: code, message and help travel in its text.
  static func error(_ code: UsageCode, _ message: String, help: String = "") -> ValidationError {
    ValidationError([code.rawValue, message, help].joined(separator: String(separator)))
  }

  /// What to print for an error of the command line: problem, help, form of the command.
  ///
  /// - Parameters:
  ///   - message: The parser's message or that of ``error(_:_:help:)``.
  ///   - full: The parser's whole text, which ends with the form of the command.
  static func text(_ message: String, full: String) -> String {
    let usage = full.range(of: "Usage: ").map { String(full[$0.upperBound...]) } ?? ""
    let parts = message.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    let (code, problem, help) =
      parts.count == 3 ? (parts[0], parts[1], parts[2]) : translated(message, usage: usage)
    var lines = ["error[\(code)]: \(DisplayWidth.printable(problem, limit: 400))"]
    if !help.isEmpty { lines.append("  = help: \(DisplayWidth.printable(help, limit: 600))") }
    // A check made after parsing does not know its command: the form of the whole program says nothing.
    let form = parts.count == 3 && usage.contains("<subcommand>") ? [] : usage.split(separator: "\n").map(String.init)
    if let first = form.first { lines.append("用法：" + first) }
    if let command = form.dropFirst().first?.firstMatch(of: /'(.+)'/) { lines.append("详见 \(command.1)") }
    return lines.joined(separator: "\n")
  }

  /// The parser's messages of its version 1.8.2.
  private static func translated(_ message: String, usage: String) -> (code: String, problem: String, help: String) {
    func found(_ code: UsageCode, _ problem: String, _ help: String = "") -> (String, String, String) {
      (code.rawValue, problem, help)
    }
    let arguments = CommandLine.arguments.dropFirst()
    // Below an unknown command the parser takes everything for the program's own.
    if usage.hasPrefix("countyplan <subcommand>"), let word = arguments.first, !word.hasPrefix("-") {
      return unknownCommand(word, usage)
    }
    if message.hasPrefix("Missing expected argument"),
      let option = arguments.first(where: { isUnknown($0, usage: usage) })
    {
      return unknownOption(String(option.prefix { $0 != "=" }), usage)
    }
    if let match = message.firstMatch(
      of: /^Unknown option '(.*?)'(?:\. Did you mean '.*'\?)?(?:\n|$)/.dotMatchesNewlines())
    {
      return unknownOption(String(match.1), usage)
    }
    if let match = message.firstMatch(of: /^Missing expected argument '(.*)'$/) {
      return found(.missing, "缺少参数 \(match.1)")
    }
    if let match = message.firstMatch(of: /^Missing one of: (.*)$/) { return found(.missing, "缺少以下之一：\(match.1)") }
    if let match = message.firstMatch(of: /^Missing value for '(\S+)(?: (.*))?'$/) {
      return found(.missing, "\(match.1) 后没有值", match.2.map { "写成 \(match.1) \($0)" } ?? "")
    }
    if message == "Missing required subcommand." { return found(.missing, "缺少子命令") }
    if let match = message.firstMatch(
      of: /^The value '(.*)' is invalid for '(\S+?)(?: <.*>)?'(.*)$/.dotMatchesNewlines())
    {
      let choices = match.3.matches(of: /'([^']+)'/).map { String($0.1) }
      let near = SpellingSuggestion.nearest(to: String(match.1), among: choices).first
      let whole = ["--seed": "种子为0到\(UInt64.max)的整数", "--draws": "抽样次数为0到\(Limits.draws.upperBound)的整数"]
      let choice = choices.isEmpty ? whole[String(match.2)] ?? "" : "可写 \(choices.joined(separator: "、"))"
      return found(
        .badValue, "\(match.2) 的值不能是 “\(match.1)”", near.map { "是不是 \($0)？\(choice)" } ?? choice)
    }
    if let match = message.firstMatch(of: /^The option '(.*)' does not take any value, but '(.*)' was specified\.$/) {
      return found(.surplus, "\(match.1) 不带值，写了 “\(match.2)”")
    }
    if let match = message.firstMatch(
      of: /^(?:Unexpected argument|[0-9]+ unexpected arguments:) (.*)$/.dotMatchesNewlines())
    {
      let words = match.1.matches(of: /'(.*?)'(?:, |$)/).map { String($0.1) }
      guard usage.contains("<subcommand>"), let word = words.first else {
        return found(.surplus, "多余的参数：\(words.joined(separator: "、"))")
      }
      return unknownCommand(word, usage)
    }
    if let match = message.firstMatch(of: /^Value to be set with (.*) had already been set with (.*)$/) {
      return found(.surplus, "\(match.1) 与 \(match.2) 重复")
    }
    if let match = message.firstMatch(of: /^Invalid option: (.*)$/) { return found(.unknownOption, "没有选项 \(match.1)") }
    return found(.badValue, message)
  }

  private static func options(_ usage: String) -> [String] {
    usage.matches(of: /--[a-z][a-z-]*/).map { String($0.output) } + ["--help", "--version"]
  }

  private static func isUnknown(_ word: String, usage: String) -> Bool {
    word.hasPrefix("--") && word.count > 2 && !options(usage).contains(String(word.prefix { $0 != "=" }))
  }

  private static func unknownOption(_ option: String, _ usage: String) -> (String, String, String) {
    let near = SpellingSuggestion.nearest(to: option, among: options(usage))
    return (UsageCode.unknownOption.rawValue, "没有选项 \(option)", near.first.map { "是不是 \($0)？" } ?? "")
  }

  private static func unknownCommand(_ word: String, _ usage: String) -> (String, String, String) {
    let words = usage.split(separator: " ")
    let parent = words.dropFirst().prefix { !$0.hasPrefix("<") && !$0.hasPrefix("[") }
    var type: any ParsableCommand.Type = CountyPlan.self
    for name in parent {
      type = type.configuration.subcommands.first { Self.name($0) == name } ?? type
    }
    let commands = type.configuration.subcommands.map(Self.name)
    let near = SpellingSuggestion.nearest(to: word, among: commands).first
    return (
      UsageCode.unknownOption.rawValue, "没有命令 \(word)",
      (near.map { "是不是 \($0)？" } ?? "") + "命令有 \(commands.joined(separator: "、"))"
    )
  }

  private static func name(_ command: any ParsableCommand.Type) -> String { command._commandName }
}
