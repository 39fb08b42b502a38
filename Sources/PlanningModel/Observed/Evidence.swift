/// How well a number is known, best first. The grade of a result is the weakest grade behind it.
public enum EvidenceGrade: String, Sendable, Hashable, CaseIterable, Comparable {
  case census
  case official
  case plan
  case literature
  case derived
  case assumption

  public static func < (a: EvidenceGrade, b: EvidenceGrade) -> Bool { a.rank < b.rank }

  /// The weaker of two grades.
  public func weakened(by other: EvidenceGrade) -> EvidenceGrade { max(self, other) }

  private var rank: Int { EvidenceGrade.allCases.firstIndex(of: self) ?? 0 }
}

/// Where a value was written.
public struct Origin: Sendable, Hashable {
  /// File as given by the user, relative where possible.
  public let file: String
  /// 1-based line.
  public let line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

/// What stands behind a value: source key of `sources.csv`, grade and place.
public struct Evidence: Sendable, Hashable {
  public let source: String
  public let grade: EvidenceGrade
  public let origin: Origin

  public init(source: String, grade: EvidenceGrade, origin: Origin) {
    self.source = source
    self.grade = grade
    self.origin = origin
  }
}
