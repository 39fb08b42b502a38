import Language
import Publishing
import Workflows

extension ForeignFiles {
  var words: String {
    let shown = drift.prefix(20).map { "  \(Wording.chinese.say($0.kind.phrase))  \($0.path)" }
    let rest = drift.count > shown.count ? ["  另有 \(drift.count - shown.count) 项"] : []
    return
      (["不能写 \(folder)：里面有 \(drift.count) 项不是本程序写的，或写出后改过；重写会失去它们："] + shown + rest + [
        "可以用 --out 写到别处，或加 --keep-aside：先把原文件夹整个移到 \(folder).kept-1，再写新的", "原有内容保持不变",
      ]).joined(separator: "\n") + "\n"
  }
}

/// What is said of outputs after a failure: nothing that was not looked up.
enum OutputWords {
  static func after(_ standing: OutputStanding, left: [String]) -> String {
    let state: String
    switch standing {
    case .earlier: state = "原有内容保持不变\n"
    case .nothing: state = "没有写出任何文件\n"
    case .new: state = "新的输出已在原处，内容完整；但系统没有确认它已落到磁盘\n"
    case .aside(let path): state = "原有输出现在位于 \(path)，完整；下次运行会先把它放回\n"
    case .unknown: state = ""
    }
    return state + left.map { "未能删去 \($0)，下次运行会再试\n" }.joined()
  }

  static func warning(_ warning: Written.Warning) -> String {
    switch warning.kind {
    case .litter: "提醒：旧的文件夹 \(warning.path) 未能删去：\(warning.reason)。请手工删去\n"
    case .taken: "提醒：\(warning.path) 不是本次运行建立的，没有使用；来历不明请检查这个文件夹谁能写\n"
    case .closed: "提醒：\(warning.path) 只有自己能读，未能放开权限：\(warning.reason)\n"
    case .kept: "提醒：\(warning.path) 里有您的文件，未能移到文件夹旁：\(warning.reason)。请手工移走\n"
    }
  }
}
