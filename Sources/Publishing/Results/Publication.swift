public import Analysis
public import Ensembles
internal import Facilities
internal import Glibc
public import Language
internal import PlainText
public import PlanningModel
public import Simulation

/// The years of a project as charts and report show them.
struct ProjectYears {
  let start: Int
  let open: Int
  /// The range that the data gives, moved with the project, or the 80% interval of the futures.
  let earliest: Int
  let latest: Int
}

/// A scenario with everything that is read from it, ready to be published: the central run, the futures that were drawn and
/// what they say together.
public struct Publication: Sendable {
  /// The run at the central values.
  public let run: CountyRun
  public let measures: MeasureTable
  public let indicators: Indicators
  public let ranking: InputRanking
  /// How well each number of the central run is known.
  public let evidence: EvidenceRules
  public let audit: PlanAudit
  public let wording: Wording
  /// Futures drawn; 0 when only the central run was made.
  public let draws: Int
  /// What was moved because the values of a draw could not hold together.
  public let moved: MovedDraws
  /// How the futures were chosen by what was observed; `nil` where they were not.
  public let conditioning: ConditioningEffect?
  /// What report and terminal print of drawn numbers.
  public let lead: Lead
  /// Headlines whose central value lies outside the middle half of the draws.
  public let offCentre: [Headline]
  let finished: [Table]
  private let numbers: [String: Summary]

  /// Bytes of drawn numbers that are kept in memory; the others lie in a temporary file. The rest of the work takes some 300 MiB
  /// more.
  public static let memoryLimit = 512 << 20

