/// Diagnostics for programs: one JSON object a diagnostic.
public enum DiagnosticJSON {
  /// An array of objects, sorted by file and place.
  public static func array(_ report: DiagnosticReport) -> String {
    let sorted = report.diagnostics.sorted { ($0.range, $0.code) < ($1.range, $1.code) }
    return "[" + sorted.map(object).joined(separator: ",\n ") + "]\n"
  }

  static func object(_ d: Diagnostic) -> String {
    let end = d.range.column + d.range.length
    return "{\"code\":\(quote(d.code)),\"severity\":\(quote(d.severity.rawValue)),\"message\":\(quote(d.message)),"
      + "\"file\":\(quote(d.range.file)),\"line\":\(d.range.line),\"column\":\(d.range.column),\"endColumn\":\(end),"
      + "\"path\":\(quote(d.path)),\"help\":\(quote(d.help))}"
  }

  /// A JSON string literal.
  public static func quote(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
