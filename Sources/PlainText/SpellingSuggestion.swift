/// Likely spellings of a mistyped word.
public enum SpellingSuggestion {
  /// The nearest candidates within a third of the word's length (at least one edit), nearest first, at most three; never one
  /// that shares no letter with the word.
  public static func nearest(to word: String, among candidates: [String]) -> [String] {
    let length = word.unicodeScalars.prefix(longest).count
    let limit = max(1, length / 3)
    let letters = Set(word.unicodeScalars.prefix(longest).map { $0.properties.lowercaseMapping })
    // Words that differ more in length than by the limit need no comparing.
    return candidates.filter { abs($0.unicodeScalars.prefix(longest).count - length) <= limit }
      .map { (text: $0, distance: distance(word, $0)) }
      .filter { $0.distance <= limit && sharesLetter($0.text, letters) }
      .sorted { ($0.distance, $0.text) < ($1.distance, $1.text) }
      .prefix(3).map(\.text)
  }

  private static func sharesLetter(_ text: String, _ letters: Set<String>) -> Bool {
    text.unicodeScalars.contains { letters.contains($0.properties.lowercaseMapping) }
  }

  /// Scalars of a word that are compared.
  private static let longest = 64

  /// Damerau–Levenshtein distance (optimal string alignment) in Unicode scalars.
  public static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.unicodeScalars.prefix(longest))
    let b = Array(b.unicodeScalars.prefix(longest))
    var before: [Int] = []
    var above = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(above[j + 1] + 1, row[j] + 1, above[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      before = above
      above = row
    }
    return above[b.count]
  }
}
