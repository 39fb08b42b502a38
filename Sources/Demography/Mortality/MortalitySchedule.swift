internal import Glibc
public import PlanningModel

/// Death rates by year: the national rates of each period, graduated to single years, at a local level by sex.
///
/// Between the middles of two periods the logarithm of every hazard is interpolated; before the first and after the last
/// middle it is constant. Two things may be changed, each giving a new schedule: the years after the last middle
/// (``extrapolated(through:following:)``) and the pace of change after a moment (``paced(_:after:)``).
public struct MortalitySchedule: Sendable {
  /// Paces that may be asked for; 1 is the national one.
  public static let paces = 0.0...3.0
  /// Years before the last period's middle over which decline is read when nothing else is said.
  public static let improvementYears = 20.0

  private var middles: [Double]
  /// National log hazards `[moment][sex][age]`, one moment for each middle.
  private var logHazards: [AgeSexGrid]
  private var pace: Pace?

  private struct Pace: Sendable {
    let factor: Double
    let start: Double
    /// National log hazards at the start.
    let base: AgeSexGrid
  }

  /// - Throws: ``DemographyError`` when a period lacks a sex or an age group.
  public init(_ rates: [MortalityRate]) throws(DemographyError) {
    let starts = Set(rates.map(\.start)).sorted()
    guard !starts.isEmpty else { throw .incomplete(series: "mortality", missing: "all rates") }
    var middles: [Double] = []
    var logHazards: [AgeSexGrid] = []
    for start in starts {
      var rows: [[Double]] = []
      for sex in Sex.allCases {
        let ofPeriod = rates.filter { $0.start == start && $0.sex == sex }.sorted { $0.age < $1.age }
        guard ofPeriod.count > 10, ofPeriod.last?.age.upper == nil else {
          throw .incomplete(series: "mortality \(start)", missing: sex.rawValue)
        }
        let hazards = try SingleYearMortality.hazards(
          ages: ofPeriod.map(\.age.lower), mx: ofPeriod.map(\.rate), sex: sex)
        rows.append(hazards.map { log($0) })
        if sex == .male {
          let end = ofPeriod[0].end
          middles.append((Double(start.value) + Double(end.value)) / 2)
        }
      }
      logHazards.append(AgeSexGrid(male: rows[0], female: rows[1]))
    }
    self.middles = middles
    self.logHazards = logHazards
  }

  /// Moments, in decimal years, between which hazards change.
  public var span: ClosedRange<Double> { middles[0]...middles[middles.count - 1] }

  /// Hazards by sex and single age 0…110+ at a moment, in decimal years, before any local level.
  ///
  /// - Complexity: O(sexes · ages) exponentials.
  public func hazards(at time: Double) -> AgeSexGrid { hazards(at: time, level: [1, 1]) }

  /// Hazards by sex and single age 0…110+ at a moment, in decimal years, at the level of each sex.
  public func hazards(at time: Double, level: [Double]) -> AgeSexGrid {
    exponentials(logHazards(at: time)).atLevel(level)
  }

  /// Life tables of men and women at a moment, in decimal years, at the level of each sex.
  public func lifeTables(at time: Double, level: [Double]) -> [LifeTable] {
    Self.lifeTables(hazards(at: time, level: level))
  }

  /// Hazards of the flows of a year, at the level of each sex, moved to the year's target when it has one.
  ///
  /// - Throws: ``DemographyError`` when a target cannot be reached.
  public func hazards(
    in year: Year, level: [Double], target: MortalityTarget?
  ) throws(DemographyError) -> AgeSexGrid {
    let hazards = hazards(at: year.flowMiddle, level: level)
    guard let target else { return hazards }
    return try target.hazards(hazards, in: year)
  }

  /// Life tables of men and women for the flows of a year; a target holds for these tables, the level included.
  ///
  /// - Throws: ``DemographyError`` when a target cannot be reached.
  public func lifeTables(
    in year: Year, level: [Double], target: MortalityTarget?
  ) throws(DemographyError) -> [LifeTable] {
    Self.lifeTables(try hazards(in: year, level: level, target: target))
  }

  /// Life tables of men and women from hazards by sex and single age.
  public static func lifeTables(_ hazards: AgeSexGrid) -> [LifeTable] {
    Sex.allCases.map { SingleYearMortality.lifeTable(hazards: Array(hazards.row($0)), sex: $0) }
  }

