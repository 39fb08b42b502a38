/// A place in an input file.
public struct SourceRange: Sendable, Hashable, Comparable {
  /// File as the user named it.
  public let file: String
  /// 1-based line.
  public let line: Int
  /// 1-based column in Unicode scalars.
  public let column: Int
  /// Number of Unicode scalars under the caret, at least 1.
  public let length: Int

  public init(file: String, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = max(1, length)
  }

  public static func < (a: SourceRange, b: SourceRange) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

/// One problem in an input file: where, what was found, what was expected, what to do.
public struct Diagnostic: Error, Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable {
    case error
    case warning
    /// Nothing is wrong, but the reader should know, for instance in which encoding a file was read.
    case note
  }

  /// Another place that has to do with the problem: the first of two keys, the row that says otherwise.
  public struct Related: Sendable, Hashable {
    public let message: String
    public let range: SourceRange
    public let sourceLine: String

    public init(message: String, range: SourceRange, sourceLine: String = "") {
      self.message = message
      self.range = range
      self.sourceLine = sourceLine
    }
  }

  /// Stable code such as `E0213`.
  public let code: String
  public let severity: Severity
  /// The problem in one sentence, in Chinese.
  public let message: String
  public let range: SourceRange
  /// Dotted path in a scenario, or the column name in a table; empty when there is none.
  public let path: String
  /// What stands under the caret; empty when the message says it all.
  public let label: String
  /// What to do, for instance a suggested spelling; empty when there is nothing to add.
  public let help: String
  /// The text of the line, for display; empty when unknown.
  public let sourceLine: String
  public let related: [Related]

  public init(
    code: String, severity: Severity = .error, message: String, range: SourceRange, path: String = "",
    label: String = "", help: String = "", sourceLine: String = "", related: [Related] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.range = range
    self.path = path
    self.label = label
    self.help = help
    self.sourceLine = sourceLine
    self.related = related
  }
}

/// All problems of an input, reported together.
public struct DiagnosticReport: Error, Sendable, Hashable {
  public let diagnostics: [Diagnostic]
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  /// Each problem once, in order of first mention.
  public static func unique(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }
  }

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
