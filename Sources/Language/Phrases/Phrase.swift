/// One text that a reader sees, in Chinese and in English; `{1}`, `{2}` … are filled in, the same ones in both.
public struct Phrase: Sendable, Hashable {
  let zh: String
  let en: String

  /// Phrases are made here alone, so that one test reads them all.
  init(_ zh: String, _ en: String) {
    self.zh = zh
    self.en = en
  }

  /// The phrase with its blanks filled by values that are written alike in both languages.
  func filled(_ values: String...) -> Phrase { Phrase(Phrase.fill(zh, values), Phrase.fill(en, values)) }

  /// A template with its blanks filled; a blank without a value stays.
  static func fill(_ template: String, _ values: [String]) -> String {
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
      let number = Int(rest[rest.index(after: open)..<close]), values.indices.contains(number - 1)
    {
      result += rest[..<open]
      result += values[number - 1]
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

extension Wording {
  /// A phrase with its blanks filled: the first value for `{1}`, and so on.
  public func say(_ phrase: Phrase, _ values: String...) -> String {
    Phrase.fill(language == .zh ? phrase.zh : phrase.en, values)
  }

  /// Sentences put together: in English each may bring a space before and behind it, of which one is kept.
  public func spaced(_ text: String) -> String { language == .zh ? text : text.replacing("  ", with: " ") }
}
