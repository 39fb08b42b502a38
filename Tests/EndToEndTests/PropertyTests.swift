import Foundation
import PlainText
import PlanningModel
import TestSupport
import Testing

/// Data never reach an internal message: whatever a cell of the shipped package holds, `validate` and `run` agree, no run ends in
/// a fault of the program, and what is refused is refused at its file, line and column with a code.
///
/// `make test` changes one seeded row of each column; `make property` (`COUNTYPLAN_PROPERTY=all`) changes every cell.
@Suite("Property of the shipped package")
struct PropertyTests {
  /// One change to the package.
  struct Change: Sendable {
    let table: String
    let line: Int
    let column: String
    let value: String
    /// The whole table with the change.
    let text: String

    /// The same cell at the nearer end of what the program says is possible; `nil` where the refusal names no range.
    func atNearerEnd(_ message: String) -> Change? {
      guard let range = message.firstMatch(of: /超出 (-?[0-9.eE+-]+) 到 (-?[0-9.eE+-]+)/), let number = Double(value),
        let low = Double(range.1)
      else { return nil }
      var sheet = PropertyTests.Sheet(text)
      guard let index = sheet.header.firstIndex(of: column), sheet.rows.indices.contains(line - 2) else { return nil }
      let end = String(number < low ? range.1 : range.2)
      sheet.rows[line - 2][index] = end
      return Change(table: table, line: line, column: column, value: end, text: sheet.text)
    }

    var words: String { "\(table).csv:\(line) \(column) = “\(value)”" }
  }

  static let isWhole = ProcessInfo.processInfo.environment["COUNTYPLAN_PROPERTY"] == "all"

  /// A table as rows of cells; quotes are those of the shipped files.
  struct Sheet {
    var header: [String]
    var rows: [[String]]

    init(_ text: String) {
      var table: [[String]] = [[]]
      var cell = ""
      var isQuoted = false
      for character in text {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted:
          table[table.count - 1].append(cell)
          cell = ""
        case "\n" where !isQuoted:
          table[table.count - 1].append(cell)
          cell = ""
          table.append([])
        default: cell.append(character)
        }
      }
      header = table.first ?? []
      rows = Array(table.dropFirst().filter { !$0.isEmpty })
    }

    var text: String {
      ([header] + rows).map { row in
        row.map { $0.contains(",") || $0.contains("\"") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
          .joined(separator: ",")
      }.joined(separator: "\n") + "\n"
    }
  }

  /// All changes, in the order of the descriptor: both ends of each number's range, each optional cell blank, each table empty.
  static func changes() throws -> [Change] {
    let folder = Fixture.root.appending(path: "seeds/yunyang")
    let data = try Data(contentsOf: folder.appending(path: "datapackage.json"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var numbers = SeededNumbers(seed: 9)
    var changes: [Change] = []
    for resource in try #require(root["resources"] as? [[String: Any]]) {
      let name = try #require(resource["name"] as? String)
      let schema = try #require(resource["schema"] as? [String: Any])
      let sheet = Sheet(try String(contentsOf: folder.appending(path: "\(name).csv"), encoding: .utf8))
      var empty = sheet
      empty.rows = []
      changes.append(Change(table: name, line: 1, column: "", value: "", text: empty.text))
      for field in try #require(schema["fields"] as? [[String: Any]]) {
        let column = try #require(field["name"] as? String)
        let index = try #require(sheet.header.firstIndex(of: column))
        let constraints = field["constraints"] as? [String: Any] ?? [:]
        var values: [String] = []
        if ["number", "integer"].contains(field["type"] as? String) {
          for end in ["minimum", "maximum"] {
            let value = (constraints[end] as? NSNumber)?.doubleValue ?? (end == "minimum" ? -1e9 : 1e9)
            values.append(value == value.rounded() ? String(Int(value)) : "\(value)")
          }
        }
        if constraints["required"] as? Bool != true { values.append("") }
        let chosen = sheet.rows.randomElement(using: &numbers).flatMap { row in sheet.rows.firstIndex(of: row) }
        for row in sheet.rows.indices where isWhole || row == chosen {
          for value in values where sheet.rows[row][index] != value {
            var changed = sheet
            changed.rows[row][index] = value
            changes.append(Change(table: name, line: row + 2, column: column, value: value, text: changed.text))
          }
        }
      }
    }
    return changes + (try parameters(folder))
  }