  /// - Parameters:
  ///   - ranking: The inputs' ranking where it is known already; it takes two runs an input to make.
  ///   - jobs: Threads; the results do not depend on it.
  ///   - memory: Bytes of drawn numbers kept in memory; the results do not depend on it.
  ///   - scratch: An existing folder for the temporary file of those that memory does not hold; that of the system by default.
  ///   - isCancelled: Asked between draws.
  ///   - progress: Told after each draw, on any thread.
  /// - Throws: `SimulationError`, or `DrawStoreError` when the temporary file cannot be written or read.
  public init(
    _ run: CountyRun, wording: Wording = .chinese, ranking: InputRanking? = nil, jobs: Int = 1,
    memory: Int = Publication.memoryLimit, scratch: String? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }, progress: @escaping @Sendable () -> Void = {}
  ) throws {
    let central = Outcome(run, wording: wording, keepsValuesOnly: false)
    self.run = run
    self.wording = wording
    measures = central.measures
    indicators = central.indicators
    self.ranking = ranking ?? InputRanking(run, jobs: jobs)
    evidence = central.evidence ?? EvidenceRules(run)
    audit = PlanAudit(run.county)

    let tables = central.tables() + [central.chartNumbers()]
    let cells = tables.reduce(0) { $0 + $1.values.count }
    let choice = run.scenario.ensemble
    var summaries: [Summary]?
    var moved = MovedDraws()
    var selection: DrawSelection?
    if choice.draws > 0 {
      let futures = try Futures.asked(
        run, seed: choice.seed, count: choice.draws, jobs: jobs, isCancelled: isCancelled)
      selection = futures.selection
      var store = DrawStore(columns: cells, memory: memory, folder: scratch ?? Self.temporaryFolder)
      for first in stride(from: 0, to: choice.draws, by: DrawStore.segment) {
        let draws = first..<min(choice.draws, first + DrawStore.segment)
        let drawn = try futures.map(draws, jobs: jobs, isCancelled: isCancelled) { future -> [Double] in
          defer { progress() }
          return Outcome(future, wording: wording, keepsValuesOnly: true).numbers(count: cells)
        }
        if let other = drawn.results.first(where: { $0.count != cells }) {
          throw SimulationError.brokenBalance(
            identity: "rows of a future = rows of the central run", left: Double(other.count), right: Double(cells),
            place: "tables")
        }
        moved.add(drawn.moved)
        try store.append(drawn.results)
      }
      summaries = try store.summaries(jobs: jobs)
    }
    var position = 0
    var finished: [Table] = []
    for table in tables {
      finished.append(table.finished(summaries?[position..<(position + table.values.count)]))
      position += table.values.count
    }
    let start = cells - (tables.last?.values.count ?? 0)
    var numbers: [String: Summary] = [:]
    for (offset, row) in (tables.last?.rows ?? []).enumerated() {
      guard case .fixed(.text(let key)) = row[0], let drawn = tables.last?.drawn[offset] else { continue }
      numbers[key] = summaries?[start + offset] ?? Summary(drawn.value)
    }
    self.numbers = numbers
    draws = choice.draws
    if let selection {
      let years = [Headline.targetYear(run), run.horizon.end.value].compactMap { run.index($0) }
      conditioning = try ConditioningEffect(
        run, selection, seed: choice.seed, years: Set(years).sorted(), jobs: jobs, isCancelled: isCancelled
      ) { numbers[NumberKey.measure($0, $1)] ?? Summary(nil) }
    } else {
      conditioning = nil
    }
    let offCentre = draws > 0 ? Headline.offCentre(measures, run, numbers) : []
    self.offCentre = offCentre
    lead = draws == 0 ? .central : offCentre.isEmpty ? .mean : .median
    self.finished = finished.dropLast()
    self.moved = moved
  }

  private static var temporaryFolder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  /// A measure in a year of the horizon by position.
  public func summary(_ measure: Measure, _ year: Int) -> Summary {
    numbers[NumberKey.measure(measure, year)] ?? Summary(nil)
  }

  func summary(_ key: String) -> Summary { numbers[key] ?? Summary(nil) }
  /// What the report and the terminal print of a number: its mean, or its median where ``lead`` is.
  func leading(_ key: String) -> Double? { numbers[key].flatMap(leading) }
  public func leading(_ measure: Measure, _ year: Int) -> Double? { leading(NumberKey.measure(measure, year)) }
  func leading(_ summary: Summary) -> Double? { lead == .median ? summary.p50 : summary.mean }
  /// The mean over the futures; the central value without draws.
  func number(_ key: String) -> Double? { numbers[key]?.mean }
  public func value(_ measure: Measure, _ year: Int) -> Double? { summary(measure, year).mean }
  /// How often futures attain an indicator's target, in words; `nil` without draws.
  public func chance(_ indicator: Int) -> String? { probability(indicator).map { wording.chance($0, draws: draws) } }
  /// Share of futures in which an indicator attains its target; `nil` without draws.
  public func probability(_ indicator: Int) -> Double? { draws > 0 ? summary(NumberKey.attained(indicator)).mean : nil }

  /// The scenario's own targets, a sentence each, with the probability of attaining them where futures were drawn.
  public func targetSentences() -> [String] {
    run.scenario.targets.enumerated().compactMap { index, target in
      guard let year = run.horizon.index(of: target.year) else { return nil }
      let share = number(NumberKey.ownTarget(index))
      let bound = wording.say(target.bound == .atLeast ? .atLeast : .atMost)
      let goal = wording.say(
        .ownTarget, "\(target.year)", wording.name(target.measure), bound, wording.value(target.measure, target.value),
        wording.value(target.measure, summary(target.measure, year), lead))
      // A measure that does not exist neither attains nor misses.
      guard let share else { return goal + wording.name(Verdict.undefined) }
      return goal
        + (draws > 0
          ? wording.say(.ownTargetProbability, wording.chance(share, draws: draws))
          : wording.name(share < 1 ? .missed : isAssumed(target, year) ? .assumed : Verdict.met))
    }
  }

  private func isAssumed(_ target: ScenarioTarget, _ year: Int) -> Bool {
    evidence.restsOnAssumptionsAlone(target.measure, year)
  }

  /// The year at which most of the plan's indicators stand; the last year where the plan has none inside the horizon.
  public var targetYear: Int { Headline.targetYear(run) }
  /// The years that first pages show: the first, that of the targets and the last, each once.
  public var shownYears: [Int] { Set([run.horizon.start.value, targetYear, run.horizon.end.value]).sorted() }
  /// Whether the years of opening differ between futures.
  var hasDrawnOpenings: Bool {
    draws > 0
      && run.scenario.portfolio.uncertain.contains { entry in
        switch entry.target {
        case .shiftAll, .shift: true
        case .beds, .scale, .convert, .close: false
        }
      }
  }
  /// When a project is built: as scheduled, or what the futures say where its years are uncertain.
  func years(of entry: ScheduledProject) -> ProjectYears {
    let delay = entry.open - entry.project.openYear
    guard hasDrawnOpenings else {
      return ProjectYears(
        start: entry.start.value, open: entry.open.value, earliest: entry.project.openEarliest.value + delay,
        latest: entry.project.openLatest.value + delay)
    }
    let open = summary(NumberKey.opening(entry.project.id))
    let start = summary(NumberKey.start(entry.project.id))
    // Whole years: the middle to the nearest, the interval outwards, so that it holds at least 80%.
    func whole(_ value: Double?, _ rule: FloatingPointRoundingRule, _ otherwise: Year) -> Int {
      value.flatMap { Int(exactly: $0.rounded(rule)) } ?? otherwise.value
    }
    return ProjectYears(
      start: whole(start.p50, .toNearestOrAwayFromZero, entry.start),
      open: whole(open.p50, .toNearestOrAwayFromZero, entry.open), earliest: whole(open.p10, .down, entry.open),
      latest: whole(open.p90, .up, entry.open))
  }
  /// How far township figures can be trusted, where they were allotted and not counted; `nil` where they were counted.
  var townshipNote: String? {
    let townships = run.county.townships
    guard townships.contains(where: { $0.populationGrade == .assumption }) else { return nil }
    let widest =
      townships.filter { $0.residents.value > 0 }.map {
        ($0.residentsHigh.value - $0.residentsLow.value) / 2 / $0.residents.value
      }.max() ?? 0
    guard widest >= 0.005 else { return wording.say(.townshipAllottedOnly) }
    return wording.say(.townshipAllotted, NumberFormat.text(widest * 100))
  }

  /// All tables, in the order of the design.
  public func tables() -> [Table] {
    (finished
      + [lifeTable(), deathsByAge(), constraints(), conditioningTable(), inputQuality(), checks(), weakInputs()])
      .filter { table in
        !table.rows.isEmpty || !["targets", "constraints", "budget", "actuals", "conditioning"].contains(table.name)
      }
  }
}
