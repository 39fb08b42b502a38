internal import Analysis
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

extension Publication {
  /// The folder of a run.
  ///
  /// - Parameters:
  ///   - request: What was asked for; without it, this scenario as it stands.
  ///   - jobs: Threads that draw charts; the bytes do not depend on it.
  public func package(_ request: Request? = nil, jobs: Int = 1) -> OutputPackage {
    let request = request ?? Request(run, language: wording.language)
    let charts = OrderedParallel.map(ChartCatalogue.ids.count, jobs: jobs) { index in
      ChartCatalogue.chart(ChartCatalogue.ids[index], self, titleMode: request.titleMode)
    }.compactMap { $0 }
    return OutputPackage(
      tables: tables(), charts: charts,
      documents: [
        OutputPackage.Document("report.md", MarkdownReport(p: self, charts: charts).text()),
        OutputPackage.Document("origins.csv", ProvenanceText.origins(run)),
        OutputPackage.Document("resolved.yaml", ProvenanceText.resolved(run, hasOrigins: true, wording: wording)),
      ], manifest: Manifest(request, facts, of: [run]))
  }

  private var facts: [(String, JSONText)] {
    let grades = EvidenceGrade.allCases.map { grade in
      (grade.rawValue, JSONText.integer(run.parameters.entries.count { $0.grade == grade }))
    }
    return [
      ("scenario", .string(run.scenario.id)), ("county", .string(run.county.code.value)),
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
