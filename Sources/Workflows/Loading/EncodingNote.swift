internal import Diagnostics
internal import PlanningModel

/// Notes of files that were read in another encoding than plain UTF-8.
public enum EncodingNote {
  /// The code of such a note.
  public static let code = "N0001"

  static func notes(_ files: [DataFile], path: (DataFile) -> String) -> [Diagnostic] {
    files.compactMap { file in
      let words = ["gb18030": "按 GB18030 读入", "utf-8-bom": "按 UTF-8 读入，跳过开头的字节序标记（BOM）"][file.encoding]
      return words.map {
        Diagnostic(code: code, severity: .note, message: $0, range: SourceRange(file: path(file), line: 1, column: 1))
      }
    }
  }
}
