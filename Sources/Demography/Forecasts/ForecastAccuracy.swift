/// How far forecasts lie from what was counted afterwards. F is a forecast, A the count; results are shares, not per cent.
///
/// Cells in which nobody was counted have no percentage error and are left out of the measures that average such errors.
///
/// - SeeAlso: Smith, Tayman & Swanson (2013), *A Practitioner's Guide to State and Local Population Projections*, chapter 13,
///   for errors of population forecasts; Gneiting & Raftery (2007), *Journal of the American Statistical Association* 102,
///   359–378, for scores of intervals.
public enum ForecastAccuracy {
  /// Algebraic percentage errors (F − A)/A of the cells with A > 0.
  ///
  /// - Precondition: equal counts.
  public static func percentageErrors(_ forecasts: [Double], _ counts: [Double]) -> [Double] {
    precondition(forecasts.count == counts.count)
    return zip(forecasts, counts).filter { $0.1 > 0 }.map { $0 / $1 - 1 }
  }

  /// MAPE, the mean absolute percentage error: every cell weighs the same, however few its people.
  ///
  ///     MAPE = 1/n · Σ |F − A| / A
  ///
  /// - Returns: `nil` when no cell has people.
  public static func meanAbsolutePercentageError(_ forecasts: [Double], _ counts: [Double]) -> Double? {
    mean(percentageErrors(forecasts, counts).map { abs($0) })
  }

  /// Weighted MAPE: absolute errors over the people counted, so that large cells weigh more. It equals MAPE with weights A/ΣA.
  ///
  ///     WMAPE = Σ |F − A| / Σ A
  ///
  /// - Returns: `nil` when nobody was counted.
  public static func weightedAbsolutePercentageError(_ forecasts: [Double], _ counts: [Double]) -> Double? {
    precondition(forecasts.count == counts.count)
    let counted = counts.reduce(0, +)
    guard counted > 0 else { return nil }
    return zip(forecasts, counts).reduce(0) { $0 + abs($1.0 - $1.1) } / counted
  }

  /// MALPE, the mean algebraic percentage error: the bias; positive where forecasts are too high.
  ///
  ///     MALPE = 1/n · Σ (F − A) / A
  ///
  /// - Returns: `nil` when no cell has people.
  public static func meanAlgebraicPercentageError(_ forecasts: [Double], _ counts: [Double]) -> Double? {
    mean(percentageErrors(forecasts, counts))
  }

  /// Index of dissimilarity: the share of people who stand in the wrong cell once the totals agree; 0 for the same structure,
  /// 1 for none in common.
  ///
  ///     Δ = ½ · Σ | F/ΣF − A/ΣA |
  ///
  /// - Returns: `nil` when either side has nobody.
  /// - SeeAlso: Duncan & Duncan (1955), *American Sociological Review* 20, 210–217.
  public static func dissimilarity(_ forecasts: [Double], _ counts: [Double]) -> Double? {
    precondition(forecasts.count == counts.count)
    let (forecast, counted) = (forecasts.reduce(0, +), counts.reduce(0, +))
    guard forecast > 0, counted > 0 else { return nil }
    return zip(forecasts, counts).reduce(0) { $0 + abs($1.0 / forecast - $1.1 / counted) } / 2
  }

  /// Score of a central interval, in the unit of the forecast; smaller is better. Width costs, and a miss costs 2/α times its
  /// distance; a forecast without an interval scores as one of no width, 2/α·|F − A|.
  ///
  ///     S = (u − l) + 2/α·(l − A)·[A < l] + 2/α·(A − u)·[A > u],   α = 1 − level
  ///
  /// - Parameter level: Probability that the interval claims, inside (0, 1).
  /// - SeeAlso: Gneiting & Raftery (2007), section 6.2.
  public static func intervalScore(_ interval: ClosedRange<Double>, _ count: Double, level: Double = 0.8) -> Double {
    let penalty = 2 / (1 - level)
    return interval.upperBound - interval.lowerBound + penalty * max(0, interval.lowerBound - count)
      + penalty * max(0, count - interval.upperBound)
  }

  /// Share of cells whose count lies in its interval, ends included; `nil` without any.
  public static func coverage(_ intervals: [ClosedRange<Double>], _ counts: [Double]) -> Double? {
    precondition(intervals.count == counts.count)
    return mean(zip(intervals, counts).map { $0.contains($1) ? 1 : 0 })
  }

  /// Where the count stands among draws, the probability integral transform: the share of draws below it, ties half. Over many
  /// independent comparisons it is uniform on (0, 1) when the draws are calibrated; one comparison shows only a gross miss.
  ///
  /// - SeeAlso: Dawid (1984), *Journal of the Royal Statistical Society* A 147, 278–292.
  public static func probabilityIntegralTransform(_ draws: [Double], _ count: Double) -> Double? {
    mean(draws.map { $0 < count ? 1 : $0 == count ? 0.5 : 0 })
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
