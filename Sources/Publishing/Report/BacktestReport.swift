internal import Analysis
internal import Demography
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// A part of a backtest as readers meet it, on a terminal or in a document.
public struct BacktestSection: Sendable {
  public let heading: String
  /// The first row is the header; none where there is nothing to tabulate.
  public let rows: [[String]]
  /// Columns of text; the others are numbers.
  public let textColumns: Set<Int>
  public let notes: [String]
}

extension BacktestPublication {
  public var title: String {
    wording.say(
      .backtestTitle, wording.name(backtest.run.county), backtest.run.scenario.id)
  }

  public var lead: String {
    backtest.draws > 0
      ? wording.say(.backtestDraws, "\(backtest.draws)", "\(backtest.seed)") : wording.say(.backtestNoDraws)
  }

  public func markdown() -> String {
    var parts = ["# \(MarkdownText.escape(title))\n\n\(lead)\n"]
    parts.append(
      "## \(wording.say(.backtestVerdict))\n\n"
        + verdict().map { "- \(MarkdownText.escape($0))" }.joined(separator: "\n")
        + "\n")
    for section in report() {
      var text = "## \(MarkdownText.escape(section.heading))\n"
      if let header = section.rows.first {
        let numbers = Set(header.indices).subtracting(section.textColumns)
        text += "\n" + MarkdownText.table(header, Array(section.rows.dropFirst()), numeric: numbers)
      }
      if !section.notes.isEmpty {
        text += "\n" + section.notes.map { "- \(MarkdownText.escape($0))" }.joined(separator: "\n") + "\n"
      }
      parts.append(text)
    }
    return parts.joined(separator: "\n")
  }

  /// Tables and notes behind the verdict.
  public func report() -> [BacktestSection] {
    var sections: [BacktestSection] = []
    if let census { sections += [sums(census), intervals(census), measures(census), ages(census)].compactMap { $0 } }
    sections += observed.map(observation)
    sections.append(inputSection())
    let limits = limits()
    if !limits.isEmpty {
      sections.append(
        BacktestSection(heading: wording.say(.backtestLimits), rows: [], textColumns: [], notes: limits))
    }
    return sections
  }

  // MARK: Verdict

  /// Sentences for the head of a bureau.
  public func verdict() -> [String] {
    var sentences: [String] = []
    for result in backtest.observations {
      switch result {
      case .success(let comparison): sentences += verdict(comparison)
      case .failure(let obstacle): sentences.append(wording.say(.verdictUntested, wording.reason(obstacle)))
      }
    }
    switch backtest.censuses {
    case .success(let census): sentences += verdict(census)
    case .failure(let obstacle): sentences.append(wording.say(.verdictUntested, wording.reason(obstacle)))
    }
    return sentences
  }

  private func verdict(_ comparison: ObservationBacktest) -> [String] {
    guard let model = comparison.cell(.model), let error = model.error else { return [] }
    let base = backtest.run.model.calibration.base.total
    let foresight = Foresight(base: base, modelled: model.forecast, counted: model.counted)
    var sentences = [wording.foresight(foresight, name: name(comparison), base: comparison.baseYear)]
    let consequence = wording.consequence(foresight)
    if !consequence.isEmpty { sentences.append(consequence) }
    sentences += [
      wording.say(
        .verdictObservation, name(comparison), NumberFormat.text(model.counted), NumberFormat.text(model.forecast),
        percent(error))
    ]
    if model.standing != .validation { sentences.append(wording.say(.verdictPrescribed)) }
    if comparison.observation.use == .condition { sentences.append(wording.say(.verdictUnconditioned)) }
    if let interval = model.interval, let position = model.position {
      sentences.append(
        wording.say(
          .verdictInterval, NumberFormat.text(interval.lowerBound), NumberFormat.text(interval.upperBound),
          wording.say(model.isCovered == true ? .inside : .outside), NumberFormat.percent(1 - position)))
    }
    var (better, same, worse): ([String], [String], [String]) = ([], [], [])
    for forecast in comparison.forecasts where forecast.method != .model {
      guard let cell = try? forecast.cell.get(), let other = cell.error else { continue }
      let gap = abs(other) - abs(error)
      let points = NumberFormat.text(abs(gap) * 100, decimals: 2)
      func named(_ direction: Phrase) -> String {
        wording.say(
          .verdictPoints, wording.name(forecast.method), percent(other, decimals: 2), wording.say(direction), points)
      }
      if abs(gap) < 5e-5 {
        same.append(wording.name(forecast.method))
      } else if gap > 0 {
        better.append(named(.verdictMore))
      } else {
        worse.append(named(.verdictLess))
      }
    }
    for (phrase, list) in [(Phrase.verdictBetter, better), (.verdictSame, same), (.verdictWorse, worse)]
    where !list.isEmpty {
      sentences.append(wording.say(phrase, list.joined(separator: wording.text("、", ", "))))
    }
    if let still = comparison.cell(.withoutMigration)?.error, abs(error) - abs(still) >= 5e-5 {
      sentences.append(wording.say(.verdictStill))
    }
    sentences.append(wording.say(.verdictOneNumber))
    return sentences
  }

