public import Ensembles
public import PlanningModel
public import Simulation

/// A line that a measure of the county, of a zone or of a township may cross in a year.
public struct Threshold: Sendable {
  public let condition: Condition
  public let place: MeasuredPlace
  public let year: Year

  /// - Parameter condition: Of one scenario's measure itself: without difference and without statistic.
  /// - Throws: ``Condition/Problem``.
  public init(_ condition: Condition, in county: County) throws(Condition.Problem) {
    guard let year = condition.year else { throw .noYear }
    if let statistic = condition.statistic { throw .notHere("." + Summary.names[statistic]) }
    self.condition = condition
    self.year = year
    place = try MeasuredPlace(condition, in: county)
  }

  /// The measure in a run; `nil` outside its horizon, for flows of the base year, and where the measure does not exist.
  ///
  /// - Parameter measures: The run's, for the county.
  func value(_ run: CountyRun, _ measures: @autoclosure () -> MeasureTable) -> Double? {
    run.horizon.index(of: year).flatMap { place.value(run, year: $0, measures()) }
  }
}

/// How often the futures of a scenario cross a line.
public struct ThresholdProbability: Sendable {
  public let threshold: Threshold
  public let draws: Int
  /// Futures in which the condition holds.
  public let count: Int
  /// Of all futures.
  public let summary: Summary
  public let smallest: Double
  public let largest: Double
  /// The central run's value.
  public let central: Double
  /// What was moved in the draws because it could not hold together.
  public let moved: MovedDraws

  public var share: Double { Double(count) / Double(draws) }
  /// Monte Carlo standard error of ``share``: √(p(1−p)/N).
  public var standardError: Double { (share * (1 - share) / Double(draws)).squareRoot() }
  /// Whether all futures are on one side of the line: the share is then told as less than one future, or all but one.
  public var isOneSided: Bool { count == 0 || count == draws }

  /// Draws the futures once for all thresholds.
  ///
  /// - Parameter draws: At least 1.
  /// - Returns: In the order of the thresholds; `nil` for one whose measure has no value in its year in some future.
  /// - Throws: ``SimulationError``.
  public static func all(
    _ thresholds: [Threshold], of run: CountyRun, draws: Int, seed: UInt64, jobs: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }, progress: @escaping @Sendable () -> Void = {}
  ) throws(SimulationError) -> [ThresholdProbability?] {
    @Sendable func values(_ run: CountyRun) -> [Double] {
      var known: MeasureTable?
      func measures() -> MeasureTable {
        if let known { return known }
        let table = MeasureTable(run)
        known = table
        return table
      }
      return thresholds.map { $0.value(run, measures()) ?? .nan }
    }
    let central = values(run)
    let (futures, moved) = try Futures.asked(
      run, seed: seed, count: draws, jobs: jobs, isCancelled: isCancelled
    ).map(0..<draws, jobs: jobs, isCancelled: isCancelled) { future in
      progress()
      return values(future)
    }
    return thresholds.enumerated().map { index, threshold in
      let column = futures.map { $0[index] }
      guard let smallest = column.min(), let largest = column.max(), !column.contains(where: \.isNaN),
        !central[index].isNaN
      else { return nil }
      return ThresholdProbability(
        threshold: threshold, draws: draws, count: column.count { threshold.condition.holds($0) },
        summary: Summary(column), smallest: smallest, largest: largest, central: central[index],
        moved: moved)
    }
  }
}
