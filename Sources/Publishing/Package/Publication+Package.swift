internal import Analysis
public import Charts
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

extension Publication {
  /// The folder of a run.
  ///
  /// - Parameter jobs: Threads that draw charts; the bytes do not depend on it.
  public func package(titleMode: ChartFrame.TitleMode = .inside, jobs: Int = 1) -> OutputPackage {
    let charts = OrderedParallel.map(ChartCatalogue.ids.count, jobs: jobs) { index in
      ChartCatalogue.chart(ChartCatalogue.ids[index], self, titleMode: titleMode)
    }.compactMap { $0 }
    return OutputPackage(
      tables: tables(), charts: charts,
      documents: [
        OutputPackage.Document("report.md", MarkdownReport(p: self, charts: charts).text()),
        OutputPackage.Document("origins.csv", ProvenanceText.origins(run)),
        OutputPackage.Document("resolved.yaml", ProvenanceText.resolved(run, hasOrigins: true, wording: wording)),
      ], manifest: Manifest(facts(titleMode), of: [run]))
  }

  private func facts(_ titleMode: ChartFrame.TitleMode) -> [(String, JSONText)] {
    let paths = ShownPaths(run)
    let grades = EvidenceGrade.allCases.map { grade in
      (grade.rawValue, JSONText.integer(run.parameters.entries.count { $0.grade == grade }))
    }
    return [
      ("kind", .string("run")), ("scenario", .string(run.scenario.id)), ("county", .string(run.county.code.value)),
      ("file", .string(run.scenario.files.last.map { paths.shown($0.path) } ?? "")),
      ("set", .array(run.scenario.assignments.map { .string($0) })),
      ("sweep_child", run.scenario.sweepChild.map { .integer($0) } ?? .null),
      ("titles", .string(titleMode == .inside ? "inside" : "none")), ("lang", .string(wording.language.rawValue)),
      ("draws", .integer(draws)), ("seed", draws > 0 ? .unsigned(run.scenario.ensemble.seed) : .null),
      ("moved", .integer(moved.total)), ("conditioning", chosen), ("parameter_grades", .object(grades)),
    ]
  }

  /// How the futures were chosen by observations; null where they were not.
  private var chosen: JSONText {
    guard let selection = conditioning?.selection else { return .null }
    return .object([
      ("observations", .array(selection.fits.map { .string("\($0.observation.name)@\($0.observation.time)") })),
      ("tried", .integer(selection.tried)), ("kept", .integer(selection.draws.count)),
      ("effective_share", .number(selection.effectiveShare, decimals: 4)),
    ])
  }
}