  private func verdict(_ census: CensusBacktest) -> [String] {
    guard let model = census.forecast(.nationalMortality) else { return [] }
    func error(_ age: String) -> String {
      census.cell(.nationalMortality, sex: "T", age: age)?.error.map { percent($0) } ?? "—"
    }
    var sentences = [
      wording.say(
        .verdictCensus, "\(census.from)", "\(census.to)", error("total"), error("60+"), error("80+"),
        share(model.accuracy.weightedMape), share(model.elderly.weightedMape))
    ]
    if let young = census.shareOfErrorUnder60(.nationalMortality) {
      sentences.append(wording.say(.verdictCensusYoung, NumberFormat.percent(young, decimals: 0)))
    }
    let rivals = census.forecasts.filter(\.method.isNaive)
    sentences += against(rivals, .verdictAllAges, model.accuracy) { $0.accuracy }
    sentences += against(rivals, .verdictElderly, model.elderly) { $0.elderly }
    if let open = census.forecast(.unknownMigration), let all = open.accuracy.coverage,
      let elderly = open.elderly.coverage
    {
      sentences.append(
        wording.say(
          .verdictCoverage, NumberFormat.percent(all, decimals: 0), NumberFormat.percent(elderly, decimals: 0)))
    }
    sentences.append(
      wording.say(.verdictIdentity, share(census.forecast(.residual)?.accuracy.weightedMape)))
    sentences.append(wording.say(.verdictLevel, wording.name(.countyMortality)))
    return sentences
  }

  /// Which rivals a forecast beats in weighted error, and which beat it.
  private func against(
    _ rivals: [CensusBacktest.Forecast], _ ages: Phrase, _ ours: AccuracySummary,
    _ accuracy: (CensusBacktest.Forecast) -> AccuracySummary
  ) -> [String] {
    guard let own = ours.weightedMape else { return [] }
    var (better, worse): ([String], [String]) = ([], [])
    for rival in rivals {
      guard let other = accuracy(rival).weightedMape else { continue }
      let name = wording.say(.verdictRival, wording.name(rival.method), share(other))
      if own <= other { better.append(name) } else { worse.append(name) }
    }
    return [(Phrase.verdictCensusBetter, better), (.verdictCensusWorse, worse)].filter { !$0.1.isEmpty }.map {
      wording.say($0, wording.say(ages), share(own), $1.joined(separator: wording.text("、", ", ")))
    }
  }

  // MARK: Sections

  private static let sumLabels = ["total", "60+", "65+", "80+"]

  private func label(_ age: String) -> String { age == "total" ? wording.say(.columnTotal) : age }

  private func sums(_ census: CensusBacktest) -> BacktestSection {
    let ages = Self.sumLabels.filter { age in census.keys.contains { $0.age == age } }
    let rows = census.forecasts.map { forecast in
      [wording.name(forecast.method)]
        + ages.map { census.cell(forecast.method, sex: "T", age: $0).map(error) ?? "—" } + [standing(forecast)]
    }
    return BacktestSection(
      heading: wording.say(.backtestSums, "\(census.from)", "\(census.to)"),
      rows: [[wording.say(.columnMethod)] + ages.map(label) + [wording.say(.columnStanding)]] + rows,
      textColumns: [0, ages.count + 1],
      notes: [wording.say(.backtestStandings)]
        + census.impossible.map { wording.say(.obstacleMethod, wording.name($0.method), wording.reason($0.obstacle)) })
  }

