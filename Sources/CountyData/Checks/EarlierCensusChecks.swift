internal import Glibc
internal import PlainText
internal import PlanningModel

/// Whether the census before the base can be of the same county: its total, and its cohorts carried to the base by the package's
/// own death rates, against what was counted there.
///
/// Ranges are for ten years, and for longer distances raised to the power of years/10; shorter ones keep those of ten years.
/// They are judgements. A county that more than doubles or loses half its people in ten years is rare; one that grows or shrinks
/// fivefold is another county, another boundary or another unit. Single cohorts move more: students and workers leave by the half
/// or come in multiples, hence a quarter and four times, a twentieth and twenty times. People of 70 and over hardly move, so what
/// differs there is counting or mortality.
enum EarlierCensusChecks {
  struct Range {
    let plausible: ClosedRange<Double>
    let possible: ClosedRange<Double>

    func over(_ years: Int) -> Range {
      let power = max(1, Double(years) / 10)
      func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
        pow(range.lowerBound, power)...pow(range.upperBound, power)
      }
      return Range(plausible: widened(plausible), possible: widened(possible))
    }
  }

  static let total = Range(plausible: 0.5...2, possible: 0.2...5)
  static let cohort = Range(plausible: 0.25...4, possible: 0.05...20)
  static let oldCohort = Range(plausible: 0.6...1.7, possible: 0.2...5)
  /// First age at the base from which cohorts hardly move.
  static let old = 70
  /// Fewest people, expected or counted, of which a ratio says anything.
  static let fewest = 100.0

  static func check(_ county: County, _ package: DataPackage, findings: inout Findings) {
    guard let table = package.tables["population"],
      let first = CensusPair.earlier(county.census, base: county.censusYear),
      let head = zip(table.rows, county.census).first(where: { $0.1.year == first })?.0
    else { return }
    let years = county.censusYear - first
    guard CensusPair.distances.contains(years) else {
      head.report(
        .censusNotUsed,
        "\(first)年普查与基期相隔\(years)年，超过\(CensusPair.distances.upperBound)年，不用来估计迁移；净迁移按零计", "year",
        help: "补上离基期更近的一次普查", findings: &findings)
      return
    }
    let before = persons(county, first)
    let now = persons(county, county.censusYear)
    if before > 0, now > 0 {
      let range = total.over(years)
      let ratio = now / before
      if !range.plausible.contains(ratio) {
        let isPossible = range.possible.contains(ratio)
        head.report(
          isPossible ? .earlierCensusDoubtful : .earlierCensusImpossible,
          "\(first)年常住\(text(before))人，\(county.censusYear)年\(text(now))人，\(years)年间为\(times(ratio))，"
            + told(isPossible ? range.plausible : range.possible, isPossible),
          "persons", help: guess(ratio), findings: &findings)
        guard isPossible else { return }
      }
    }
    for cohort in cohorts(county, first) {
      let range = (cohort.base >= old ? oldCohort : Self.cohort).over(years)
      guard max(cohort.expected, cohort.counted) >= fewest, cohort.expected > 0 else { continue }
      let ratio = cohort.counted / cohort.expected
      guard !range.plausible.contains(ratio) else { continue }
      let isPossible = range.possible.contains(ratio)
      let row =
        zip(table.rows, county.census).first { _, count in
          count.year == first && count.sex == cohort.sex && cohort.base - years <= (count.age.upper ?? .max)
        }?.0 ?? head
      row.report(
        isPossible ? .earlierCensusDoubtful : .earlierCensusImpossible,
        "\(cohort.sex.rawValue) \(cohort.label(years))：按死亡率到\(county.censusYear)年还有\(text(cohort.expected))人，"
          + "普查\(text(cohort.counted))人，为\(times(ratio))，"
          + told(isPossible ? range.plausible : range.possible, isPossible),
        "persons", help: guess(ratio), findings: &findings)
    }
  }

  private static func persons(_ county: County, _ year: Year) -> Double {
    county.census.filter { $0.year == year }.reduce(0) { $0 + $1.persons.value }
  }

  private static func text(_ persons: Double) -> String { NumberFormat.text(persons) }
  private static func times(_ ratio: Double) -> String {
    NumberFormat.text(ratio, decimals: ratio < 1 ? 2 : 1) + "倍"
  }
  private static func told(_ range: ClosedRange<Double>, _ isPossible: Bool) -> String {
    func short(_ value: Double) -> String { NumberFormat.machine(value, decimals: 2) ?? "" }
    return (isPossible ? "少见（通常在" : "不可能（应在") + "\(short(range.lowerBound))—\(short(range.upperBound))倍之间）"
  }

  /// What makes a ratio near a power of ten.
  private static func guess(_ ratio: Double) -> String {
    let power = log10(ratio)
    let whole = power.rounded()
    guard whole != 0, abs(power - whole) < 0.25 else { return "核对两次普查的人数、单位和县界" }
    let digits = Int(abs(whole))
    return whole > 0
      ? "前一次普查的人数是否少写了\(digits)位数，或单位不是人？" : "前一次普查的人数是否多写了\(digits)位数，或基期少写了？"
  }
}

