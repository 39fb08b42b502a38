internal import PlainText
internal import PlanningModel

/// What a column of numbers can hold by what it measures. It is the program's own: a package's descriptor may ask for less, never
/// allow more.
struct QuantityLaw: Sendable {
  /// Outside it a number is wrong.
  let possible: ClosedRange<Double>
  /// Outside it a number is doubted: most often it is written in another unit.
  let plausible: ClosedRange<Double>
  /// Things that are counted one by one.
  var isWhole = false
  /// In which other units such numbers are written.
  var kind = PlausibleNumber.Kind.other

  /// The law of a column, for each of its rows; `nil` for a column of which nothing more is known than its type.
  static func of(_ table: String, _ column: String) -> (@Sendable (DataRow) -> QuantityLaw?)? {
    if let law = fixed["\(table).\(column)"] { return { _ in law } }
    switch (table, column) {
    case ("mortality", "rate"):
      return { row in row.integer("age_from").map { rate(age: $0, to: row.integer("age_to")) } }
    case ("township_observations", "value"), ("township_observations", "low"), ("township_observations", "high"):
      return { row in TownshipObservation.Measure(rawValue: row.text("measure"))?.law }
    case ("actuals", "value"): return actual
    case ("fertility", "value"): return { fertility[$0.text("measure")] }
    case ("disability", "share"), ("disability", "low"), ("disability", "high"): return disability
    case ("indicators", "base"), ("indicators", "target"): return indicator
    case ("figures", "value"), ("observations", "value"): return { byUnit($0.text("unit")) }
    default: return nil
    }
  }

  // MARK: Columns of one measure

  private static let year = 1900.0...2200
  private static let people = 0.0...1_000_000_000
  private static let share = 0.0...1

  private static let fixed: [String: QuantityLaw] = [
    "townships.lon": QuantityLaw(possible: 70...140, plausible: 73...136),
    "townships.lat": QuantityLaw(possible: 3...54, plausible: 18...54),
    "townships.residents": QuantityLaw(possible: 0...10_000_000, plausible: 50...800_000, kind: .people),
    "townships.residents_low": QuantityLaw(possible: 0...10_000_000, plausible: 0...800_000, kind: .people),
    "townships.residents_high": QuantityLaw(possible: 0...10_000_000, plausible: 50...1_200_000, kind: .people),
    "townships.residents60": QuantityLaw(possible: 0...10_000_000, plausible: 5...300_000, kind: .people),
    "townships.residents65": QuantityLaw(possible: 0...10_000_000, plausible: 5...250_000, kind: .people),
    "townships.settlements": QuantityLaw(possible: 0...10_000, plausible: 1...300, isWhole: true),
    "townships.area_km2": QuantityLaw(possible: 0...100_000, plausible: 0.2...30_000, kind: .area),
    "observations.relative_sd": QuantityLaw(possible: 1e-5...1, plausible: 0.0005...0.3, kind: .fraction),
    "settlement_classes.weight": QuantityLaw(possible: 0...1000, plausible: 0...20),
    "population.persons": QuantityLaw(possible: people, plausible: 0...2_000_000, kind: .people),
    "reference_census.persons": QuantityLaw(possible: people, plausible: 0...100_000_000, kind: .people),
    "facilities.homes": QuantityLaw(possible: 1...10_000, plausible: 1...100, isWhole: true),
    "facilities.beds": QuantityLaw(possible: 0...100_000, plausible: 1...5000, isWhole: true),
    "facilities.nursing_share": QuantityLaw(possible: share, plausible: share, kind: .fraction),
    "projects.beds": QuantityLaw(possible: 0...100_000, plausible: 5...3000, isWhole: true),
    "projects.investment_wan": QuantityLaw(possible: 0...10_000_000, plausible: 5...500_000, kind: .money),
    "funeral_facilities.capacity": QuantityLaw(possible: 0...10_000_000, plausible: 10...500_000, isWhole: true),
    "funeral_facilities.used": QuantityLaw(possible: 0...10_000_000, plausible: 0...500_000, isWhole: true),
    "funeral_facilities.land_mu": QuantityLaw(possible: 0...100_000, plausible: 0.2...3000),
    "funeral_facilities.cremators": QuantityLaw(possible: 0...100, plausible: 0...20, isWhole: true),
    "deaths.deaths": QuantityLaw(possible: 0...100_000_000, plausible: 0...100_000),
    "deaths.completeness": QuantityLaw(possible: 0.1...1, plausible: 0.3...1, kind: .fraction),
  ]

