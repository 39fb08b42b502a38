import ArgumentParser
import Publishing
import Workflows

/// What becomes of files in an output folder that the program did not write.
struct KeepingOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: "输出文件夹里有改过的或另外的文件时，不拒绝，把它整个移到 <folder>.kept-<n>")
  var keepAside = false

  /// - Parameters:
  ///   - out: What `--out` says.
  ///   - inner: The folder's own name below it.
  func place(_ out: String, _ inner: String) -> OutputPlace { OutputPlace(out, inner, keepsAside: keepAside) }
}

extension OutputPlace {
  /// Writes the files and says what was moved and what could not be done.
  func write(_ files: [OutputFile], _ common: CommonOptions) throws {
    let written = try write(files, isCancelled: { Signals.isCancelled })
    if written.wasPutBack { common.note("上次运行中断时移开的原有输出已先放回 \(folder)，再写新的") }
    // Never silent.
    if let kept = written.keptAs { Console.error("原文件夹里有改过的、另外的或不是本程序写的文件，已整个移到 \(kept)\n") }
    for warning in written.warnings { Console.error(OutputWords.warning(warning)) }
  }
}

extension InputFolder {
  var usageError: ValidationError {
    switch kind {
    case .root: Usage.error(.badValue, "不能写到根文件夹 /", help: "用 --out 给出一个文件夹")
    case .scenarios: Usage.error(.badValue, "不能把结果写进情景文件夹 \(folder)", help: "用 --out 给出另一个文件夹")
    case .data: Usage.error(.badValue, "不能把结果写进县数据文件夹 \(folder)", help: "用 --out 给出另一个文件夹")
    }
  }
}
