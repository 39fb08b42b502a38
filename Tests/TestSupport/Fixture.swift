public import Foundation

/// A table of published numbers under `Tests/Fixtures`: a header line and plain comma-separated cells.
public struct Fixture: Sendable {
  public let columns: [String]
  public let rows: [[String]]

  /// - Parameter path: For instance `preston_sweden/input.csv`.
  /// - Throws: the file system's error when the file is missing.
  public init(_ path: String) throws {
    let text = try String(contentsOf: Fixture.root.appending(path: "Tests/Fixtures/\(path)"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    columns = lines.first ?? []
    rows = Array(lines.dropFirst())
  }

  /// The package folder.
  public static var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Numbers of one column, in rows where the given columns have the given texts; missing numbers are NaN.
  public func numbers(_ column: String, where conditions: [String: String] = [:]) -> [Double] {
    guard let index = columns.firstIndex(of: column) else { return [] }
    return rows.filter { row in
      conditions.allSatisfy { key, text in columns.firstIndex(of: key).map { row[$0] == text } ?? false }
    }.map { Double($0[index]) ?? .nan }
  }
}
