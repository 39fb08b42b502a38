internal import Diagnostics

/// Problems gathered while a package is read; nothing stops at the first.
struct Findings {
  private(set) var diagnostics: [Diagnostic] = []
  /// Doubts that stop nothing.
  private(set) var warnings: [Diagnostic] = []
  private(set) var count = 0

  /// Whether nothing is wrong; warnings do not count.
  var isEmpty: Bool { count == 0 }
  /// Whether further problems would only be counted.
  var isFull: Bool { diagnostics.count >= 1000 }

  mutating func add(
    _ code: DataCode, _ message: String, file: String, line: Int = 1, column: Int = 1, length: Int = 1,
    path: String = "", label: String = "", help: String = "", sourceLine: String = "",
    related: [Diagnostic.Related] = []
  ) {
    guard !code.isWarning else {
      guard warnings.count < 1000 else { return }
      warnings.append(
        Diagnostic(
          code: code.rawValue, severity: .warning, message: message,
          range: SourceRange(file: file, line: line, column: column, length: length), path: path, label: label,
          help: help, sourceLine: sourceLine, related: related))
      return
    }
    count += 1
    // Far beyond what is shown, problems are only counted: a broken file must not fill the memory.
    guard diagnostics.count < 1000 else { return }
    diagnostics.append(
      Diagnostic(
        code: code.rawValue, message: message,
        range: SourceRange(file: file, line: line, column: column, length: length), path: path, label: label,
        help: help, sourceLine: sourceLine, related: related))
  }

  /// A file in no encoding that is read.
  mutating func add(_ problem: EncodingProblem, of bytes: [UInt8], file: String) {
    let before = bytes.prefix(problem.offset)
    let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
    let message: String
    var help = "在表格软件中另存为“CSV UTF-8”"
    switch problem.kind {
    case .neither: message = "第 \(problem.offset + 1) 个字节既不是 UTF-8 也不是 GB18030"
    case .utf16: message = "文件是 UTF-16 编码"
    case .doubleMark: message = "文件开头有两个字节序标记（BOM）"
    case .mixed(let other):
      message = "文件混用两种编码：第 \(line) 行是 GB18030，第 \(other) 行是 UTF-8"
      help = "多半是把两个文件的行拼在了一起：分别打开，粘贴到一个文件，另存为“CSV UTF-8”"
    }
    add(.encoding, message, file: file, line: line, column: column, help: help)
  }

  func throwIfAny() throws(DiagnosticReport) {
    if !isEmpty { throw DiagnosticReport(diagnostics) }
  }
}
