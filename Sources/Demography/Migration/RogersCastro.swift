internal import Glibc

/// The model migration schedule: intensity of migration by age as a sum of exponentials.
///
///     m(x) = a₁·e^(−α₁x)                                       childhood
///          + a₂·e^(−α₂(x−μ₂) − e^(−λ₂(x−μ₂)))                  labour force
///          + a₃·e^(−α₃(x−μ₃) − e^(−λ₃(x−μ₃)))                  retirement, or return after working life
///          + a₄·e^(λ₄x)                                        the very old
///          + c
///
/// As in the source's fits to single years, x is completed age.
///
/// - SeeAlso: Rogers & Castro (1981), *Model Migration Schedules*, IIASA RR-81-30; Rogers & Little (1994), *Mathematical
///   Population Studies* 4(3), 175–195, for the multiexponential form.
public struct RogersCastro: Sendable, Hashable {
  /// a·e^(−αx): children who move with their parents.
  public struct Childhood: Sendable, Hashable {
    /// a, the intensity at age 0; ≥ 0.
    public let level: Double
    /// α, per year; > 0.
    public let decline: Double

    public init(level: Double, decline: Double) {
      self.level = level
      self.decline = decline
    }
  }

  /// a·e^(−α(x−μ) − e^(−λ(x−μ))): a peak that rises fast and falls slowly when λ > α.
  public struct Peak: Sendable, Hashable {
    /// a; ≥ 0.
    public let level: Double
    /// α, per year; > 0.
    public let decline: Double
    /// μ, years, 0…120; the peak stands later, at ``mode``.
    public let position: Double
    /// λ, per year; > 0.
    public let ascent: Double

    public init(level: Double, decline: Double, position: Double, ascent: Double) {
      self.level = level
      self.decline = decline
      self.position = position
      self.ascent = ascent
    }

    /// Age of the highest intensity, μ − ln(α/λ)/λ.
    public var mode: Double { position - log(decline / ascent) / ascent }

    func intensity(at age: Double) -> Double {
      level * exp(-decline * (age - position) - exp(-ascent * (age - position)))
    }
  }

  /// a·e^(λx): moves of the very old, to children or into care.
  public struct Slope: Sendable, Hashable {
    /// a, the intensity continued to age 0; ≥ 0.
    public let level: Double
    /// λ, per year, 0…0.3.
    public let ascent: Double

    public init(level: Double, ascent: Double) {
      self.level = level
      self.ascent = ascent
    }
  }

  public let childhood: Childhood
  public let labourForce: Peak
  public let retirement: Peak?
  public let elderly: Slope?
  /// c; ≥ 0.
  public let constant: Double

  /// - Throws: ``DemographyError`` when a parameter is outside its bounds or no one would move.
  public init(
    childhood: Childhood, labourForce: Peak, retirement: Peak? = nil, elderly: Slope? = nil, constant: Double
  ) throws(DemographyError) {
    self.init(
      unchecked: childhood, labourForce: labourForce, retirement: retirement, elderly: elderly, constant: constant)
    let peaks = [labourForce, retirement].compactMap(\.self)
    let levels = [childhood.level, constant, elderly?.level ?? 0] + peaks.map(\.level)
    let paces = [childhood.decline] + peaks.flatMap { [$0.decline, $0.ascent] }
    for level in levels { try Self.check("level of migration", level, 0...1000) }
    for pace in paces { try Self.check("slope of migration", pace, Double.leastNormalMagnitude...10) }
    for peak in peaks { try Self.check("position of migration", peak.position, 0...120) }
    if let elderly { try Self.check("slope of migration", elderly.ascent, 0...0.3) }
    guard Self.ages.contains(where: { intensity(at: Double($0)) > 0 }) else {
      throw .incomplete(series: "migration schedule", missing: "an age at which people move")
    }
  }

  private init(unchecked childhood: Childhood, labourForce: Peak, retirement: Peak?, elderly: Slope?, constant: Double)
  {
    self.childhood = childhood
    self.labourForce = labourForce
    self.retirement = retirement
    self.elderly = elderly
    self.constant = constant
  }

  /// The fundamental parameters of the simplified basic standard schedule.
  ///
  /// - SeeAlso: Rogers & Castro (1981).
  public static let standard = RogersCastro(
    unchecked: Childhood(level: 0.02, decline: 0.1),
    labourForce: Peak(level: 0.06, decline: 0.1, position: 20, ascent: 0.4), retirement: nil, elderly: nil,
    constant: 0.003)

  /// The standard schedule with a return after working life, highest at 62.5 years, and a slow rise among the very old.
  ///
  /// Childhood, labour force and constant are the standard's. The return and the rise are an assumption about their form,
  /// not an estimate: at its peak the return has 29% of the labour-force peak's height, at age 90 the rise 14%.
  public static let elderlyReturn = RogersCastro(
    unchecked: standard.childhood, labourForce: standard.labourForce,
    retirement: Peak(level: 0.02, decline: 0.15, position: 60, ascent: 0.4),
    elderly: Slope(level: 0.00005, ascent: 0.05), constant: standard.constant)

  /// Intensity at an age, unscaled.
  public func intensity(at age: Double) -> Double {
    childhood.level * exp(-childhood.decline * age) + labourForce.intensity(at: age)
      + (retirement?.intensity(at: age) ?? 0) + (elderly.map { $0.level * exp($0.ascent * age) } ?? 0) + constant
  }

  /// Rates at single ages 0…110 whose sum, the gross migraproduction rate (GMR), is the one given.
  ///
  /// - Parameter gross: Sum of the rates; 1 gives shares of a total.
  public func rates(gross: Double = 1) -> [Double] {
    let intensities = Self.ages.map { intensity(at: Double($0)) }
    let scale = gross / intensities.reduce(0, +)
    return intensities.map { $0 * scale }
  }

  private static let ages = 0..<SingleYearMortality.ages

  private static func check(
    _ quantity: String, _ value: Double, _ bounds: ClosedRange<Double>
  ) throws(DemographyError) {
    guard bounds.contains(value) else {
      throw .outOfRange(quantity: quantity, value: value, lower: bounds.lowerBound, upper: bounds.upperBound)
    }
  }
}
