import Analysis
import ArgumentParser
import Dispatch
import Language
import PlainText
import PlanningModel
import Publishing
import Simulation
import Workflows

struct When: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "一件事哪一年首次发生 · in which year a condition first holds",
    discussion: """
      countyplan when 'unmet[city]>0' scenarios/plan-uncertain.yaml
      countyplan when 'unmet[city]>0' 'nursing_share>=0.6' scenarios/plan.yaml --draws 0
      countyplan when --list

      条件不写年份：指标[片区或乡镇] 比较 数。抽样时给出首次年份的分布（中位、80%区间、从未发生的概率），以及逐年的概率：
      当年发生、首次发生、到该年至少发生一次、上年有而当年无。情景没有写抽样次数时抽1000次；--draws 0 只列中心情形的年份。
      """)

  @OptionGroup var question: QuestionOptions

  @OptionGroup var language: LanguageOptions
  @OptionGroup var common: CommonOptions

  private static let form = "指标[地点]>数，不写年份，如 'unmet[city]>0'；问某一年用 probability"

  func run() throws {
    Signals.listen()
    try common.reporting {
      if question.list { return Console.out(try question.listing(asJSON: common.json, language.wording)) }
      let asked = try question.questions(
        form: Self.form, common,
        check: { (condition) throws(Condition.Problem) in
          if let year = condition.year { throw .notHere("@\(year)") }
        }, make: { (condition, county) throws(Condition.Problem) in try PassageQuestion(condition, in: county) })
      var reader = ConditionReader(form: Self.form)
      var objects: [JSONText] = []
      for (input, questions) in asked {
        let run = try CountyRun(county: input.county, scenario: input.scenario)
        let asked = input.scenario.ensemble
        let draws =
          question.ensemble.draws == 0 ? 0 : asked.draws > 0 ? asked.draws : QuestionOptions.usualDraws
        let progress = Progress(input.scenario.id, total: draws, isQuiet: common.quiet, wording: language.wording)
        defer { progress.finish() }
        let found = try PassageQuestion.answers(
          questions, of: run, draws: draws, seed: asked.seed, jobs: question.ensemble.jobs,
          isCancelled: { Signals.isCancelled }, progress: { progress.step() })
        progress.finish()
        for (index, answer) in found.enumerated() where answer == nil {
          reader.hasNoValue(questions[index].condition, number: index + 1, horizon: input.scenario.horizon)
        }
        try reader.finish()
        let text = WhenText(run: run, answers: found.compactMap(\.self), draws: draws, w: language.wording)
        if common.json { objects += text.json() } else { common.show(text.text()) }
      }
      if common.json { Console.out(JSONText.array(objects).rendered()) }
    }
  }
}

/// Answers to first-passage questions for one scenario.
struct WhenText {
  let run: CountyRun
  let answers: [PassageQuestion.Answer]
  let draws: Int
  let w: Wording

  private var seed: UInt64 { run.scenario.ensemble.seed }
  private var last: String { "\(run.horizon.end)" }

  func text() -> String {
    let head =
      draws > 0
      ? w.say(.whenDraws, w.name(run.county), run.scenario.titleZh, "\(draws)", "\(seed)")
        + (w.conditioned(run).isEmpty ? "" : w.say(.semicolon) + w.conditioned(run))
      : w.say(.whenHead, w.name(run.county), run.scenario.titleZh)
    // `run` tells of a shortage from when it lasts: two questions that sound alike.
    let isShortage = answers.contains { $0.question.condition.measure == .unmet && $0.question.condition.isGreater }
    return
      ([head, ""] + answers.flatMap { lines($0) + [""] } + (isShortage ? [w.say(.whenFirstMeans, last), ""] : []))
      .joined(separator: "\n")
  }

  private func lines(_ answer: PassageQuestion.Answer) -> [String] {
    let condition = answer.question.condition
    let sign: Phrase =
      switch (condition.isGreater, condition.includesEqual) {
      case (true, false): .whenAbove
      case (true, true): .whenAboveEqual
      case (false, false): .whenBelow
      case (false, true): .whenBelowEqual
      }
    let question = w.say(
      .whenQuestion, w.name(answer.question.place, in: run.county), w.name(condition.measure), w.say(sign),
      w.value(condition.measure, condition.bound))
    var lines = ["\(condition.text)  \(question)"]
    if let drawn = answer.drawn { lines += summary(drawn).map { "  " + $0 } }
    lines.append("  " + w.say(.whenCentral, central(answer.central)))
    if !answer.undefined.isEmpty {
      lines.append("  " + w.say(.whenUndefined, years(periods(answer.undefined))))
    }
    if let drawn = answer.drawn { lines += [""] + table(drawn) }
    return lines
  }

  private func summary(_ drawn: FirstPassage) -> [String] {
    func year(_ probability: Double) -> String {
      drawn.quantile(probability).map { w.say(.whenYear, "\($0)") } ?? w.say(.whenLater, last)
    }
    var lines: [String] = []
    if drawn.never < drawn.futures {
      lines.append(
        drawn.quantile(0.5).map { w.say(.whenMedian, "\($0)", year(0.1), year(0.9)) }
          ?? w.say(.whenNoMedian, last, withError(drawn.never, drawn), year(0.1)))
    }
    lines.append(w.say(.whenNever, last, withError(drawn.never, drawn)))
    let falling = drawn.periods { row in
      guard let index = drawn.rows.firstIndex(of: row), index > 0 else { return false }
      return row.holding < drawn.rows[index - 1].holding
    }
    if drawn.relapsing > 0 {
      lines.append(
        w.say(.whenRelapse, withError(drawn.relapsing, drawn), falling.isEmpty ? w.text("无", "none") : years(falling)))
    } else if drawn.never < drawn.futures {
      lines.append(w.say(.whenMonotone))
    }
    return lines
  }

