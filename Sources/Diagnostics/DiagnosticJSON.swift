internal import PlainText

/// Diagnostics for programs: one JSON object a diagnostic.
public enum DiagnosticJSON {
  /// An array of objects, sorted by file and place.
  public static func array(_ report: DiagnosticReport) -> String {
    let sorted = report.diagnostics.sorted { ($0.range, $0.code) < ($1.range, $1.code) }
    return "[" + sorted.map(object).joined(separator: ",\n ") + "]\n"
  }

  static func object(_ d: Diagnostic) -> String {
    let end = d.range.column + d.range.length
    return
      "{\"code\":\(JSONText.quoted(d.code)),\"severity\":\(JSONText.quoted(d.severity.rawValue)),\"message\":\(JSONText.quoted(d.message)),"
      + "\"file\":\(JSONText.quoted(d.range.file)),\"line\":\(d.range.line),\"column\":\(d.range.column),\"endColumn\":\(end),"
      + "\"path\":\(JSONText.quoted(d.path)),\"label\":\(JSONText.quoted(d.label)),\"help\":\(JSONText.quoted(d.help)),"
      + "\"related\":[\(d.related.map(related).joined(separator: ","))]}"
  }

  private static func related(_ r: Diagnostic.Related) -> String {
    "{\"message\":\(JSONText.quoted(r.message)),\"file\":\(JSONText.quoted(r.range.file)),\"line\":\(r.range.line),"
      + "\"column\":\(r.range.column)}"
  }
}
