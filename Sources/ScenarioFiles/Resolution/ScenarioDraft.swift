internal import Diagnostics
internal import PlanningModel

/// A value with the place where it was written.
struct Located<Value: Sendable>: Sendable {
  let value: Value
  let range: SourceRange

  var origin: Origin { Origin(file: range.file, line: range.line) }
}

/// A scenario whose form is right; what it says of townships and projects is not yet checked against a county.
public struct ScenarioDraft: Sendable {
  public let id: String
  /// The county's data folder, as a path from the working folder.
  public let countyFolder: String

  let title: String
  let description: String
  let data: String
  /// `nil` in a salvaged draft whose horizon could not be read.
  let horizon: Located<Horizon>?
  /// Where the first year stands, which a child or `--set` may write apart from the last.
  let horizonStart: SourceRange?
  let ensemble: EnsembleChoice
  let parameters: [Located<ScenarioParameter>]
  let portfolio: DraftPortfolio
  let zones: [Located<(code: String, year: Int?)>]
  let baseBeds: Located<BaseBedCount>?
  let targets: [Located<ScenarioTarget>]
  let correlations: [Located<RankCorrelation>]
  let years: [Located<Int>]
  let document: ScenarioDocument
  /// Paths of the parts that could not be read; none in a sound scenario.
  private(set) var broken: Set<String> = []

  func withBroken(_ paths: Set<String>) -> ScenarioDraft {
    var copy = self
    copy.broken = paths
    return copy
  }
}

/// The portfolio as written, with places.
struct DraftPortfolio: Sendable {
  struct Change: Sendable {
    let beds: UncertainNumber
    let year: Located<Int>
    let township: Located<String>?
  }
  struct Keyed<Value: Sendable>: Sendable {
    let key: String
    let value: Value
    /// Where the key stands.
    let range: SourceRange
    /// Where the value stands.
    let valueRange: SourceRange
  }
  struct Cap: Sendable {
    let year: Int
    let fundingSource: String?
    let amount: Double
  }

  var include = PortfolioChoice.Include.planned
  var add: [Located<String>] = []
  var drop: [Located<String>] = []
  var shift: [Keyed<UncertainNumber>] = []
  var open: [Keyed<Int>] = []
  var bedType: [Keyed<BedType>] = []
  var beds: [Keyed<UncertainNumber>] = []
  var scale: [Keyed<UncertainNumber>] = []
  var convert: [Located<Change>] = []
  var close: [Located<Change>] = []
  var operators: [Keyed<Sector>] = []
  var budget: [Located<Cap>] = []
}
