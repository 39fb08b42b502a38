internal import Demography
internal import PlanningModel
internal import Simulation

/// An input of the projection: what it was fitted on, hence what each comparison can say about it.
public struct FittedInput: Sendable, Hashable {
  public enum Name: String, Sendable, Hashable, CaseIterable {
    case earlierCensus = "earlier_census"
    case baseCensus = "base_census"
    case nationalMortality = "national_mortality"
    case mortalityClosure = "mortality_closure"
    case mortalityLocal = "mortality_local"
    case residualMigration = "residual_migration"
    case fertilityLevel = "fertility_level"
    case mortalityPace = "mortality_pace"
    case migrationScale = "migration_scale"
    case priors
    case observation
    case constraint
  }

  /// What an input does in a comparison.
  public enum Role: String, Sendable, Hashable {
    /// Where the forecast starts.
    case start
    /// What the forecast is compared with.
    case target
    /// Not fitted on the target: the comparison tests it.
    case tested
    /// Fitted on the target: agreement is arithmetic.
    case identity
    /// A judgement fitted on nothing; its interval is drawn.
    case drawn
    case unused
  }

  public let name: Name
  /// Key of the source in the county's data, or the file that sets it; empty for what is written in this program.
  public let source: String
  /// What the source says of it.
  public let note: String
  public let censuses: Role
  public let observation: Role

  static func all(_ run: CountyRun) -> [FittedInput] {
    let county = run.county
    let hasEarlier = run.model.calibration.earlier != nil
    func census(_ year: Year) -> String { county.census.first { $0.year == year }?.evidence.source ?? "" }
    func parameter(_ path: String) -> (source: String, note: String) {
      run.parameters.entry(path).map { ($0.source, $0.note) } ?? ("", "")
    }
    let closure = parameter("population.mortality_closure.male")
    let local = parameter("population.mortality_local")
    let pace = parameter("population.mortality_pace")
    let scale = parameter("population.inflow_scale")
    let birth = parameter("population.fertility_scale")
    let seen = county.observations(of: .residents).first { $0.use != .base }
    var inputs: [FittedInput] = []
    func add(_ name: Name, _ source: String, _ note: String, _ censuses: Role, _ observation: Role) {
      inputs.append(
        FittedInput(
          name: name, source: source, note: note, censuses: hasEarlier ? censuses : .unused,
          observation: seen == nil ? .unused : observation))
    }
    if let first = run.model.calibration.earlierYear { add(.earlierCensus, census(first), "", .start, .unused) }
    add(.baseCensus, census(county.censusYear), "", .target, .start)
    add(.nationalMortality, county.mortality.first?.evidence.source ?? "", "", .tested, .tested)
    // The nation's closure saw both censuses of the nation, of which a county is a small part.
    add(.mortalityClosure, closure.source, closure.note, .tested, .tested)
    add(.mortalityLocal, local.source, local.note, .identity, .tested)
    if hasEarlier { add(.residualMigration, census(county.censusYear), "", .identity, .tested) }
    add(.fertilityLevel, birth.source, birth.note, .tested, .tested)
    add(.mortalityPace, pace.source, pace.note, .drawn, .drawn)
    add(.migrationScale, scale.source, scale.note, .unused, .drawn)
    if hasEarlier { add(.priors, "", "", .drawn, .unused) }
    if let seen { add(.observation, seen.evidence.source, "", .unused, .target) }
    let controls: [ParameterKey] = [
      .populationResidents, .populationBirths, .populationDeaths, .populationNetMigration,
    ]
    for key in controls {
      guard let entry = run.parameters.entry(key) else { continue }
      add(.constraint, entry.source, key.path, .unused, .identity)
    }
    return inputs
  }
}
