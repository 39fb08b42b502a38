internal import Diagnostics

/// Problems gathered while a package is read; nothing stops at the first.
struct Findings {
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }
  /// Whether further problems would only be counted.
  var isFull: Bool { diagnostics.count >= 1000 }

  mutating func add(
    _ code: DataCode, _ message: String, file: String, line: Int = 1, column: Int = 1, length: Int = 1,
    path: String = "", label: String = "", help: String = "", sourceLine: String = "",
    related: [Diagnostic.Related] = []
  ) {
    count += 1
    // Far beyond what is shown, problems are only counted: a broken file must not fill the memory.
    guard diagnostics.count < 1000 else { return }
    diagnostics.append(
      Diagnostic(
        code: code.rawValue, message: message,
        range: SourceRange(file: file, line: line, column: column, length: length), path: path, label: label,
        help: help, sourceLine: sourceLine, related: related))
  }

  func throwIfAny() throws(DiagnosticReport) {
    if !isEmpty { throw DiagnosticReport(diagnostics) }
  }
}
