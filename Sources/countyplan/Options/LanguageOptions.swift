public import ArgumentParser
public import Language

extension Wording.Language: ExpressibleByArgument {}

/// In which language a command speaks; diagnostics are Chinese.
struct LanguageOptions: ParsableArguments {
  @Option(name: .long, help: "结果的语言：zh 或 en。")
  var lang = Wording.Language.zh

  var wording: Wording { Wording(language: lang) }
}