  /// National pattern of decline between two moments inside the schedule's span, whatever the pace.
  ///
  /// - Parameters:
  ///   - from: Decimal years; by default ``improvementYears`` before the end, or the first middle if that is later.
  ///   - to: Decimal years, at least a year later; by default the last middle.
  /// - Throws: ``DemographyError`` when the moments are less than a year apart or outside the span.
  public func improvement(
    from start: Double? = nil, to end: Double? = nil
  ) throws(DemographyError) -> MortalityImprovement {
    let later = end ?? span.upperBound
    let earlier = start ?? max(span.lowerBound, later - Self.improvementYears)
    for time in [earlier, later] where !span.contains(time) {
      throw .outOfRange(
        quantity: "moment of mortality", value: time, lower: span.lowerBound, upper: span.upperBound)
    }
    return try MortalityImprovement(
      from: exponentials(nationalLogHazards(at: earlier)), to: exponentials(nationalLogHazards(at: later)),
      years: later - earlier)
  }

  /// The same schedule continued beyond its end year by year, the pattern turned as national life expectancy rises.
  ///
  /// - Parameters:
  ///   - time: Decimal years; nothing changes when the span reaches so far. At most 200 years beyond the end.
  ///   - improvement: Pattern of decline; by default that of the last ``improvementYears`` years. Its gap between the
  ///     sexes begins to fade at the schedule's end.
  /// - Throws: ``DemographyError`` when there is one moment only, so that no decline can be read, or the time is too far.
  public func extrapolated(
    through time: Double, following improvement: MortalityImprovement? = nil
  ) throws(DemographyError) -> MortalitySchedule {
    let end = span.upperBound
    guard time <= end + 200 else {
      throw .outOfRange(quantity: "end of extrapolation", value: time, lower: end, upper: end + 200)
    }
    guard end < time else { return self }
    let pattern: MortalityImprovement
    if let improvement { pattern = improvement } else { pattern = try self.improvement() }
    var result = self
    var hazards = exponentials(logHazards[logHazards.count - 1])
    for year in 0..<Int((time - end).rounded(.up)) {
      hazards = pattern.advanced(hazards, yearsAhead: Double(year))
      var logs = hazards
      for cell in logs.values.indices { logs.values[cell] = log(hazards.values[cell]) }
      result.middles.append(end + Double(year + 1))
      result.logHazards.append(logs)
    }
    // A pace may start after the old end, where the national hazards are now others.
    if let pace { return try result.paced(pace.factor, after: pace.start) }
    return result
  }

  /// The same schedule with another pace after a moment t₀:
  ///
  ///     ln h(t) = ln h(t₀) + κ·(ln h_nat(t) − ln h_nat(t₀)),   t > t₀
  ///
  /// With κ = 1 every number stays as it is; with κ = 0 the hazards of t₀ stay for ever. The pace replaces an earlier one.
  ///
  /// - Parameters:
  ///   - factor: κ, 0…3.
  ///   - start: t₀ in decimal years.
  /// - Throws: ``DemographyError/outOfRange(quantity:value:lower:upper:)``.
  public func paced(_ factor: Double, after start: Double) throws(DemographyError) -> MortalitySchedule {
    guard Self.paces.contains(factor) else {
      throw .outOfRange(
        quantity: "pace of mortality", value: factor, lower: Self.paces.lowerBound, upper: Self.paces.upperBound)
    }
    guard start.isFinite else {
      throw .outOfRange(
        quantity: "start of the pace", value: start, lower: span.lowerBound, upper: span.upperBound)
    }
    var result = self
    result.pace = factor == 1 ? nil : Pace(factor: factor, start: start, base: nationalLogHazards(at: start))
    return result
  }

  private func logHazards(at time: Double) -> AgeSexGrid {
    var grid = nationalLogHazards(at: time)
    if let pace, time > pace.start {
      for cell in grid.values.indices {
        let base = pace.base.values[cell]
        grid.values[cell] = base + pace.factor * (grid.values[cell] - base)
      }
    }
    return grid
  }

  private func nationalLogHazards(at time: Double) -> AgeSexGrid {
    let upper = middles.firstIndex { $0 >= time } ?? middles.count - 1
    let lower = max(0, time > middles[upper] ? upper : upper - 1)
    let width = middles[upper] - middles[lower]
    let share = width > 0 ? min(1, max(0, (time - middles[lower]) / width)) : 0
    var grid = logHazards[lower]
    let above = logHazards[upper].values
    for cell in grid.values.indices {
      let a = grid.values[cell]
      grid.values[cell] = a + (above[cell] - a) * share
    }
    return grid
  }

  private func exponentials(_ logs: AgeSexGrid) -> AgeSexGrid {
    var grid = logs
    for cell in grid.values.indices { grid.values[cell] = exp(grid.values[cell]) }
    return grid
  }
}
