import Foundation
import Language
import TestSupport
import Testing

/// Every phrase as it stands in the sources of the room: no list has to be kept beside them.
@Suite("Phrases")
struct PhraseTests {
  struct Pair {
    let name: String
    let zh: String
    let en: String

    static func blanks(_ text: String) -> Set<Substring> { Set(text.matches(of: /\{([0-9]+)\}/).map(\.1)) }
  }

  static var chinese: Regex<Substring> { /[\u{3000}-\u{303F}\u{3400}-\u{9FFF}\u{FF00}-\u{FFEF}]/ }

  static func sources() throws -> [(file: String, text: String)] {
    let folder = Fixture.root.appending(path: "Sources/Language")
    var found: [(file: String, text: String)] = []
    for case let url as URL in try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    where url.pathExtension == "swift" {
      found.append((url.lastPathComponent, try String(contentsOf: url, encoding: .utf8)))
    }
    return found
  }

  static func pairs() throws -> [Pair] {
    try sources().flatMap { source in
      source.text.matches(
        of: /let (\w+) = Phrase\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\s*\)/
      ).map { Pair(name: "\(source.file) \($0.1)", zh: String($0.2), en: String($0.3)) }
    }
  }

  @Test("every phrase is read here")
  func complete() throws {
    let declared = try Self.sources().reduce(0) { $0 + $1.text.matches(of: /static let \w+(?:: Phrase)? =/).count }
    // The two wordings and the limit of draws are the room's only other constants.
    let others = try Self.sources().reduce(0) {
      $0 + $1.text.matches(of: /static let \w+ = (?:Wording\(|[0-9])/).count
    }
    let pairs = try Self.pairs()
    #expect(pairs.count == declared - others && others == 3)
    #expect(pairs.count > 800)
    let names = pairs.map { $0.name.split(separator: " ")[1] }
    #expect(Set(names).count == names.count)
  }

  @Test("both languages have the same blanks")
  func blanks() throws {
    for pair in try Self.pairs() {
      let (zh, en) = (Pair.blanks(pair.zh), Pair.blanks(pair.en))
      #expect(zh == en, "\(pair.name): \(pair.zh) | \(pair.en)")
      let braces = pair.zh.count { $0 == "{" }
      #expect(braces == pair.zh.matches(of: /\{[0-9]+\}/).count, "\(pair.name) has a brace that is no blank")
    }
  }

  @Test("English holds no Chinese character, and Chinese no half-width stop between its characters")
  func scripts() throws {
    for pair in try Self.pairs() {
      #expect(pair.en.firstMatch(of: Self.chinese) == nil, "\(pair.name): \(pair.en)")
      #expect(!pair.en.isEmpty && !pair.zh.isEmpty)
      #expect(
        pair.zh.firstMatch(of: /[\u{4E00}-\u{9FFF}][,.;:!?()][\u{4E00}-\u{9FFF}]/) == nil, "\(pair.name): \(pair.zh)")
    }
  }

  @Test("what is said inline in two languages keeps to them, too")
  func inline() throws {
    for source in try Self.sources() {
      for match in source.text.matches(of: /text\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\s*\)/) {
        #expect(match.2.firstMatch(of: Self.chinese) == nil, "\(source.file): \(match.2)")
      }
    }
  }

  @Test("blanks are filled by number, and a value that looks like a blank is text")
  func filling() {
    #expect(Wording.chinese.say(.placesSubtitle, "2021").hasPrefix("自2021年起"))
    #expect(Wording.english.say(.placesSubtitle, "2021") == "From 2021 on, by zone")
    #expect(Wording.chinese.say(.whenHead, "{2}", "b") == "{2} · b")
    #expect(Wording.english.say(.countOfDraws, "10", "3") == "3 of 10 draws")
    #expect(Wording(language: .en).say(.columnZone) == "Zone" && Wording(language: .zh).say(.columnZone) == "片区")
  }
}
