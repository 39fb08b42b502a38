internal import Demography
internal import PlanningModel

/// A comparison of the model with something that it was not fitted to; where it was fitted, the kind says so.
public struct ExternalCheck: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    /// A later observation that no rate was fitted to.
    case observation
    /// The earlier census carried forward without migration: the gap is migration and census error together.
    case zeroMigrationHindcast = "zero_migration_hindcast"
    /// The cohorts above the age at which migration is taken as zero: the level of mortality was in part read from them.
    case oldestCohorts = "oldest_cohorts"
  }

  public let kind: Kind
  public let nameZh: String
  /// `M`, `F` or `T`.
  public let sex: String
  /// Age group at the time of the comparison; empty for totals.
  public let ageLabel: String
  public let modelled: Double
  public let counted: Double
  public let source: String

  /// `nil` where nobody was counted.
  public var relativeGap: Double? { counted > 0 ? modelled / counted - 1 : nil }

  /// - Parameter level: Mortality at the base relative to the national rates, men and women.
  static func all(
    county: County, calibration: CensusCalibration, projection: PopulationProjection, level: [Double]
  ) -> [ExternalCheck] {
    observations(county, projection) + hindcast(county, calibration, level)
  }

  /// Observed residents against the projection at the observation's own date, linear between two census dates.
  private static func observations(_ county: County, _ projection: PopulationProjection) -> [ExternalCheck] {
    county.observations(of: .residents).compactMap { observation in
      guard observation.use != .base, observation.time > projection.horizon.start.censusTime,
        let years = ObservedYears(observation, projection.horizon)
      else { return nil }
      let modelled = years.parts.reduce(0) { sum, part in
        sum + part.weight * projection.population[part.year].reduce(0) { $0 + $1.total }
      }
      return ExternalCheck(
        kind: .observation, nameZh: observation.nameZh, sex: "T", ageLabel: "", modelled: modelled,
        counted: observation.value, source: observation.evidence.source)
    }
  }

  private static func hindcast(
    _ county: County, _ calibration: CensusCalibration, _ level: [Double]
  ) -> [ExternalCheck] {
    guard let earlier = calibration.earlier else { return [] }
    let steps = calibration.stepTables(level: level)
    let years = steps.count
    let closed = ResidualMigration.hindcast(earlier, steps: steps, migration: .none)
    let name = "\(county.censusYear.value - years)→\(county.censusYear.value)"
    var checks: [ExternalCheck] = []
    for sex in Sex.allCases {
      let groups = county.census.filter {
        $0.year == county.censusYear && $0.sex == sex && $0.age.lower >= years
      }.sorted { $0.age < $1.age }
      for group in groups {
        checks.append(
          ExternalCheck(
            kind: .zeroMigrationHindcast, nameZh: name, sex: sex.rawValue, ageLabel: group.age.label,
            modelled: closed.sum(sex, group.age.lower, group.age.upper), counted: group.persons.value,
            source: group.evidence.source))
      }
      let old = groups.filter { $0.age.lower >= 75 }
      guard years <= 75, old.first?.age.lower == 75 else { continue }
      checks.append(
        ExternalCheck(
          kind: .oldestCohorts, nameZh: name, sex: sex.rawValue, ageLabel: "75+",
          modelled: closed.sum(sex, 75, nil), counted: old.reduce(0) { $0 + $1.persons.value },
          source: old.first?.evidence.source ?? ""))
    }
    return checks
  }
}
