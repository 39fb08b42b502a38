internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// A row of `actuals` as the form asks it: whether it is a fact, a line that nobody has filled in, or half of one.
struct ActualRow {
  enum State {
    case fact
    /// Nothing but the question.
    case asked
    /// An answer without what stands behind it, or the reverse; the columns that are missing.
    case half(missing: [String])
  }

  let row: DataRow
  let kind: Actual.Kind
  let aspect: Actual.Aspect

  init?(_ row: DataRow) {
    guard let kind = Actual.Kind(rawValue: row.text("kind")), let aspect = Actual.Aspect(rawValue: row.text("aspect"))
    else { return nil }
    (self.row, self.kind, self.aspect) = (row, kind, aspect)
  }

  /// The column that holds the answer.
  var answer: String { aspect.isYear ? "year" : "value" }

  /// Where the year is the answer, a year without a source is an answer too: nobody would see that it is not told.
  var state: State {
    let missing = [answer, "source", "quality"].filter { row.text($0).isEmpty }
    return missing.isEmpty ? .fact : missing.count == 3 ? .asked : .half(missing: missing)
  }

  /// `nil` where the subject cannot be one of its kind.
  var subject: Actual.Subject? {
    let text = row.text("subject")
    switch kind {
    case .measure: return Measure(rawValue: text).map { .measure($0) }
    case .indicator: return Int(text).flatMap { "\($0)" == text ? .indicator($0) : nil }
    case .project: return .project(ProjectID(text))
    }
  }
}

/// What the rows of `actuals` must be: a subject that is known, whole lines, years that can be, each thing once.
enum ActualRules {
  static func check(_ package: DataPackage, findings: inout Findings) {
    guard let table = package.tables["actuals"] else { return }
    let rows = table.rows.compactMap(ActualRow.init)
    for entry in rows where !findings.isFull {
      subject(entry, package, findings: &findings)
      // What does not belong together has no answer that could be whole.
      if aspect(entry, findings: &findings) { answer(entry, package, findings: &findings) }
    }
    order(rows, findings: &findings)
  }

  private static func subject(_ entry: ActualRow, _ package: DataPackage, findings: inout Findings) {
    let text = entry.row.text("subject")
    guard !text.isEmpty else { return }
    let shown = DisplayWidth.printable(text, limit: 40)
    func refuse(_ message: String, among known: [String]) {
      let near = SpellingSuggestion.nearest(to: text, among: known).first
      entry.row.report(
        .unknownActual, message, "subject",
        help: near.map { "是否想写 “\($0)”？" } ?? (known.isEmpty ? "" : "可用：\(known.prefix(30).joined(separator: "、"))"),
        findings: &findings)
    }
    func column(_ table: String, _ column: String) -> [String]? {
      guard let table = package.tables[table], !table.isBroken, table.columns[column] != nil else { return nil }
      return table.rows.map { $0.text(column) }
    }
    let observable = Measure.allCases.filter(\.isObservable).map(\.rawValue)
    switch entry.kind {
    case .measure where !observable.contains(text):
      refuse(
        Measure(rawValue: text) == nil ? "没有县级结果 “\(shown)”" : "\(shown) 是算出来的，无从观测，不能有实际值", among: observable)
    case .indicator:
      guard let known = column("indicators", "number"), !known.contains(text) else { return }
      refuse("indicators 中没有指标 “\(shown)”", among: known)
    case .project:
      guard let known = column("projects", "id"), !known.contains(text) else { return }
      refuse("projects 中没有项目 “\(shown)”", among: known)
    case .measure: break
    }
  }

  /// Whether the aspect is one of the kind.
  private static func aspect(_ entry: ActualRow, findings: inout Findings) -> Bool {
    let all = Actual.Aspect.all(of: entry.kind)
    guard all.contains(entry.aspect) else {
      entry.row.report(
        .actualAspect, "\(entry.kind.rawValue) 的 aspect 不能是 \(entry.aspect.rawValue)", "aspect",
        help: "可用：\(all.map(\.rawValue).joined(separator: "、"))", findings: &findings)
      return false
    }
    guard entry.aspect.isYear, !entry.row.text("value").isEmpty else { return true }
    entry.row.report(
      .actualAspect, "\(entry.aspect.rawValue) 的答案是年份，value 应留空", "value", help: "年份写在 year 一列", findings: &findings)
    return false
  }

