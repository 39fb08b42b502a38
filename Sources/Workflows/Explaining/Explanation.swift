public import Language
internal import Publishing

/// What is said of a number, a parameter or an indicator: for people and for programs.
public protocol Explanation {
  /// Lines, ending in a line feed.
  func text() -> String
  func json() -> String
}

extension Workspace {
  /// A cell of a table in an output folder, back to its rule and inputs.
  ///
  /// - Parameter cell: `folder/tables/table.csv:line:column`.
  /// - Throws: `InputMissing`; `DiagnosticReport` for what is no number of an output table, or inputs that can no longer be read.
  public func explanation(ofCell cell: String, _ wording: Wording) throws -> any Explanation {
    let reference = try CellReference(cell)
    switch reference.folder.request?.kind {
    case .compare, .sweep: return try ComparisonCell(reference, wording)
    default: return try CellExplanation(reference, in: self, wording)
    }
  }
}
