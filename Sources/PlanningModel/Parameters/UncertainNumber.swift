/// A number as a planner may write it: known, or with its uncertainty.
public enum UncertainNumber: Sendable, Hashable {
  case constant(Double)
  /// An 80% interval with its middle: the 10%, 50% and 90% quantiles (two half normal distributions joined at the middle).
  case interval80(low: Double, mid: Double, high: Double)
  case normal(mean: Double, sd: Double)
  /// `median` and the standard deviation of the logarithm.
  case lognormal(median: Double, sdLog: Double)
  case triangular(low: Double, mode: Double, high: Double)
  /// Beta distribution on low…high whose mean is (low + 4 mode + high) / 6.
  case pert(low: Double, mode: Double, high: Double)
  case uniform(low: Double, high: Double)
  /// Beta distribution with shapes `a` and `b`, stretched to low…high.
  case beta(a: Double, b: Double, low: Double, high: Double)
  case gamma(shape: Double, scale: Double)
  /// One of several values with weights, in ascending order of value.
  case choice([Weighted])

  public struct Weighted: Sendable, Hashable {
    public let value: Double
    public let weight: Double

    public init(value: Double, weight: Double) {
      self.value = value
      self.weight = weight
    }
  }

  public var isConstant: Bool { if case .constant = self { true } else { false } }
}

/// An uncertain number over the years. All points of a path move together: one random number places the whole path.
public struct UncertainPath: Sendable, Hashable {
  public enum Curve: String, Sendable, Hashable, CaseIterable {
    /// Straight lines between the years.
    case linear
    /// Straight lines on the logit scale: an S-curve for shares strictly between 0 and 1.
    case logistic
    /// A smooth curve without overshoot.
    case monotone
  }

  public struct Point: Sendable, Hashable {
    public let year: Year
    public let number: UncertainNumber

    public init(year: Year, number: UncertainNumber) {
      self.year = year
      self.number = number
    }
  }

  /// Points in ascending order of year; a number without years is one point, whose year does not matter.
  public let points: [Point]
  public let curve: Curve

  /// A number that is the same in every year.
  public init(_ number: UncertainNumber) {
    points = [Point(year: Year(0), number: number)]
    curve = .linear
  }

  public init(_ constant: Double) { self.init(.constant(constant)) }

  /// A path through points, one for each year; `nil` without any.
  public init?(points: [Point], curve: Curve) {
    guard !points.isEmpty else { return nil }
    self.points = points.sorted { $0.year < $1.year }
    self.curve = curve
  }

  public var isUncertain: Bool { points.contains { !$0.number.isConstant } }
}

/// A rank correlation between two uncertain parameters.
public struct RankCorrelation: Sendable, Hashable {
  public let first: String
  public let second: String
  /// Spearman's rank correlation, strictly between −1 and 1.
  public let rho: Double
  public let origin: Origin

  public init(first: String, second: String, rho: Double, origin: Origin) {
    self.first = first
    self.second = second
    self.rho = rho
    self.origin = origin
  }
}

/// How many futures a scenario draws, and the seed of their random numbers.
public struct EnsembleChoice: Sendable, Hashable {
  /// Futures; 0 runs the central values once.
  public let draws: Int
  public let seed: UInt64
  /// Whether every event of the population is drawn for whole persons.
  public let drawsPersons: Bool
  /// Whether the futures are those that agree with the county's observations.
  public let isConditioned: Bool

  public init(draws: Int, seed: UInt64, drawsPersons: Bool = false, isConditioned: Bool = true) {
    self.draws = draws
    self.seed = seed
    self.drawsPersons = drawsPersons
    self.isConditioned = isConditioned
  }

  public static let deterministic = EnsembleChoice(draws: 0, seed: 1)
}