  /// Each parameter at both ends of what it may be, with its interval ending there.
  private static func parameters(_ folder: URL) throws -> [Change] {
    let sheet = Sheet(try String(contentsOf: folder.appending(path: "parameters.csv"), encoding: .utf8))
    let places = ["path", "value", "low", "high"].compactMap { sheet.header.firstIndex(of: $0) }
    try #require(places.count == 4)
    return sheet.rows.indices.flatMap { row -> [Change] in
      guard let declaration = ParameterCatalogue.declaration(for: sheet.rows[row][places[0]]) else { return [] }
      return [(declaration.lowest, 2), (declaration.highest, 3)].map { end, side in
        var changed = sheet
        changed.rows[row][places[1]] = NumberFormat.plain(end)
        changed.rows[row][places[side]] = NumberFormat.plain(end)
        return Change(
          table: "parameters", line: row + 2, column: declaration.path, value: NumberFormat.plain(end),
          text: changed.text)
      }
    }
  }

  @Test("a cell at the ends of its range, an optional one blank and an empty table are refused with a place, or run")
  func cells() throws {
    let changes = try Self.changes()
    #expect(changes.count > 200)
    let first = Self.trials(changes)
    // The descriptor allows more than the program does: once more at the ends that the refusals name.
    let second = Self.trials(first.ends)
    let (refused, ran) = (first.refused + second.refused, first.ran + second.ran)
    print(
      "property: \(changes.count) changes and \(first.ends.count) at the program's own ends, \(refused) refused with a place, \(ran) run"
    )
    #expect(!first.ends.isEmpty && refused > 50 && ran > 50)
    #expect(refused + ran == changes.count + first.ends.count)
  }

