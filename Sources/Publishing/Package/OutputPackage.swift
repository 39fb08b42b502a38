internal import Charts

/// Everything that one output folder holds, and how it becomes files: `tables/x.csv`, `charts/x.svg` with its data twin
/// `charts/x.csv`, documents, and the manifest that names them all.
public struct OutputPackage: Sendable {
  /// A file at the top of the folder.
  public struct Document: Sendable {
    public let path: String
    let content: Content

    enum Content: Sendable {
      case text(String)
      case table(Table)
    }

    /// - Parameter text: Ends in a line feed.
    public init(_ path: String, _ text: String) {
      self.path = path
      content = .text(text)
    }

    /// A table that describes the others, for instance where every input comes from.
    public init(_ path: String, _ table: Table) {
      self.path = path
      content = .table(table)
    }
  }

  public let tables: [Table]
  public let charts: [PublishedChart]
  public let documents: [Document]
  public let manifest: Manifest

  public init(
    tables: [Table], charts: [PublishedChart] = [], documents: [Document] = [], manifest: Manifest
  ) {
    self.tables = tables
    self.charts = charts
    self.documents = documents
    self.manifest = manifest
  }

  /// The files of the folder, the manifest last; nothing is written.
  ///
  /// - Throws: ``NonFiniteCell`` when a number of a table is not finite.
  public func files() throws(NonFiniteCell) -> [OutputFile] {
    var files: [OutputFile] = []
    for table in tables { files.append(OutputFile(path: "tables/\(table.name).csv", bytes: try table.csv())) }
    for chart in charts {
      files.append(OutputFile(path: "charts/\(chart.frame.id).svg", bytes: Array(chart.svg.utf8)))
      files.append(OutputFile(path: "charts/\(chart.frame.id).csv", bytes: try Table(chart).csv()))
    }
    for document in documents {
      let bytes =
        switch document.content {
        case .text(let text): Array(text.utf8)
        case .table(let table): try table.csv()
        }
      files.append(OutputFile(path: document.path, bytes: bytes))
    }
    return files + [OutputFile(path: AtomicDirectory.marker, bytes: manifest.bytes(files))]
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