  private func intervals(_ census: CensusBacktest) -> BacktestSection? {
    var rows: [[String]] = []
    for forecast in census.forecasts {
      for age in Self.sumLabels {
        guard let cell = census.cell(forecast.method, sex: "T", age: age), let interval = cell.interval,
          cell.counted > 0
        else { continue }
        rows.append([
          wording.name(forecast.method), label(age), error(cell), percent(interval.lowerBound / cell.counted - 1),
          percent(interval.upperBound / cell.counted - 1), wording.say(cell.isCovered == true ? .inside : .outside),
          cell.position.map { NumberFormat.percent($0) } ?? "—", wording.name(cell.standing),
        ])
      }
    }
    guard !rows.isEmpty else { return nil }
    let header = [
      wording.say(.columnMethod), wording.say(.columnGroup), wording.say(.columnError), "10%", "90%",
      wording.say(.columnCoverage), wording.say(.columnPosition), wording.say(.columnStanding),
    ]
    return BacktestSection(
      heading: wording.say(.backtestIntervals, "\(census.from)", "\(census.to)"), rows: [header] + rows,
      textColumns: [0, 1, 5, 7], notes: [])
  }

  private func measures(_ census: CensusBacktest) -> BacktestSection {
    let header: [Phrase] = [
      .columnMethod, .columnWeighted, .columnElderly, .columnMape, .columnBias, .columnDissimilarity, .columnScore,
      .columnCoverage,
    ]
    let rows = census.forecasts.map { forecast -> [String] in
      let a = forecast.accuracy
      return [
        wording.name(forecast.method), share(a.weightedMape), share(forecast.elderly.weightedMape), share(a.mape),
        a.malpe.map { percent($0) } ?? "—", share(a.dissimilarity),
        a.intervalScore.map { NumberFormat.text($0) } ?? "—",
        a.coverage.map { NumberFormat.percent($0, decimals: 0) } ?? "—",
      ]
    }
    return BacktestSection(
      heading: wording.say(.backtestMeasures, "\(census.from)", "\(census.to)"),
      rows: [header.map { wording.say($0) }] + rows, textColumns: [0], notes: [])
  }

  /// Errors of three variants in every class, men and women.
  private func ages(_ census: CensusBacktest) -> BacktestSection {
    let methods: [ForecastMethod] = [.countyMortality, .nationalMortality, .residual]
    var rows = [
      [wording.say(.columnGroup)]
        + ["M", "F"].flatMap { sex in
          [wording.text(sex == "M" ? "男" : "女", sex)] + methods.indices.map { "(\("abc".dropFirst($0).prefix(1)))" }
        }
    ]
    for key in census.keys where key.sex == "M" {
      rows.append(
        [label(key.age)]
          + ["M", "F"].flatMap { sex -> [String] in
            let cells = methods.compactMap { census.cell($0, sex: sex, age: key.age) }
            return [cells.first.map { NumberFormat.text($0.counted) } ?? "—"]
              + cells.map { error($0) + ($0.standing == .identity ? "=" : "") }
          })
    }
    let legend = methods.enumerated().map { "(\("abc".dropFirst($0).prefix(1))) \(wording.name($1))" }
    return BacktestSection(
      heading: wording.say(.backtestAges, "\(census.from)", "\(census.to)"), rows: rows, textColumns: [0],
      notes: [
        legend.joined(separator: wording.text("；", "; ")) + wording.text("；“=”为同一数据拟合", "; “=” was fitted on the count")
      ])
  }

  private func observation(_ comparison: ObservationBacktest) -> BacktestSection {
    let header: [Phrase] = [
      .columnMethod, .columnForecast, .columnError, .columnInterval, .columnPosition, .columnScore, .columnStanding,
    ]
    var rows = [header.map { wording.say($0) }]
    var notes: [String] = []
    for forecast in comparison.forecasts {
      switch forecast.cell {
      case .success(let cell):
        rows.append([
          wording.name(forecast.method), NumberFormat.text(cell.forecast),
          cell.error.map { percent($0, decimals: 2) } ?? "—",
          cell.interval.map { NumberFormat.text($0.lowerBound) + "—" + NumberFormat.text($0.upperBound) } ?? "",
          cell.position.map { NumberFormat.percent($0) } ?? "", NumberFormat.text(cell.score),
          wording.name(cell.standing),
        ])
      case .failure(let obstacle):
        notes.append(wording.say(.obstacleMethod, wording.name(forecast.method), wording.reason(obstacle)))
      }
    }
    if let counted = comparison.cell(.model)?.counted {
      notes.insert(
        wording.say(
          .countedNote, name(comparison), NumberFormat.text(counted), comparison.observation.evidence.source), at: 0)
    }
    return BacktestSection(
      heading: wording.say(
        .backtestObservation, "\(comparison.baseYear)", name(comparison)),
      rows: rows, textColumns: [0, header.count - 1], notes: notes)
  }