  private func central(_ passage: FirstPassage) -> String {
    guard let first = passage.quantile(1) else {
      return w.say(.whenCentralNever, "\(passage.rows.first?.year ?? run.horizon.start)", last)
    }
    let falls = passage.periods { $0.falling > 0 }
    return w.say(.whenCentralYears, years(passage.periods { $0.holding > 0 }), "\(first)")
      + (falls.isEmpty ? "" : w.say(.whenCentralFalls, years(falls)))
  }

  private func table(_ drawn: FirstPassage) -> [String] {
    let header = [
      "  " + w.say(.whenColumnYear), w.say(.whenColumnHolding), "±", w.say(.whenColumnFirst), "±",
      w.say(.whenColumnUntil), "±", w.say(.whenColumnFalling),
    ]
    let rows = drawn.rows.map { row in
      [
        "  \(row.year)", share(row.holding, drawn), error(row.holding, drawn), share(row.first, drawn),
        error(row.first, drawn), share(row.until, drawn), error(row.until, drawn),
        row.falling == 0 ? "" : share(row.falling, drawn),
      ]
    }
    return TerminalTable.fitted([header] + rows, width: Console.columns)
  }

  /// A share of the futures; none or all of them is told as less than one, or all but one.
  private func share(_ count: Int, _ passage: FirstPassage) -> String {
    let one = 1 / Double(passage.futures)
    if isFew(passage) { return "\(count)/\(passage.futures)" }
    if count == 0 { return "<" + percent(one, one) }
    if count == passage.futures { return ">" + percent(1 - one, one) }
    return percent(Double(count) * one, one)
  }

  private func error(_ count: Int, _ passage: FirstPassage) -> String {
    isFew(passage) || count == 0 || count == passage.futures
      ? "" : percent(passage.standardError(count), 1 / Double(passage.futures))
  }

  /// Whether the futures are so few that they are counted one by one.
  private func isFew(_ passage: FirstPassage) -> Bool { passage.futures <= Wording.fewDraws }

  private func withError(_ count: Int, _ passage: FirstPassage) -> String {
    let error = error(count, passage)
    guard !isFew(passage) else { return w.share(Double(count) / Double(passage.futures), draws: passage.futures) }
    return share(count, passage) + (error.isEmpty ? "" : " ± " + error)
  }

  private func percent(_ share: Double, _ one: Double) -> String {
    NumberFormat.percent(share, decimals: one < 0.0005 ? 2 : 1)
  }

  private func years(_ periods: [ClosedRange<Year>]) -> String {
    let parts = periods.map { period in
      period.lowerBound == period.upperBound
        ? "\(period.lowerBound)"
        : w.say(.rangeOf, "\(period.lowerBound)", "\(period.upperBound)")
    }
    return w.say(.whenYear, parts.joined(separator: w.text("、", ", ")))
  }

  private func periods(_ years: [Year]) -> [ClosedRange<Year>] {
    FirstPassage(years: run.horizon.years, holds: [run.horizon.years.map(years.contains)]).periods { $0.holding > 0 }
  }

  func json() -> [JSONText] {
    answers.map { answer in
      let condition = answer.question.condition
      let place = answer.question.place
      func number(_ count: Int, _ passage: FirstPassage) -> JSONText {
        .number(Double(count) / Double(passage.futures), decimals: 6)
      }
      func year(_ year: Year?) -> JSONText { year.map { .integer($0.value) } ?? .null }
      func passage(_ passage: FirstPassage) -> JSONText {
        .object([
          ("first_p10", year(passage.quantile(0.1))), ("first_median", year(passage.quantile(0.5))),
          ("first_p90", year(passage.quantile(0.9))), ("never", number(passage.never, passage)),
          ("never_standard_error", .number(passage.standardError(passage.never), decimals: 6)),
          ("ceases", number(passage.relapsing, passage)),
          (
            "years",
            .array(
              passage.rows.map { row in
                .object(
                  [("year", .integer(row.year.value))]
                    + [("probability", row.holding), ("first", row.first), ("any_until", row.until)].flatMap {
                      [
                        ($0.0, number($0.1, passage)),
                        ($0.0 + "_standard_error", .number(passage.standardError($0.1), decimals: 6)),
                      ]
                    } + [("ceases", number(row.falling, passage))])
              })
          ),
        ])
      }
      let central = answer.central
      return .object([
        ("scenario", .string(run.scenario.id)), ("condition", .string(condition.text)),
        ("measure", .string(condition.measure.rawValue)), ("geo_code", .string(place.placeCode)),
        ("geo_name", .string(place.placeZh)), ("unit", .string(condition.measure.unit)),
        ("bound", .number(condition.bound, decimals: 6)), ("draws", .integer(draws)),
        ("seed", draws > 0 ? .integer(Int(exactly: seed) ?? 0) : .null), ("drawn", answer.drawn.map(passage) ?? .null),
        (
          "central",
          .object([
            ("first", year(central.quantile(1))),
            ("years", .array(central.rows.filter { $0.holding > 0 }.map { .integer($0.year.value) })),
            ("ceases", .array(central.rows.filter { $0.falling > 0 }.map { .integer($0.year.value) })),
          ])
        ), ("undefined_years", .array(answer.undefined.map { .integer($0.value) })),
      ])
    }
  }
}
