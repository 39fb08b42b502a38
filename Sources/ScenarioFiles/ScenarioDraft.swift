internal import Diagnostics
internal import PlanningModel

/// A value with the place where it was written.
struct Located<Value: Sendable>: Sendable {
  let value: Value
  let range: SourceRange
}

/// A scenario whose form is right; what it says of townships and projects is not yet checked against a county.
public struct ScenarioDraft: Sendable {
  public let id: String
  /// The county's data folder, as a path from the working folder.
  public let countyFolder: String

  let title: String
  let description: String
  let data: String
  let horizon: Located<Horizon>
  let parameters: [Located<ScenarioParameter>]
  var portfolio = DraftPortfolio()
  var zones: [Located<(code: String, year: Int?)>] = []
  var years: [Located<Int>] = []
  var files: [DataFile] = []
  let findings: ScenarioFindings
}

/// The portfolio as written, with places.
struct DraftPortfolio: Sendable {
  struct Change: Sendable {
    let beds: Double
    let year: Int
    let township: Located<String>?
  }

  var include = PortfolioChoice.Include.planned
  var add: [Located<String>] = []
  var drop: [Located<String>] = []
  var shiftAll = 0
  var shift: [String: Located<Int>] = [:]
  var open: [String: Located<Int>] = [:]
  var bedType: [String: Located<BedType>] = [:]
  var beds: [String: Located<Double>] = [:]
  var convert: [Located<Change>] = []
  var close: [Located<Change>] = []
  var operators: [String: Located<Sector>] = [:]
}
