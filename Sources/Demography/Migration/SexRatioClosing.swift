/// Of which sex those are who come back.
///
/// A decade's gains of one sex are no rate for ever: men came back to cohorts that had lacked them, and once a cohort has the sex
/// ratio that birth and survival leave, no surplus of that sex is left to come. So the schedules say how many come back at an
/// age, and the ratio decides who: a tenth of its gap to the natural one closes in a year, two thirds in the decade over which the
/// residuals were counted. Where too few come back, all of them are of the sex that is missing.
enum SexRatioClosing {
  /// Share of the gap that closes in a year.
  static let share = 0.1

  /// Men among those who come back.
  ///
  /// - Parameters:
  ///   - here: Men and women who live here.
  ///   - stay: Those of them who do not leave.
  ///   - total: People who come back.
  ///   - natural: Men per woman that birth and survival leave.
  static func men(here: (Lanes, Lanes), stay: (Lanes, Lanes), total: Lanes, natural: Lanes) -> Lanes {
    let ratio = here.0 / here.1
    let wanted = ratio + share * (natural - ratio)
    // (stay₀ + men) / (stay₁ + total − men) = wanted.
    let men = (wanted * (stay.1 + total) - stay.0) / (Lanes(repeating: 1) + wanted)
    return men.limited(to: total).atLeastZero
  }
}
