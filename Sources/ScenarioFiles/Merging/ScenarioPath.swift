internal import PlanningModel

/// Dotted paths as people write them: in `--set`, as keys of a sweep, in `unset`. One rule for all of them.
enum ScenarioPath {
  /// Words between single dots.
  static func isWellFormed(_ text: String) -> Bool {
    !text.isEmpty && !text.split(separator: ".", omittingEmptySubsequences: false).contains(where: \.isEmpty)
  }

  /// The same as a pattern for schemas.
  static let pattern = "^[^.]+(\\.[^.]+)*$"

  /// The value that a path leads into: a parameter with its years, interval and notes is one value and is replaced whole.
  /// `nil` for paths that end at a value or above one, else the value's path and what follows it.
  static func valueAbove(_ path: String) -> (path: String, rest: String)? {
    // The keys of a sweep are paths themselves.
    let path = path.hasPrefix("sweep.") ? path.dropFirst(6) : Substring(path)
    var dots = path.indices.filter { path[$0] == "." }
    while let dot = dots.popLast() {
      let above = String(path[..<dot])
      if Inheritance.isValue(above) { return (above, String(path[path.index(after: dot)...])) }
    }
    return nil
  }

  /// How to write a value that is replaced whole.
  static func advice(_ path: String) -> String {
    let mayVary = ParameterCatalogue.declaration(for: path)?.mayVary ?? false
    return mayVary ? "整个写出：\(path)={2020: …, 2025: …}" : "整个写出：\(path)=…"
  }
}