  /// Whether the line is whole, its year possible and its number plausible.
  private static func answer(_ entry: ActualRow, _ package: DataPackage, findings: inout Findings) {
    let row = entry.row
    if case .half(let missing) = entry.state, let first = missing.first {
      let given = [entry.answer, "source", "quality"].filter { !missing.contains($0) }
      row.report(
        .halfActual, "只填了一半：有 \(given.joined(separator: "、"))，没有 \(missing.joined(separator: "、"))", first,
        help: "已知就都写上；还不知道就把 \(given.joined(separator: "、")) 留空，这一行作待填", findings: &findings)
    }
    if !entry.aspect.isYear, row.text("year").isEmpty {
      row.report(.actualYear, "要写明是哪一年的数", "year", findings: &findings)
    }
    if let year = row.integer("year") {
      let base = package.baseYear
      // Building may have begun before the base; what was finished then is part of the base.
      if entry.aspect == .open, year <= base {
        row.report(
          .actualYear, "实际建成年 \(year) 不晚于基期 \(base)", "year",
          help: "基期末已建成的写入 facilities 或 funeral_facilities，不写作项目", findings: &findings)
      } else if entry.aspect != .start, year < base {
        row.report(
          .actualYear, "\(year)年早于基期 \(base)，没有推算可以对照", "year", help: "基期及以前的数写入各自的表", findings: &findings)
      }
    }
    guard entry.kind == .indicator, !row.text("value").isEmpty, row.number("value") != nil,
      let indicator = package.tables["indicators"]?.rows.first(where: { $0.text("number") == row.text("subject") }),
      let law = QuantityLaw.of("indicators", "target")?(indicator)
    else { return }
    row.check(number: row.text("value"), ActualRules.value, law, findings: &findings)
  }

  private static let value = FieldSchema(
    name: "value", type: "number", isRequired: false, minimum: nil, maximum: nil, allowed: [])

  /// A project begins and opens once, and not the wrong way round.
  private static func order(_ rows: [ActualRow], findings: inout Findings) {
    var first: [String: [Actual.Aspect: DataRow]] = [:]
    for entry in rows where entry.kind == .project && entry.aspect.isYear && !findings.isFull {
      let id = entry.row.text("subject")
      if let other = first[id]?[entry.aspect] {
        // The same year twice is a repeated key.
        guard other.text("year") != entry.row.text("year") else { continue }
        entry.row.report(
          .actualTwice, "\(DisplayWidth.printable(id, limit: 40)) 的 \(entry.aspect.rawValue) 已在第 \(other.line) 行",
          "subject", help: "只留一行；待填的行填好后不再另写", findings: &findings)
      } else {
        first[id, default: [:]][entry.aspect] = entry.row
      }
    }
    for id in first.keys.sorted() where !findings.isFull {
      guard let start = first[id]?[.start], let open = first[id]?[.open], let began = start.integer("year"),
        let opened = open.integer("year"), opened < began
      else { continue }
      open.report(
        .actualYear, "实际建成年 \(opened) 早于实际开工年 \(began)（第 \(start.line) 行）", "year", help: "核对这两行是否写反",
        findings: &findings)
    }
  }
}

extension ActualRules {
  /// A measure and year that stands in `observations` with another number: the run takes that of `actuals`.
  static func compare(_ county: County, _ package: DataPackage, findings: inout Findings) {
    for row in package.tables["actuals"]?.rows ?? [] {
      guard let entry = ActualRow(row), case .fact = entry.state, case .measure(let measure)? = entry.subject,
        let value = row.number("value"), let year = row.integer("year"),
        let other = county.observedActuals.first(where: { $0.subject == .measure(measure) && $0.year.value == year }),
        abs(other.value - value) > ActualRules.rounding * abs(other.value)
      else { continue }
      row.report(
        .actualDiffers,
        "\(measure.rawValue) \(year)年在 observations 第 \(other.evidence.origin.line) 行是 \(NumberFormat.plain(other.value))，这里是 \(NumberFormat.plain(value))",
        "value", help: "对照推算时用这里的数；日期不同也会有差别，否则核对其中一个", findings: &findings)
    }
  }

  /// Numbers as near as this are one number, rounded.
  private static let rounding = 0.001
}
