internal import Charts
public import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// What was asked for: enough to make a folder of results again from the same inputs. A manifest carries it.
public struct Request: Sendable, Hashable {
  /// The work, with what belongs to it alone.
  public enum Work: Sendable, Hashable {
    /// One scenario; of a file with a sweep the child of that number, from 1.
    case run(child: Int?)
    /// Scenarios beside the first; with the attribution of their differences to single changes.
    case compare(attribution: Bool)
    /// The children of one file; values laid over its own sweep, each `path=v1,v2,…`.
    case sweep(values: [String])
    /// The projection of one scenario tested on counts.
    case backtest
  }

  /// Names of works in a manifest.
  public enum Kind: String, Sendable, CaseIterable {
    case run
    case compare
    case sweep
    case backtest
  }

  /// Where the titles of charts stand.
  public enum Titles: String, Sendable, CaseIterable {
    /// In the chart.
    case inside
    /// In the document around it.
    case none
  }

  /// A request that another program, or a later version of this one, may understand.
  public enum Unreadable: Error, Sendable, Hashable {
    case kind(String)
    case language(String)
    case titles(String)
  }

  public var work: Work
  /// Paths of scenario files, in order; in a manifest as outputs show them.
  public var scenarios: [String]
  /// `path=value` laid over every scenario, in order.
  public var set: [String]
  /// Futures laid over the scenarios' own; `nil` where theirs count.
  public var draws: Int?
  /// Seed laid over the scenarios' own.
  public var seed: UInt64?
  public var language: Wording.Language
  public var titles: Titles

  public init(
    _ work: Work, scenarios: [String], set: [String] = [], draws: Int? = nil, seed: UInt64? = nil,
    language: Wording.Language = .zh, titles: Titles = .inside
  ) {
    self.work = work
    self.scenarios = scenarios
    self.set = set
    self.draws = draws
    self.seed = seed
    self.language = language
    self.titles = titles
  }

  /// What gives a scenario that was run from here.
  init(_ run: CountyRun, language: Wording.Language) {
    self.init(.run(child: run.scenario.sweepChild), scenarios: [], set: run.scenario.assignments, language: language)
  }

  public var kind: Kind {
    switch work {
    case .run: .run
    case .compare: .compare
    case .sweep: .sweep
    case .backtest: .backtest
    }
  }

  /// All that is laid over the scenario files: later ones win.
  public var assignments: [String] {
    self.set + (draws.map { ["ensemble.draws=\($0)"] } ?? []) + (seed.map { ["ensemble.seed=\($0)"] } ?? [])
      + values.map { text in
        let sign = text.firstIndex(of: "=") ?? text.endIndex
        return "sweep.\(text[..<sign])=[\(text[sign...].dropFirst())]"
      }
  }

  /// Values of a sweep; none of another work.
  public var values: [String] { if case .sweep(let values) = work { values } else { [] } }

  var titleMode: ChartFrame.TitleMode { titles == .inside ? .inside : .none }

  /// The request with its files as outputs show them; a file with a sweep stands once for its children.
  func shown(_ runs: [CountyRun]) -> Request {
    var result = self
    result.scenarios = []
    for run in runs {
      guard let file = run.scenario.files.last.map({ ShownPaths(run).shown($0.path) }),
        !result.scenarios.contains(file)
      else { continue }
      result.scenarios.append(file)
    }
    return result
  }
}

extension Request: Codable {
  private enum Key: String, CodingKey {
    case kind, scenarios, child, set, draws, seed, values, attribution, titles
    case language = "lang"
  }

  private enum Member {
    case text(String)
    case texts([String])
    case integer(Int)
    case unsigned(UInt64)
    case flag(Bool)
  }

  /// What is said, in order; what was not asked for is left out.
  private var members: [(key: Key, member: Member)] {
    var members: [(Key, Member)] = [(.kind, .text(kind.rawValue)), (.scenarios, .texts(scenarios))]
    switch work {
    case .run(let child): if let child { members.append((.child, .integer(child))) }
    case .compare(let attribution): members.append((.attribution, .flag(attribution)))
    case .sweep(let values): members.append((.values, .texts(values)))
    case .backtest: break
    }
    members.append((.set, .texts(set)))
    if let draws { members.append((.draws, .integer(draws))) }
    if let seed { members.append((.seed, .unsigned(seed))) }
    return members + [(.language, .text(language.rawValue)), (.titles, .text(titles.rawValue))]
  }

  /// As the manifest carries it: the members of ``encode(to:)``, in order.
  var json: JSONText {
    .object(
      members.map { key, member in
        let value: JSONText =
          switch member {
          case .text(let text): .string(text)
          case .texts(let texts): .array(texts.map { .string($0) })
          case .integer(let value): .integer(value)
          case .unsigned(let value): .unsigned(value)
          case .flag(let value): .boolean(value)
          }
        return (key.rawValue, value)
      })
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for (key, member) in members {
      switch member {
      case .text(let text): try container.encode(text, forKey: key)
      case .texts(let texts): try container.encode(texts, forKey: key)
      case .integer(let value): try container.encode(value, forKey: key)
      case .unsigned(let value): try container.encode(value, forKey: key)
      case .flag(let value): try container.encode(value, forKey: key)
      }
    }
  }

  /// - Throws: ``Unreadable`` for a word that this version does not know; `DecodingError` for what is missing or of another type.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let kind = try container.decode(String.self, forKey: .kind)
    switch Kind(rawValue: kind) {
    case .run: work = .run(child: try container.decodeIfPresent(Int.self, forKey: .child))
    case .compare: work = .compare(attribution: try container.decode(Bool.self, forKey: .attribution))
    case .sweep: work = .sweep(values: try container.decodeIfPresent([String].self, forKey: .values) ?? [])
    case .backtest: work = .backtest
    case nil: throw Unreadable.kind(kind)
    }
    scenarios = try container.decode([String].self, forKey: .scenarios)
    set = try container.decodeIfPresent([String].self, forKey: .set) ?? []
    draws = try container.decodeIfPresent(Int.self, forKey: .draws)
    seed = try container.decodeIfPresent(UInt64.self, forKey: .seed)
    let tongue = try container.decode(String.self, forKey: .language)
    guard let language = Wording.Language(rawValue: tongue) else { throw Unreadable.language(tongue) }
    self.language = language
    let place = try container.decodeIfPresent(String.self, forKey: .titles) ?? Titles.inside.rawValue
    guard let titles = Titles(rawValue: place) else { throw Unreadable.titles(place) }
    self.titles = titles
  }
}