  private func inputSection() -> BacktestSection {
    let base = backtest.run.county.censusYear
    let past = backtest.run.earlierCensus.map { "\($0)" } ?? "—"
    let rows = backtest.inputs.map { input in
      [
        wording.name(input.name) + (input.name == .constraint ? " \(input.note)" : ""), fittedOn(input),
        wording.name(input.censuses), wording.name(input.observation),
      ]
    }
    return BacktestSection(
      heading: wording.say(.backtestInputs),
      rows: [
        [
          wording.say(.columnInput), wording.say(.columnFittedOn),
          wording.say(.columnPastRole, "\(past)", "\(base)"), wording.say(.columnLaterRole, "\(base)"),
        ]
      ] + rows, textColumns: Set(0..<4),
      notes: backtest.inputs.filter {
        ($0.name == .mortalityClosure || $0.name == .mortalityLocal) && !$0.note.isEmpty
      }.map {
        wording.name($0.name) + wording.text("：", ": ") + $0.note
      })
  }

  private func limits() -> [String] {
    var notes: [String] = []
    if (1..<100).contains(backtest.draws), census != nil || !observed.isEmpty {
      notes.append(wording.say(.backtestLimitFew))
    }
    if let census {
      let (from, to) = ("\(census.from)", "\(census.to)")
      notes.append(wording.say(.backtestLimitHindsight, from, to))
      let level = HindcastFutures.levelPrior
      let net = HindcastFutures.migrationPrior
      notes.append(
        wording.say(
          .backtestLimitPriors, NumberFormat.plain(level.lowerBound), NumberFormat.plain(level.upperBound),
          percent(net.lowerBound, decimals: 0), percent(net.upperBound, decimals: 0)))
      notes.append(wording.say(.backtestLimitMeasures))
      notes.append(wording.say(.backtestLimitCells))
      if census.to - census.from == HamiltonPerry.years { notes.append(wording.say(.backtestLimitStep, from, to)) }
    }
    if census != nil || !observed.isEmpty { notes.append(wording.say(.backtestLimitScore)) }
    if !observed.isEmpty { notes.append(wording.say(.backtestLimitObservation)) }
    return notes
  }

  // MARK: Words

  func fittedOn(_ input: FittedInput) -> String {
    switch input.name {
    case .earlierCensus, .baseCensus: return wording.say(.fittedCount)
    case .nationalMortality: return wording.say(.fittedElsewhere)
    case .mortalityClosure: return wording.say(.fittedNation)
    case .mortalityLocal:
      return input.censuses == .unused ? wording.say(.fittedLevelAlone) : wording.say(.fittedLevel)
    case .residualMigration:
      let base = backtest.run.county.censusYear
      let ages = ResidualMigration.fittedAges(years: base - (backtest.run.earlierCensus ?? base))
      return wording.say(.fittedResidual, "\(ages.lowerBound)", "\(ages.upperBound)")
    case .fertilityLevel: return wording.say(.fittedInfants)
    case .mortalityPace, .migrationScale: return wording.say(.fittedJudgement)
    case .priors: return wording.say(.fittedPriors)
    case .observation: return wording.say(.fittedUnused)
    case .constraint: return wording.say(.fittedScenario)
    }
  }

  private func name(_ comparison: ObservationBacktest) -> String {
    wording.text(
      comparison.observation.nameZh, "residents at the time \(NumberFormat.plain(comparison.observation.time))")
  }

  /// The standing of a forecast as a whole: that of its total, or an identity where any class is one of the fitted cohorts.
  private func standing(_ forecast: CensusBacktest.Forecast) -> String {
    if forecast.method == .residual { return wording.name(Standing.identity) }
    let hasFitted = forecast.cells.contains { $0.standing != .validation }
    return wording.name(hasFitted ? Standing.partlyFitted : .validation)
  }

  private func percent(_ value: Double, decimals: Int = 1) -> String {
    NumberFormat.signed(value * 100, decimals: decimals) + "%"
  }
  private func share(_ value: Double?) -> String { value.map { NumberFormat.percent($0) } ?? "—" }
  private func error(_ cell: ForecastCell) -> String { cell.error.map { percent($0) } ?? "—" }
}
