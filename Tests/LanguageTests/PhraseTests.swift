import Foundation
import Language
import TestSupport
import Testing

/// Every phrase as it stands in the sources of the room: no list has to be kept beside them.
@Suite("Phrases")
struct PhraseTests {
  struct Pair {
    let place: String
    let zh: String
    let en: String

    /// Numbers in braces.
    static func blanks(_ text: String) -> Set<String> {
      Set(
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { part in
          String(part.prefix { $0 != "}" })
        })
    }
  }

  static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    [0x3000...0x303F, 0x3400...0x9FFF, 0xFF00...0xFFEF].contains { $0.contains(scalar.value) }
  }

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

  /// The arguments of every call of a name that are two plain literals and nothing else.
  static func pairs(of call: String) throws -> [Pair] {
    try sources().flatMap { source -> [Pair] in
      source.text.components(separatedBy: call + "(").dropFirst().compactMap { rest -> Pair? in
        var scalars = rest.unicodeScalars[...]
        func skip(_ signs: String) { scalars = scalars.drop { signs.unicodeScalars.contains($0) } }
        func literal() -> String? {
          skip(" \n")
          guard scalars.popFirst() == "\"" else { return nil }
          var text = String.UnicodeScalarView()
          while let next = scalars.popFirst(), next != "\"" {
            text.append(next)
            if next == "\\", let escaped = scalars.popFirst() { text.append(escaped) }
          }
          return String(text)
        }
        guard let zh = literal() else { return nil }
        skip(",")
        guard let en = literal() else { return nil }
        skip(" \n")
        return scalars.first == ")" ? Pair(place: source.file, zh: zh, en: en) : nil
      }
    }
  }

  @Test("every phrase is read here")
  func complete() throws {
    let all = try Self.sources().map(\.text).joined()
    let constants = all.components(separatedBy: "static let ").dropFirst().map { $0.prefix { $0 != "\n" } }
    // The two wordings and the number of few draws are the room's only other constants.
    let phrases = constants.filter {
      !$0.hasPrefix("chinese =") && !$0.hasPrefix("english =") && !$0.hasPrefix("fewDraws")
    }
    #expect(phrases.count == constants.count - 3)
    #expect(try Self.pairs(of: "= Phrase").count == phrases.count)
    #expect(phrases.count > 800)
  }

  @Test("both languages have the same blanks, and no other braces")
  func blanks() throws {
    for pair in try Self.pairs(of: "= Phrase") {
      #expect(Pair.blanks(pair.zh) == Pair.blanks(pair.en), "\(pair.place): \(pair.zh) | \(pair.en)")
      for blank in Pair.blanks(pair.zh) { #expect((1...20).contains(Int(blank) ?? 0), "\(pair.place): \(pair.zh)") }
    }
  }

  @Test("English holds no Chinese character, and Chinese no half-width stop between its characters")
  func scripts() throws {
    for pair in try Self.pairs(of: "= Phrase") + Self.pairs(of: "text") {
      #expect(!pair.en.unicodeScalars.contains(where: Self.isChinese), "\(pair.place): \(pair.en)")
      let scalars = Array(pair.zh.unicodeScalars)
      for index in scalars.indices.dropFirst().dropLast() where ",.;:!?".unicodeScalars.contains(scalars[index]) {
        #expect(
          !Self.isChinese(scalars[index - 1]) || !Self.isChinese(scalars[index + 1]), "\(pair.place): \(pair.zh)")
      }
    }
    #expect(try Self.pairs(of: "text").count > 100)
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
