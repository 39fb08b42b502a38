internal import Analysis
internal import Charts
internal import Demography
internal import Ensembles
internal import Language
internal import PlanningModel
internal import Simulation

extension Publication {
  /// Measures that have a fan, in order; its id is `fan-` and the measure.
  static let fans: [Measure] = [.residents, .pop60, .pop80, .deaths]

  static func fanID(_ measure: Measure) -> String { "fan-\(measure.rawValue)" }

  /// The fan of a measure. Without draws only the central course is shown, and the subtitle says so.
  func fan(_ measure: Measure, _ mode: ChartFrame.TitleMode) -> PublishedChart {
    let summaries = run.horizon.years.indices.map { summary(measure, $0) }
    let observations = observed(measure)
    let largest = (summaries.flatMap(\.all).compactMap { $0 } + observations.map(\.value)).max() ?? 0
    // From a hundred thousand on numbers are read in tens of thousands.
    let isLarge = largest >= 100_000
    let scale = isLarge ? 1e-4 : 1
    func quantile(_ probability: Double) -> [Double?] {
      guard let index = Summary.probabilities.firstIndex(of: probability) else { return [] }
      return summaries.map { $0.quantiles[index].map { $0 * scale } }
    }
    func band(_ name: String, _ low: Double, _ high: Double) -> FanChart.Band {
      let columns = [low, high].map { end in
        Summary.probabilities.firstIndex(of: end).map { Summary.names[$0 + 1] } ?? ""
      }
      return FanChart.Band(name: name, low: quantile(low), high: quantile(high), columns: columns)
    }
    let chart = FanChart(
      heading: wording.name(measure) + wording.say(isLarge ? .unitTenThousand : .unitPersons), years: years,
      middle: draws > 0 ? quantile(0.5) : summaries.map { $0.mean.map { $0 * scale } },
      middleName: wording.say(draws > 0 ? .fanMedian : .fanCentral), middleColumn: draws > 0 ? "p50" : "central",
      bands: draws > 0 ? [band("95%", 0.025, 0.975), band("80%", 0.1, 0.9), band("50%", 0.25, 0.75)] : [],
      observed: observations.map { point in
        FanChart.Observed(
          time: point.time, value: point.value * scale, name: point.name, isHistory: point.isHistory,
          isAssumed: point.isAssumed)
      }, projectionLabel: wording.say(.fanProjection), isInteger: !isLarge,
      upper: wording.say(.fanUpper), lower: wording.say(.fanLower))
    let note =
      draws > 0 ? wording.say(.fanNote, "\(draws)") : wording.say(.fanWithoutDraws)
    let frame = frame(
      Publication.fanID(measure), mode,
      title: wording.say(draws > 0 ? .fanTitle : .fanTitleCentral, wording.name(measure)),
      subtitle: wording.say(measure == .deaths ? .fanFlowSubtitle : .elderlySubtitle) + note
        + (chart.beginsAtZero ? "" : wording.say(.fanAxisNote)),
      source: fanSource(measure, observations), description: fanDescription(measure) + actualWords([measure]))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  private func fanSource(_ measure: Measure, _ observations: [FanChart.Observed]) -> String {
    let history = observations.filter(\.isHistory)
    return (history.isEmpty ? "" : wording.say(.fanHistory, countNames(history.map { Year(Int($0.time)) })))
      + (history.count < observations.count
        ? diamonds(measure) : "")
      + (measure == .residents
        ? foresights.map { wording.foresightBrief($0.foresight, isCentral: draws > 0) }.joined() : "")
      + (draws > 0 ? wording.say(.fanSource) : "")
  }

  /// What the diamonds are, and which of them chose the futures.
  private func diamonds(_ measure: Measure) -> String {
    let chosen = (conditioning?.selection.fits ?? []).map(\.observation).filter { $0.quantity?.measure == measure }
    return chosen.isEmpty
      ? wording.say(.fanObservation, observationName(measure))
      : wording.say(
        .fanCondition, observationName(measure), chosen.map(\.nameZh).joined(separator: wording.text("、", ", ")))
  }

  private func observationName(_ measure: Measure) -> String {
    let grades = run.county.happened.filter { $0.subject == .measure(measure) }.map(\.evidence.grade)
    let assumed = grades.count { $0 == .assumption }
    guard assumed < grades.count else { return wording.counts(.assumption) }
    return wording.say(.observedValue) + (assumed > 0 ? wording.say(.actualMarksAssumed) : "")
  }

  private func fanDescription(_ measure: Measure) -> String {
    let last = summary(measure, last)
    let end = "\(run.horizon.end)"
    let name = wording.name(measure)
    guard draws > 0, let middle = last.p50, let low = last.p10, let high = last.p90 else {
      return wording.say(.fanDescriptionCentral, end, name, last.mean.map { wording.value(measure, $0) } ?? "—")
    }
    return wording.say(
      .fanDescription, end, name, wording.value(measure, middle), wording.bare(measure, low),
      wording.value(measure, high))
  }

  /// What was counted: the censuses up to the base, and what happened since, which no rate was fitted to.
  private func observed(_ measure: Measure) -> [FanChart.Observed] {
    let names = Dictionary(
      run.county.observations.map { ($0.evidence.origin, $0.nameZh) }, uniquingKeysWith: { first, _ in first })
    let facts = run.county.happened.filter { $0.subject == .measure(measure) }.sorted { $0.place < $1.place }
    return counted(measure)
      + facts.filter {
        Double(run.horizon.start.value) <= $0.place && $0.place <= Double(run.horizon.end.value)
      }.map { fact in
        FanChart.Observed(
          time: fact.place, value: fact.value,
          name: names[fact.evidence.origin] ?? wording.say(.actualYearName, "\(fact.year)"), isHistory: false,
          isAssumed: fact.evidence.grade == .assumption)
      }
  }

  private func counted(_ measure: Measure) -> [FanChart.Observed] {
    let first: Int? =
      switch measure {
      case .residents: 0
      case .pop60: 60
      case .pop65: 65
      case .pop80: 80
      default: nil
      }
    guard let first else { return [] }
    var points: [FanChart.Observed] = []
    for year in Set(run.county.census.map(\.year)).sorted() where year <= run.horizon.start {
      let sums = Sex.allCases.compactMap { sex -> Double? in
        let counts = run.county.census.filter { $0.year == year && $0.sex == sex }
        return (try? AgeCounts(groups: counts.map(\.age), persons: counts.map(\.persons.value)))?.sum(
          AgeGroup(lower: first, upper: nil))
      }
      guard sums.count == Sex.allCases.count else { continue }
      points.append(
        FanChart.Observed(
          time: Double(year.value), value: sums.reduce(0, +), name: wording.say(.fanCensus, "\(year)", countName(year)),
          isHistory: true))
    }
    return points
  }
}
