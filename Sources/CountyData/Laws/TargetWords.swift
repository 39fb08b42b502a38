internal import Diagnostics
internal import PlainText

/// A target as a plan prints it, such as `≥85`, `不低于60%` or `8200万元`: its comparison and its numbers.
struct TargetWords: Sendable {
  /// `nil` where the words say none.
  let comparator: String?
  let numbers: [Double]
  let isPercent: Bool

  private static let signs: [(words: [String], comparator: String)] = [
    (["≥", ">=", "＞=", "不低于", "不少于", "不小于", "以上", "至少"], ">="),
    (["≤", "<=", "＜=", "不高于", "不超过", "不多于", "不大于", "以下", "以内", "至多"], "<="),
    ([">", "＞", "超过", "高于", "大于", "多于"], ">"), (["<", "＜", "低于", "小于", "少于"], "<"),
  ]

  /// - Parameter unit: The indicator's unit: ten thousand is a part of it in `万元`, and of the number otherwise.
  init(_ text: String, unit: String) {
    // `不低于` holds `低于`: the first list that fits decides.
    comparator = Self.signs.first { entry in entry.words.contains { text.contains($0) } }?.comparator
    isPercent = text.contains("%") || text.contains("％")
    let plain = Array(
      text.unicodeScalars.map { scalar -> Unicode.Scalar in
        let isWide = (0xFF10...0xFF19).contains(scalar.value) || scalar.value == 0xFF0E
        return isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      })
    var numbers: [Double] = []
    var index = 0
    func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
    while index < plain.count {
      guard isDigit(plain[index]) else {
        index += 1
        continue
      }
      var digits = ""
      while index < plain.count {
        let scalar = plain[index]
        let isFollowed = index + 1 < plain.count && isDigit(plain[index + 1])
        if isDigit(scalar) || scalar == "." && isFollowed && !digits.contains(".") {
          digits.unicodeScalars.append(scalar)
        } else if !(scalar == "," || scalar == "，") || !isFollowed {
          break
        }
        index += 1
      }
      let next = index < plain.count ? plain[index] : " "
      // A year is no target.
      guard next != "年", let value = Double(digits) else { continue }
      numbers.append(next == "万" && !unit.hasPrefix("万") ? value * 10_000 : value)
    }
    self.numbers = numbers
  }
}

/// Whether the target of each indicator is the one that its words state.
enum TargetChecks {
  static func check(_ package: DataPackage, findings: inout Findings) {
    for row in package.tables["indicators"]?.rows ?? [] where !findings.isFull { check(row, findings: &findings) }
  }

  private static func check(_ row: DataRow, findings: inout Findings) {
    let text = row.text("target_text")
    let unit = row.text("unit")
    let words = TargetWords(text, unit: unit)
    let shown = DisplayWidth.printable(text, limit: 40)
    let isPercent = ["%", "％"].contains(unit)
    if let comparator = words.comparator, comparator != row.text("comparator") {
      row.report(
        .targetWords, "原文 “\(shown)” 的比较是 \(comparator)，这里写 \(row.text("comparator"))", "comparator",
        findings: &findings)
    }
    if let target = row.number("target") {
      if words.numbers.isEmpty {
        row.report(.targetWords, "原文 “\(shown)” 没有数，目标值却是 \(row.text("target"))", "target", findings: &findings)
      } else if !words.numbers.contains(where: { abs($0 - target) <= 1e-9 * max(1, abs(target)) }) {
        let isShare = words.numbers.contains { abs($0 - target * 100) < 1e-9 }
        row.report(
          .targetWords, "目标值 \(row.text("target")) 与原文 “\(shown)” 不一致", "target",
          help: isShare ? "单位是 %：写 \(NumberFormat.plain(target * 100))" : "", findings: &findings)
      }
    } else if row.text("target").isEmpty, words.numbers.count == 1, words.comparator != nil || words.isPercent {
      row.report(
        .targetWords, "原文 “\(shown)” 写明了数，目标值却空着", "target",
        help: "写 \(NumberFormat.plain(words.numbers[0]))", findings: &findings)
    }
    if words.isPercent, !isPercent {
      row.report(
        .targetWords, "原文 “\(shown)” 是百分数，单位却是 \(DisplayWidth.printable(unit, limit: 20))", "unit", findings: &findings)
    } else if row.text("measure") != "none", !isPercent {
      row.report(
        .targetWords, "这个指标按百分数计算，单位应为 %，这里写 \(DisplayWidth.printable(unit, limit: 20))", "unit", findings: &findings)
    }
  }
}
