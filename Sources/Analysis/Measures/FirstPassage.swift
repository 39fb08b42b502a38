public import PlanningModel
public import Simulation

/// When a condition first holds, from the years in which it holds in each future.
public struct FirstPassage: Sendable, Hashable {
  /// One year.
  public struct Row: Sendable, Hashable {
    public let year: Year
    /// Futures in which the condition holds in this year.
    public let holding: Int
    /// Futures in which it holds for the first time.
    public let first: Int
    /// Futures in which it has held in this year or an earlier one.
    public let until: Int
    /// Futures in which it held the year before and no longer does.
    public let falling: Int
  }

  /// 1 for a run without draws.
  public let futures: Int
  public let rows: [Row]
  /// Futures in which it never holds.
  public let never: Int
  /// Futures in which it ceases to hold at least once.
  public let relapsing: Int

  /// - Parameter holds: `[future][year]`, as many years each as there are years.
  /// - Precondition: at least one future.
  public init(years: [Year], holds: [[Bool]]) {
    precondition(!holds.isEmpty && holds.allSatisfy { $0.count == years.count })
    futures = holds.count
    var until = 0
    var rows: [Row] = []
    let firsts = holds.map { $0.firstIndex(of: true) }
    for (index, year) in years.enumerated() {
      let first = firsts.count { $0 == index }
      until += first
      rows.append(
        Row(
          year: year, holding: holds.count { $0[index] }, first: first, until: until,
          falling: index == 0 ? 0 : holds.count { $0[index - 1] && !$0[index] }))
    }
    self.rows = rows
    never = futures - until
    relapsing = holds.count { future in zip(future, future.dropFirst()).contains { $0 && !$1 } }
  }

  /// The first year until which the condition has held in at least a share of the futures; `nil` when it has not until the
  /// last. Futures in which it never holds count as later than all others, so that the median is `nil` when they are more
  /// than half.
  public func quantile(_ probability: Double) -> Year? {
    rows.first { $0.until > 0 && Double($0.until) >= probability * Double(futures) }?.year
  }

  /// Monte Carlo standard error of the share of a count: √(p(1−p)/N).
  public func standardError(_ count: Int) -> Double {
    let share = Double(count) / Double(futures)
    return (share * (1 - share) / Double(futures)).squareRoot()
  }

  /// Runs of years that belong together: those in which the condition holds in most futures.
  public func periods(_ belongs: (Row) -> Bool) -> [ClosedRange<Year>] {
    var periods: [ClosedRange<Year>] = []
    for row in rows where belongs(row) {
      if let last = periods.last, last.upperBound.value + 1 == row.year.value {
        periods[periods.count - 1] = last.lowerBound...row.year
      } else {
        periods.append(row.year...row.year)
      }
    }
    return periods
  }
}

/// A condition without a year on a scenario: when it first holds.
public struct PassageQuestion: Sendable {
  public let condition: Condition
  public let place: MeasuredPlace

  /// - Parameter condition: Of one scenario's measure itself: without year, difference and statistic.
  /// - Throws: ``Condition/Problem``.
  public init(_ condition: Condition, in county: County) throws(Condition.Problem) {
    if let year = condition.year { throw .notHere("@\(year)") }
    self.condition = condition
    place = try MeasuredPlace(condition, in: county)
  }

  /// What the central run and the futures say.
  public struct Answer: Sendable {
    public let question: PassageQuestion
    /// Of the run at central values.
    public let central: FirstPassage
    /// Of the futures; `nil` without draws.
    public let drawn: FirstPassage?
    /// Years of the horizon in which the measure has no value in some future; they are left out.
    public let undefined: [Year]
  }

  /// Draws the futures once for all questions.
  ///
  /// - Parameter draws: 0 for the central run alone.
  /// - Returns: In the order of the questions; `nil` for one whose measure has no value in any year.
  /// - Throws: ``SimulationError``.
  public static func answers(
    _ questions: [PassageQuestion], of run: CountyRun, draws: Int, seed: UInt64, jobs: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }, progress: @escaping @Sendable () -> Void = {}
  ) throws(SimulationError) -> [Answer?] {
    let years = run.horizon.years
    /// `[question][year]`; not a number where there is no value.
    @Sendable func values(_ run: CountyRun) -> [[Double]] {
      let measures = MeasureTable(run)
      return questions.map { question in
        years.indices.map { question.place.value(run, year: $0, measures) ?? .nan }
      }
    }
    let central = values(run)
    var futures: [[[Double]]] = []
    if draws > 0 {
      futures = try Futures.asked(
        run, seed: seed, count: draws, jobs: jobs, isCancelled: isCancelled
      ).map(0..<draws, jobs: jobs, isCancelled: isCancelled) { future in
        progress()
        return values(future)
      }.results
    }
    return questions.enumerated().map { index, question in
      let all = [central[index]] + futures.map { $0[index] }
      let defined = years.indices.filter { year in all.allSatisfy { !$0[year].isNaN } }
      guard !defined.isEmpty else { return nil }
      func passage(_ series: [[Double]]) -> FirstPassage {
        FirstPassage(
          years: defined.map { years[$0] },
          holds: series.map { one in defined.map { question.condition.holds(one[$0]) } })
      }
      return Answer(
        question: question, central: passage([all[0]]), drawn: futures.isEmpty ? nil : passage(Array(all.dropFirst())),
        undefined: years.indices.filter { !defined.contains($0) }.map { years[$0] })
    }
  }
}
