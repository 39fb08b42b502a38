internal import Glibc
public import PlanningModel

/// A period life table of one sex (生命表), radix 1, by age groups of any width, the last one open.
///
///     nqx = n·nmx / (1 + (n − nax)·nmx),   l(x+n) = l(x)·(1 − nqx),   nLx = n·l(x+n) + nax·ndx
///
/// - SeeAlso: Preston, Heuveline & Guillot (2001), *Demography*, section 3.3.
public struct LifeTable: Sendable, Hashable {
  /// First age of each group, years.
  public let ages: [Int]
  /// Central death rate, per person-year.
  public let mx: [Double]
  /// Mean years lived in the group by those who die in it.
  public let ax: [Double]
  /// Probability of dying in the group.
  public let qx: [Double]
  /// Survivors to the exact age; `lx[0]` is 1.
  public let lx: [Double]
  /// Person-years lived in the group.
  public let Lx: [Double]
  /// Person-years lived from the age on.
  public let Tx: [Double]

  /// Deaths in the group.
  public var dx: [Double] { zip(lx, qx).map { $0 * $1 } }
  /// Remaining life expectancy at the age, years.
  public var ex: [Double] { zip(Tx, lx).map { $0 / $1 } }

  /// A table from central death rates and separation factors.
  ///
  /// The open group lives `ax.last` years on average, which is 1/m when nothing better is known; a value that is given
  /// is used as it is.
  ///
  /// - Parameters:
  ///   - ages: First ages, strictly ascending, the last one of the open group.
  ///   - mx: Rates, finite and ≥ 0; the last one > 0.
  ///   - ax: Years, one for each group.
  /// - Precondition: equal counts, at least two groups.
  public init(ages: [Int], mx: [Double], ax: [Double]) {
    precondition(ages.count == mx.count && mx.count == ax.count && ages.count > 1)
    let last = ages.count - 1
    var qx = [Double](repeating: 1, count: ages.count)
    var lx = [Double](repeating: 1, count: ages.count)
    var Lx = [Double](repeating: 0, count: ages.count)
    for i in 0..<last {
      let n = Double(ages[i + 1] - ages[i])
      qx[i] = min(1, n * mx[i] / (1 + (n - ax[i]) * mx[i]))
      lx[i + 1] = lx[i] * (1 - qx[i])
      Lx[i] = n * lx[i + 1] + ax[i] * (lx[i] - lx[i + 1])
    }
    Lx[last] = lx[last] * ax[last]
    self.init(ages: ages, mx: mx, ax: ax, qx: qx, lx: lx, Lx: Lx)
  }

  init(ages: [Int], mx: [Double], ax: [Double], qx: [Double], lx: [Double], Lx: [Double]) {
    var Tx = Lx
    for i in stride(from: Lx.count - 2, through: 0, by: -1) { Tx[i] += Tx[i + 1] }
    (self.ages, self.mx, self.ax, self.qx) = (ages, mx, ax, qx)
    (self.lx, self.Lx, self.Tx) = (lx, Lx, Tx)
  }

  /// Mean years lived by those who die in the first year of life, from the infant death rate.
  ///
  /// - SeeAlso: Andreev & Kingkade (2015), *Demographic Research* 33(13), table 3-2 of the HMD protocol, version 6.
  public static func infantSeparation(_ m0: Double, sex: Sex) -> Double {
    switch sex {
    case .male:
      if m0 < 0.02300 { return 0.14929 - 1.99545 * m0 }
      return m0 < 0.08307 ? 0.02832 + 3.26021 * m0 : 0.29915
    case .female:
      if m0 < 0.01724 { return 0.14903 - 2.05527 * m0 }
      return m0 < 0.06891 ? 0.04667 + 3.88089 * m0 : 0.31411
    }
  }

  /// Separation factors of an abridged table 0, 1, 5, 10, …: Andreev–Kingkade at 0, Coale–Demeny West at 1–4, Greville
  /// from 10 to the group before the last closed one, 2.5 otherwise; the open group gets 1/m.
  ///
  /// - SeeAlso: Greville (1943), as used in the United Nations' MORTPAK.
  public static func abridgedSeparation(_ mx: [Double], sex: Sex) -> [Double] {
    var ax = [Double](repeating: 2.5, count: mx.count)
    ax[0] = infantSeparation(mx[0], sex: sex)
    ax[1] = sex == .male ? 1.651 - 2.816 * mx[0] : 1.522 - 1.518 * mx[0]
    for i in 3..<(mx.count - 1) {
      let k = 0.1 * log(mx[i + 1] / mx[i - 1])
      ax[i] = 2.5 - 25.0 / 12.0 * (mx[i] - k)
    }
    ax[mx.count - 1] = 1 / mx[mx.count - 1]
    return ax
  }
}

extension LifeTable {
  /// A single-year table from central death rates: Andreev–Kingkade at age 0, deaths in the middle of every other year of age,
  /// the open group living 1/m.
  ///
  /// - Parameter rates: Ages 0, 1, 2, … to the open one; > 0 at the open age.
  public init(rates: [Double], sex: Sex) {
    var ax = [Double](repeating: 0.5, count: rates.count)
    ax[0] = LifeTable.infantSeparation(rates[0], sex: sex)
    ax[rates.count - 1] = 1 / rates[rates.count - 1]
    self.init(ages: Array(rates.indices), mx: rates, ax: ax)
  }
}

extension AgeSexGrid {
  /// Life tables of men and women from central death rates by single age, at a level by sex (``MortalityLevel``); no rate
  /// above the highest that a projection knows.
  public func lifeTables(level: [Double] = [1, 1]) -> [LifeTable] {
    let rates = atLevel(level)
    return Sex.allCases.map { sex in
      LifeTable(rates: rates.row(sex).map { min(YearWork.highestRate, $0) }, sex: sex)
    }
  }
}
