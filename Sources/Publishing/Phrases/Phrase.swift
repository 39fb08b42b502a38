/// One text that a reader sees, in Chinese and, where it has been written, in English; `{1}`, `{2}` … are filled in.
public struct Phrase: Sendable, Hashable {
  let zh: String
  let en: String?

  init(_ zh: String, _ en: String? = nil) {
    self.zh = zh
    self.en = en
  }
}

extension Wording {
  /// A phrase of the table with its blanks filled; Chinese where the English has not been written yet.
  public func say(_ phrase: Phrase, _ values: String...) -> String {
    let template = language == .zh ? phrase.zh : phrase.en ?? phrase.zh
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
