internal import Diagnostics

/// The form of the townships' codes in all tables, before any code is looked up.
enum CodeChecks {
  /// Tells every ill-formed code.
  ///
  /// - Returns: Whether the townships' own codes can be looked up; of wrong ones, those who refer to them are not the culprits.
  static func check(_ package: DataPackage, findings: inout Findings) -> Bool {
    let rows = package.tables["townships"]?.rows ?? []
    let law = CodeLaw(county: package.code, townships: rows.count)
    // One wrong code of the county is one mistake, not one in each row.
    let prefixes = Set(rows.map { $0.text("geo_code").prefix(6) })
    if rows.count > 1, let other = prefixes.first, prefixes.count == 1, other != package.code,
      CodeLaw(county: String(other), townships: rows.count).isWellFormed(rows[0].text("geo_code"))
    {
      rows[0].report(
        .malformedCode, "各乡镇街道的代码以 \(other) 开头，而 datapackage.json 的 county.code 是 \(package.code)", "geo_code",
        help: "改 county.code，或各表的 geo_code", findings: &findings)
      return false
    }
    var areKnown = true
    for name in package.tables.keys.sorted() {
      for row in package.tables[name]?.rows ?? [] where !findings.isFull {
        for column in ["geo_code", "geo_codes"] {
          let codes = column == "geo_code" ? [row.text(column)] : row.list(column)
          for code in codes where !code.isEmpty {
            guard let problem = law.problem(code) else { continue }
            row.report(.malformedCode, problem.message, column, help: problem.help, findings: &findings)
            if name == "townships" { areKnown = false }
          }
        }
      }
    }
    return areKnown
  }
}
