public import Diagnostics
internal import PlainText
public import PlanningModel

/// Reads a county data package.
public enum CountyLoader {
  /// The tables that every package must have.
  static let required = [
    "sources", "zones", "townships", "population", "mortality", "fertility", "disability", "registered", "parameters",
    "facilities", "projects", "funeral_facilities", "indicators", "figures", "statements", "observations",
  ]

  /// The county that a package describes, with every value's file and line.
  ///
  /// - Parameter folder: The package folder, as the user wrote it.
  /// - Throws: `InputMissing` when the folder or its `datapackage.json` does not exist; `DiagnosticReport` with all
  ///   problems of all files.
  public static func load(folder: String) throws -> County { try examine(folder: folder).county }

  /// The county with what gives reason to doubt its data and stops nothing.
  ///
  /// - Throws: As ``load(folder:)``.
  public static func examine(folder: String) throws -> (county: County, warnings: [Diagnostic]) {
    var findings = Findings()
    let package = try DataPackage(folder: folder, findings: &findings)
    // A table that cannot be read has told why.
    for name in required where !package.declared.contains(name) {
      findings.add(
        .missingResource, "数据包没有表 \(name)", file: folder + "/datapackage.json", path: name,
        help: "补上 \(name).csv，并在 resources 中说明各列")
    }
    let areCodesKnown = CodeChecks.check(package, findings: &findings)
    ForeignKeys.check(package, areCodesKnown: areCodesKnown, findings: &findings)
    RowRules.check(package, findings: &findings)
    ActualRules.check(package, findings: &findings)
    TargetChecks.check(package, findings: &findings)
    // Cells that already failed would only repeat their problems below.
    try findings.throwIfAny()
    var decoder = CountyDecoder(package: package)
    let county = decoder.county()
    try decoder.findings.throwIfAny()
    CountyChecks.check(county, package, findings: &decoder.findings)
    StatementChecks.check(county, package, findings: &decoder.findings)
    try decoder.findings.throwIfAny()
    SeriesChecks.check(package, findings: &decoder.findings)
    RelativeRanges.check(county, package, findings: &decoder.findings)
    StockChecks.check(county, package, findings: &decoder.findings)
    ActualRules.compare(county, package, findings: &decoder.findings)
    ParameterRanges.check(package, findings: &decoder.findings)
    Placeholders.warn(county.placeholders, package, findings: &decoder.findings)
    return (county, OneDoubt.aCell(findings.warnings + decoder.findings.warnings))
  }
}

/// References between tables, as the descriptor declares them.
enum ForeignKeys {
  /// - Parameter areCodesKnown: Whether the townships' codes have their form; of a wrong one nobody else is to blame.
  static func check(_ package: DataPackage, areCodesKnown: Bool, findings: inout Findings) {
    let codes = CodeLaw(county: package.code, townships: package.tables["townships"]?.rows.count ?? 0)
    // Many tables refer to one, sources above all: its keys are gathered once.
    var gathered: [String: Set<String>] = [:]
    for name in package.tables.keys.sorted() {
      guard let table = package.tables[name] else { continue }
      for reference in table.schema.references {
        let target = package.tables[reference.resource.isEmpty ? name : reference.resource]
        guard let target, reference.fields.count == 1, reference.target.count == 1 else { continue }
        let column = reference.target[0]
        // What a broken table or a missing column does not hold is no mistake of those who refer to it.
        guard !target.isBroken, target.columns[column] != nil else { continue }
        let isCode = column == "geo_code"
        guard !isCode || areCodesKnown else { continue }
        let address = target.schema.name + "." + column
        let set = gathered[address] ?? Set(target.rows.map { $0.text(column) })
        gathered[address] = set
        for row in table.rows where !findings.isFull {
          let value = row.text(reference.fields[0])
          guard !value.isEmpty, !set.contains(value), !isCode || codes.isWellFormed(value) else { continue }
          let near = set.count <= 2000 ? SpellingSuggestion.nearest(to: value, among: set.sorted()).first : nil
          row.report(
            .unknownReference,
            "\(reference.fields[0]) “\(DisplayWidth.printable(value, limit: 40))” 不在 \(target.schema.name) 中",
            reference.fields[0], help: near.map { "是否想写 “\($0)”？" } ?? "", findings: &findings)
        }
      }
    }
  }
}
