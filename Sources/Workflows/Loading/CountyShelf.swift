internal import CountyData
internal import Diagnostics
internal import PlanningModel
internal import ScenarioFiles

/// Counties that were read, each once.
struct CountyShelf {
  private let workspace: Workspace
  private var counties: [String: (county: County, warnings: [Diagnostic])] = [:]
  private var broken: Set<String> = []

  init(workspace: Workspace) { self.workspace = workspace }

  private var reader: ScenarioReader { ScenarioReader(contents: workspace.contents) }

  /// Everything that is wrong with a scenario that could be read only in parts, or with its county.
  ///
  /// A county that does not exist is told where a sound scenario names it.
  mutating func problems(_ draft: ScenarioDraft) -> [Diagnostic] {
    do {
      return try county(draft.countyFolder).map { reader.problems(draft, in: $0.county) } ?? []
    } catch {
      if let unreadable = error as? InputUnreadable { return [unreadable.diagnostic] }
      return (error as? DiagnosticReport)?.diagnostics ?? []
    }
  }

  /// A county, read once; `nil` when its problems have been told already.
  ///
  /// - Throws: `DiagnosticReport` or `InputMissing`.
  private mutating func county(_ folder: String) throws -> (county: County, warnings: [Diagnostic])? {
    if let known = counties[folder] { return known }
    guard !broken.contains(folder) else { return nil }
    do {
      let county = try CountyLoader.examine(folder: folder)
      counties[folder] = county
      return county
    } catch let report as DiagnosticReport {
      broken.insert(folder)
      throw report
    }
  }

  /// The scenario in its county; `nil` when the county's problems have been told already.
  ///
  /// - Throws: `DiagnosticReport` or `InputMissing`.
  mutating func resolve(_ document: ScenarioDocument) throws -> LoadedScenario? {
    let draft: ScenarioDraft
    do {
      draft = try reader.draft(document)
    } catch {
      guard let salvaged = reader.salvage(document) else { throw error }
      throw DiagnosticReport(error.diagnostics + problems(salvaged))
    }
    guard let (county, doubts) = try county(draft.countyFolder) else { return nil }
    let resolved = try reader.resolve(draft, in: county)
    let notes =
      EncodingNote.notes(document.files) { $0.path }
      + EncodingNote.notes(county.files) { "\(draft.countyFolder)/\($0.path)" }
    return LoadedScenario(
      document: document, scenario: resolved.scenario, county: county, warnings: doubts + resolved.warnings + notes,
      workspace: workspace)
  }
}
