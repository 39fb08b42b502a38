/// One of the plan's indicators (指标体系).
public struct PlanIndicator: Sendable, Hashable {
  public enum Comparator: String, Sendable, Hashable, CaseIterable {
    case atLeast = ">="
    case moreThan = ">"
    case atMost = "<="
    case equal = "="
  }

  /// How the simulation can compute the indicator; `none` when it is out of reach.
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    case none
    case burialCoverage = "burial_coverage"
    case zoneCremationRate = "zone_cremation_rate"
    case nursingShare = "nursing_share"
    case basicQuality = "basic_quality"
    case governmentShare = "government_share"
    case serviceCentreCoverage = "service_centre_coverage"
  }

  public let number: Int
  public let nameZh: String
  public let nameEn: String
  public let unit: String
  /// Value at the base year; `nil` where the plan prints none.
  public let base: Double?
  public let comparator: Comparator
  /// Target; `nil` where it is a rule in words.
  public let target: Double?
  public let targetYear: Year
  /// Target in the words of the plan.
  public let targetText: String
  /// 约束性 (binding) or 预期性 (expected).
  public let natureZh: String
  public let measure: Measure
  /// Why the indicator is out of reach, or how it is read.
  public let noteZh: String
  public let evidence: Evidence

  public init(
    number: Int, nameZh: String, nameEn: String, unit: String, base: Double?, comparator: Comparator, target: Double?,
    targetYear: Year, targetText: String, natureZh: String, measure: Measure, noteZh: String, evidence: Evidence
  ) {
    self.number = number
    self.nameZh = nameZh
    self.nameEn = nameEn
    self.unit = unit
    self.base = base
    self.comparator = comparator
    self.target = target
    self.targetYear = targetYear
    self.targetText = targetText
    self.natureZh = natureZh
    self.measure = measure
    self.noteZh = noteZh
    self.evidence = evidence
  }

  /// Whether a value attains the target; `nil` without a numeric target.
  public func isAttained(by value: Double) -> Bool? {
    guard let target else { return nil }
    switch comparator {
    case .atLeast: return value >= target
    case .moreThan: return value > target
    case .atMost: return value <= target
    case .equal: return value == target
    }
  }
}

/// A number that the plan (or another document) states, by name; `audit` reckons with these.
public struct PlanFigure: Sendable, Hashable {
  public let name: String
  public let nameZh: String
  public let value: Double
  public let unit: String
  public let section: String
  public let evidence: Evidence

  public init(name: String, nameZh: String, value: Double, unit: String, section: String, evidence: Evidence) {
    self.name = name
    self.nameZh = nameZh
    self.value = value
    self.unit = unit
    self.section = section
    self.evidence = evidence
  }
}

/// A statement of the plan that arithmetic can test, with the arithmetic as an expression over figures and projects.
public struct PlanStatement: Sendable, Hashable {
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case closes
    case fails
    case undefined
    case missing
  }

  /// What a statement that fails is worth.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A target, beds or money hang on it.
    case decides
    /// Denominator, scope or period are not the same, or not said.
    case definition
    /// Rounding or a slip that changes no conclusion.
    case rounding
  }

  public let id: String
  public let section: String
  public let statementZh: String
  public let statementEn: String
  /// The figure as printed; empty when nothing is printed.
  public let printed: String
  /// Expression that gives the printed figure as a number; empty when there is none.
  public let printedExpression: String
  /// Expression that computes the figure anew; empty for `undefined` and `missing`.
  public let expression: String
  public let comparator: PlanIndicator.Comparator
  public let tolerance: Double
  public let unit: String
  /// Declared verdict where arithmetic cannot give one (`undefined`, `missing`); `nil` when it is computed.
  public let declared: Verdict?
  public let noteZh: String
  public let noteEn: String
  public let evidence: Evidence
  /// As the county's data grades it; `nil` where it does not.
  public let kind: Kind?

  public init(
    id: String, section: String, statementZh: String, statementEn: String, printed: String, printedExpression: String,
    expression: String, comparator: PlanIndicator.Comparator, tolerance: Double, unit: String, declared: Verdict?,
    noteZh: String, noteEn: String, evidence: Evidence, kind: Kind? = nil
  ) {
    self.id = id
    self.section = section
    self.statementZh = statementZh
    self.statementEn = statementEn
    self.printed = printed
    self.printedExpression = printedExpression
    self.expression = expression
    self.comparator = comparator
    self.tolerance = tolerance
    self.unit = unit
    self.declared = declared
    self.noteZh = noteZh
    self.noteEn = noteEn
    self.evidence = evidence
    self.kind = kind
  }
}
