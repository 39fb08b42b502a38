internal import Diagnostics
internal import PlanningModel

/// Reads scenario files: syntax and structure first, then what they say of a county.
public struct ScenarioReader: Sendable {
  public init() {}

  /// Reads a file with its parents and checks form, types and ranges.
  ///
  /// - Parameter file: Path of a `.yaml` file, as the user wrote it.
  /// - Throws: `InputMissing` when the file does not exist; `DiagnosticReport` with all problems.
  public func read(file: String) throws -> ScenarioDraft {
    var inheritance = Inheritance()
    let root = try inheritance.load(file)
    guard let root else {
      try inheritance.findings.throwIfAny()
      throw DiagnosticReport([])
    }
    var decoder = ScenarioDecoder(findings: inheritance.findings)
    let draft = decoder.draft(root, file: file, files: inheritance.files)
    try decoder.findings.throwIfAny()
    guard let draft else { throw DiagnosticReport([]) }
    return draft
  }
}