extension EarlierCensusChecks {
  struct Cohort {
    let sex: Sex
    /// First age at the base; the last cohort is open.
    let base: Int
    let isOpen: Bool
    let expected: Double
    let counted: Double

    func label(_ years: Int) -> String {
      isOpen ? "\(base)岁及以上队列" : "\(base - years)—\(base - years + 4)岁队列（基期\(base)—\(base + 4)岁）"
    }
  }

  /// Five-year cohorts of the earlier census, and the open one, carried to the base.
  static func cohorts(_ county: County, _ first: Year) -> [Cohort] {
    let years = county.censusYear - first
    return Sex.allCases.flatMap { sex -> [Cohort] in
      func groups(_ year: Year) -> [CensusCount] { county.census.filter { $0.year == year && $0.sex == sex } }
      let before = groups(first)
      let now = groups(county.censusYear)
      guard let openBefore = before.map(\.age.lower).max(), let openNow = now.map(\.age.lower).max() else { return [] }
      let survival = NationalSurvival(county.mortality, sex: sex)
      func alive(_ lower: Int, _ upper: Int?) -> Double {
        before.reduce(0) { sum, count in
          let here = count.persons.value * share(count.age, lower, upper)
          guard here > 0 else { return sum }
          // The people of an open group are some years older than its first age.
          let from = max(lower, count.age.lower)
          let middle =
            min(upper ?? .max, count.age.upper ?? .max) == .max
            ? from + 4 : (from + min(upper ?? .max, count.age.upper ?? .max)) / 2
          return sum + here * survival.alive(from: middle, first: first, years: years)
        }
      }
      func counted(_ lower: Int, _ upper: Int?) -> Double {
        now.reduce(0) { $0 + $1.persons.value * share($1.age, lower, upper) }
      }
      var cohorts: [Cohort] = []
      var age = 0
      while age + 4 < openBefore, age + years + 4 < min(openNow, AgeGroupChecks.openAges.lowerBound) {
        cohorts.append(
          Cohort(
            sex: sex, base: age + years, isOpen: false, expected: alive(age, age + 4),
            counted: counted(age + years, age + years + 4)))
        age += 5
      }
      cohorts.append(
        Cohort(
          sex: sex, base: age + years, isOpen: true, expected: alive(age, nil), counted: counted(age + years, nil)))
      return cohorts
    }
  }

  /// Part of a group's single ages that lie in a range of ages; an open group lies in an open range alone.
  private static func share(_ group: AgeGroup, _ lower: Int, _ upper: Int?) -> Double {
    guard let end = group.upper else { return upper == nil ? 1 : 0 }
    let inside = min(end, upper ?? end) - max(group.lower, lower) + 1
    return inside > 0 ? Double(inside) / Double(end - group.lower + 1) : 0
  }
}

/// Survival by the package's death rates, as they stand: enough to tell a wrong count from a right one.
struct NationalSurvival {
  private let rates: [MortalityRate]

  init(_ rates: [MortalityRate], sex: Sex) { self.rates = rates.filter { $0.sex == sex } }

  /// Share of people of an age who are alive some years later.
  func alive(from age: Int, first: Year, years: Int) -> Double {
    let starts = Set(rates.map(\.start)).sorted()
    guard let earliest = starts.first else { return 1 }
    let hazard = (0..<years).reduce(0.0) { sum, step in
      let period = starts.last { $0 <= first + step } ?? earliest
      let rate = rates.first {
        $0.start == period && $0.age.lower <= age + step && age + step <= ($0.age.upper ?? .max)
      }
      return sum + (rate?.rate ?? 0)
    }
    return exp(-hazard)
  }
}