  private static func trials(_ changes: [Change]) -> Tally.Counts {
    let size = isWhole ? 30 : max(1, (changes.count + 3) / 4)
    let parts = stride(from: 0, to: changes.count, by: size).map { Array(changes[$0..<min(changes.count, $0 + size)]) }
    let tally = Tally()
    // Two at a time: each process uses one core.
    let lanes = 2
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      for index in stride(from: lane, to: parts.count, by: lanes) {
        do { tally.add(try trial(parts[index])) } catch { Issue.record(error) }
      }
    }
    return tally.counts
  }

  /// Counts of two lanes.
  private final class Tally: @unchecked Sendable {
    struct Counts {
      var refused = 0
      var ran = 0
      var ends: [Change] = []
    }

    private let lock = NSLock()
    private var sum = Counts()
    func add(_ counts: Counts) {
      lock.withLock {
        sum.refused += counts.refused
        sum.ran += counts.ran
        sum.ends += counts.ends
      }
    }
    /// Ends in the order of tables, lines and columns, whichever lane met them first.
    var counts: Counts {
      lock.withLock {
        var sorted = sum
        sorted.ends.sort { ($0.table, $0.line, $0.column, $0.value) < ($1.table, $1.line, $1.column, $1.value) }
        return sorted
      }
    }
  }

  /// Packages with one change each, side by side in one project; both commands are told all of them at once.
  private static func trial(_ changes: [Change]) throws -> Tally.Counts {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    let shipped = bench.folder.appending(path: "seeds/yunyang")
    let names = try FileManager.default.contentsOfDirectory(atPath: shipped.path)
    let scenario = try String(contentsOfFile: Shipped.scenario("base"), encoding: .utf8)
    for (index, change) in changes.enumerated() {
      let folder = "seeds/m\(index)"
      try FileManager.default.createDirectory(atPath: bench.path(folder), withIntermediateDirectories: true)
      for name in names where name != "\(change.table).csv" {
        try FileManager.default.linkItem(
          atPath: bench.path("seeds/yunyang/\(name)"), toPath: bench.path("\(folder)/\(name)"))
      }
      try bench.write(change.text, to: "\(folder)/\(change.table).csv")
      try bench.write(
        scenario.replacing("seeds/yunyang", with: folder).replacing(/(?m)^id: .*$/, with: "id: m\(index)"),
        to: "scenarios/m\(index).yaml")
    }
    let files = changes.indices.map { "scenarios/m\($0).yaml" }
    let (refused, ends) = try refusals(files, changes, bench)
    let accepted = files.indices.filter { !refused.contains($0) }
    // What `validate` accepts, alone, it accepts and `run` runs.
    try agree(accepted, changes, bench)
    return Tally.Counts(refused: refused.count, ran: accepted.count, ends: ends)
  }

  /// Changes that `validate` refuses; each of them has file, line, column and code.
  private static func refusals(
    _ files: [String], _ changes: [Change], _ bench: Workbench
  ) throws -> (refused: Set<Int>, ends: [Change]) {
    let outcome = try command(["validate", "--json"] + files, folder: bench.folder)
    #expect([0, 65].contains(outcome.status), "\(outcome.error.suffix(400))")
    #expect(!hasInternalWords(outcome.out + outcome.error))
    let found = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [[String: Any]] ?? []
    var refused: Set<Int> = []
    var ends: [Change] = []
    for problem in found where problem["severity"] as? String == "error" {
      let file = problem["file"] as? String ?? ""
      let number = file.firstMatch(of: /^(?:seeds|scenarios)\/m(\d+)[\/.]/).flatMap { Int($0.1) }
      guard let number, changes.indices.contains(number) else {
        Issue.record("an error without a file of a package: \(problem)")
        continue
      }
      if refused.insert(number).inserted, let end = changes[number].atNearerEnd(problem["message"] as? String ?? "") {
        ends.append(end)
      }
      #expect(problem["line"] as? Int ?? 0 >= 1 && problem["column"] as? Int ?? 0 >= 1, "\(changes[number].words)")
      #expect((problem["code"] as? String ?? "").wholeMatch(of: /E0\d{3}/) != nil, "\(changes[number].words)")
      #expect(!(problem["path"] as? String ?? "").isEmpty || changes[number].column.isEmpty, "\(changes[number].words)")
    }
    return (refused, ends)
  }

  /// Halves what fails until the culprits stand alone.
  private static func agree(_ numbers: [Int], _ changes: [Change], _ bench: Workbench) throws {
    guard !numbers.isEmpty else { return }
    let files = numbers.map { "scenarios/m\($0).yaml" }
    let checked = try command(["validate", "--quiet"] + files, folder: bench.folder)
    let out = bench.path("out")
    defer { try? FileManager.default.removeItem(atPath: out) }
    let ran = try command(["run", "--quiet", "--jobs", "1", "--out", out] + files, folder: bench.folder)
    if checked.status == 0, ran.status == 0 {
      #expect(!hasInternalWords(checked.out + checked.error + ran.out + ran.error))
      return
    }
    guard numbers.count > 1 else {
      Issue.record(
        "\(changes[numbers[0]].words): validate \(checked.status), run \(ran.status): \((checked.error + ran.error).suffix(300))"
      )
      return
    }
    try agree(Array(numbers[..<(numbers.count / 2)]), changes, bench)
    try agree(Array(numbers[(numbers.count / 2)...]), changes, bench)
  }

  /// Words that only the program's own makers should ever read.
  private static func hasInternalWords(_ text: String) -> Bool {
    ["unknownName(", "-nan", " nan", "inf ", "Fatal error", "preconditionFailure", "这是程序的错误", "Optional("].contains {
      text.contains($0)
    }
  }
}