  /// Central death rates: bounds that hold every national life table of the last seventy years and its projections.
  ///
  /// Possible is what leaves somebody alive at the end of a closed group: a·m < 1 with a the mean years lived in it by those who die,
  /// about half the group's width, and less where the rates are high. In the open group a rate of 2 leaves half a year.
  private static func rate(age: Int, to last: Int?) -> QuantityLaw {
    let highest = last.map { $0 > age && age < 85 ? 0.4 : 1.0 } ?? 2
    let band: ClosedRange<Double> =
      switch age {
      case ..<1: 0.0004...0.25
      case 1..<5: 0.00003...0.06
      case 5..<15: 0.00002...0.02
      case 15..<40: 0.00005...0.04
      case 40..<60: 0.0003...0.1
      case 60..<75: 0.0015...0.2
      case 75..<90: 0.008...0.6
      default: 0.05...2
      }
    return QuantityLaw(possible: 0...highest, plausible: band, kind: .fraction)
  }

  private static let fertility: [String: QuantityLaw] = [
    "tfr": QuantityLaw(possible: 0.1...12, plausible: 0.5...8, kind: .fraction),
    "asfr_share": QuantityLaw(possible: share, plausible: 0...0.6, kind: .fraction),
    "srb": QuantityLaw(possible: 0.8...1.6, plausible: 0.98...1.3, kind: .fraction),
  ]

  private static func disability(_ row: DataRow) -> QuantityLaw? {
    guard row.text("definition") == "severe", let age = row.integer("age_from") else {
      return QuantityLaw(possible: share, plausible: 0...0.9, kind: .fraction)
    }
    return QuantityLaw(possible: share, plausible: 0...(age < 70 ? 0.15 : age < 80 ? 0.35 : 0.8), kind: .fraction)
  }

  /// What happened to a measure or a project; an indicator's unit stands in its own table.
  private static func actual(_ row: DataRow) -> QuantityLaw? {
    switch row.text("kind") {
    case "measure": Measure(rawValue: row.text("subject")).flatMap(measure)
    case "project": fixed["projects.\(row.text("aspect"))"]
    default: nil
    }
  }

  private static func measure(_ measure: Measure) -> QuantityLaw? {
    let plausible: ClosedRange<Double> =
      switch measure {
      case .residents: 1000...5_000_000
      case .pop60, .pop65: 100...1_500_000
      case .pop80: 10...300_000
      case .severe: 10...200_000
      case .births, .deaths: 10...100_000
      case .beds: 1...100_000
      case .invest: 5...1_000_000
      case .bedsPer1000Residents60, .bedsPer1000Residents65, .bedsPer1000Registered60: 0.5...150
      default: share
      }
    let possible = measure.unit == "share" ? share : people
    return QuantityLaw(
      possible: possible, plausible: plausible, isWhole: measure == .beds,
      kind: measure.unit == "share" ? .fraction : PlausibleNumber.Kind(unit: measure.unit))
  }

  // MARK: Units

  /// Units of things that are counted.
  private static let counted: Set<String> = ["个", "家", "张", "人", "名", "所", "处", "座", "台", "户"]

  private static func byUnit(_ unit: String) -> QuantityLaw? {
    switch unit {
    case "share": QuantityLaw(possible: share, plausible: share, kind: .fraction)
    case "%", "％": QuantityLaw(possible: -1000...1000, plausible: -100...300, kind: .percent)
    case "张/千人": QuantityLaw(possible: 0...1000, plausible: 0.5...150, kind: .perThousand)
    case "万元", "万元/张", "㎡", "亩", "㎡/张":
      QuantityLaw(
        possible: 0...1_000_000_000, plausible: 0...100_000_000, kind: PlausibleNumber.Kind(unit: unit))
    case _ where counted.contains(unit):
      QuantityLaw(
        possible: 0...1_000_000_000, plausible: 0...100_000_000, isWhole: true, kind: PlausibleNumber.Kind(unit: unit))
    default: nil
    }
  }

  /// Indicators that the model computes are percentages of a whole; of the others the unit alone is known.
  private static func indicator(_ row: DataRow) -> QuantityLaw? {
    let isPercent = ["%", "％"].contains(row.text("unit"))
    if row.text("measure") != "none" { return QuantityLaw(possible: 0...100, plausible: 1...100, kind: .percent) }
    guard isPercent else {
      return byUnit(row.text("unit")).map {
        QuantityLaw(possible: 0...1_000_000, plausible: $0.plausible, isWhole: $0.isWhole, kind: $0.kind)
      }
    }
    return QuantityLaw(possible: 0...1000, plausible: 1...300, kind: .percent)
  }
}
