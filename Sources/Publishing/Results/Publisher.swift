internal import Analysis
public import Charts
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// Makes all files of a run's output folder; writes nothing.
public enum Publisher {
  public static let version = "0.1.0"

  /// - Parameters:
  ///   - jobs: Threads that draw charts; the bytes do not depend on it.
  /// - Throws: ``NonFiniteCell`` when a result is not a finite number.
  public static func files(
    _ publication: Publication, titleMode: ChartFrame.TitleMode, jobs: Int
  ) throws(NonFiniteCell) -> [OutputFile] {
    var files: [OutputFile] = []
    for table in publication.tables() {
      files.append(OutputFile(path: "tables/\(table.name).csv", bytes: try table.csv()))
    }
    let charts = drawn(publication, titleMode: titleMode, jobs: jobs)
    for chart in charts {
      files.append(OutputFile(path: "charts/\(chart.frame.id).svg", bytes: Array(chart.svg.utf8)))
      files.append(
        OutputFile(path: "charts/\(chart.frame.id).csv", bytes: try Table(chart).csv()))
    }
    files.append(
      OutputFile(path: "report.md", bytes: Array(MarkdownReport(p: publication, charts: charts).text().utf8)))
    files.append(OutputFile(path: "origins.csv", bytes: try ProvenanceText.origins(publication.run).csv()))
    files.append(
      OutputFile(
        path: "resolved.yaml",
        bytes: Array(ProvenanceText.resolved(publication.run, hasOrigins: true, wording: publication.wording).utf8)))
    files.append(OutputFile(path: AtomicDirectory.marker, bytes: manifest(publication, files, titleMode: titleMode)))
    return files
  }

  private static func drawn(
    _ publication: Publication, titleMode: ChartFrame.TitleMode, jobs: Int
  ) -> [PublishedChart] {
    OrderedParallel.map(ChartCatalogue.ids.count, jobs: jobs) { index in
      ChartCatalogue.chart(ChartCatalogue.ids[index], publication, titleMode: titleMode)
    }.compactMap { $0 }
  }

  /// Hash and size of every input and output; nothing that changes from run to run.
  private static func manifest(
    _ publication: Publication, _ files: [OutputFile], titleMode: ChartFrame.TitleMode
  ) -> [UInt8] {
    let run = publication.run
    let grades = EvidenceGrade.allCases.map { grade in
      (grade.rawValue, JSONText.integer(run.parameters.entries.count { $0.grade == grade }))
    }
    let paths = ShownPaths(run)
    return manifest(
      [
        ("kind", .string("run")), ("scenario", .string(run.scenario.id)), ("county", .string(run.county.code.value)),
        ("file", .string(run.scenario.files.last.map { paths.shown($0.path) } ?? "")),
        ("set", .array(run.scenario.assignments.map { .string($0) })),
        ("sweep_child", run.scenario.sweepChild.map { .integer($0) } ?? .null),
        ("titles", .string(titleMode == .inside ? "inside" : "none")),
        ("lang", .string(publication.wording.language.rawValue)), ("draws", .integer(publication.draws)),
        ("seed", publication.draws > 0 ? .unsigned(run.scenario.ensemble.seed) : .null),
        ("moved", .integer(publication.moved.total)), ("conditioning", conditioning(publication)),
        ("parameter_grades", .object(grades)),
      ], [run], files)
  }

  /// How the futures were chosen by observations; null where they were not.
  private static func conditioning(_ publication: Publication) -> JSONText {
    guard let selection = publication.conditioning?.selection else { return .null }
    return .object([
      ("observations", .array(selection.fits.map { .string("\($0.observation.name)@\($0.observation.time)") })),
      ("tried", .integer(selection.tried)), ("kept", .integer(selection.draws.count)),
      ("effective_share", .number(selection.effectiveShare, decimals: 4)),
    ])
  }

  /// A manifest with what was asked for, the inputs of some runs and the outputs.
  static func manifest(_ head: [(String, JSONText)], _ runs: [CountyRun], _ files: [OutputFile]) -> [UInt8] {
    func entries(_ list: [(String, DataFile)]) -> JSONText {
      let unique = Dictionary(list, uniquingKeysWith: { first, _ in first })
      return .array(
        unique.sorted { $0.key < $1.key }.map { path, file in
          // Plain UTF-8 goes without saying.
          .object(
            [
              ("path", .string(path)), ("bytes", .integer(file.bytes.count)),
              ("sha256", .string(Digest.sha256(file.bytes))),
            ] + (file.encoding == "utf-8" ? [] : [("encoding", .string(file.encoding))]))
        })
    }
    let inputs = runs.flatMap { run -> [(String, DataFile)] in
      let paths = ShownPaths(run)
      return run.scenario.files.map { (paths.shown($0.path), $0) }
        + run.county.files.map { ("\(run.scenario.data)/\($0.path)", $0) }
    }
    let manifest = JSONText.object(
      [
        ("program", .string("countyplan")), ("version", .string(version)), ("schema", .integer(1)),
        ("platform", .string(platform)),
      ] + head + [
        ("inputs", entries(inputs)),
        ("outputs", entries(files.map { ($0.path, DataFile(path: $0.path, bytes: $0.bytes)) })),
      ])
    return Array(manifest.rendered().utf8)
  }

  /// Hash of each scenario as it was run, every value written out: what was asked for, also where no printed number shows it.
  static func resolved(_ runs: [CountyRun]) -> JSONText {
    .object(
      runs.map { run in
        (
          run.scenario.id,
          .string(Digest.sha256(Array(ProvenanceText.resolved(run, hasOrigins: false).utf8)))
        )
      })
  }

  /// Platforms that a manifest may name.
  public static let platforms = ["linux-x86_64", "linux-arm64", "linux"]

  public static var platform: String {
    #if arch(x86_64)
      "linux-x86_64"
    #elseif arch(arm64)
      "linux-arm64"
    #else
      "linux"
    #endif
  }
}

extension Table {
  /// The data twin of a chart.
  init(_ chart: PublishedChart) {
    self.init(chart.frame.id, chart.table.columns)
    for row in chart.table.rows {
      add(
        row.map { value in
          switch value {
          case .text(let text): .text(text)
          case .number(let number): .number(number, 6)
          }
        })
    }
  }
}
