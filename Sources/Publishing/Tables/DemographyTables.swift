internal import Analysis
internal import Demography
internal import Language
internal import PlanningModel
internal import Simulation

extension Outcome {
  /// Demographic indicators: of the county all, of zones those of flows and ages, of townships those of ages.
  func demography() -> ResultTable {
    var table = self.table(
      "demography",
      ["scenario", "year", "geo_code", "geo_name", "measure", "unit", .quantiles(""), "evidence"])
    let evidence = Dictionary(
      uniqueKeysWithValues: DemographicMeasure.allCases.map { measure in
        (measure, gradedPlaces { $0.grade(measure, $2, at: $1) })
      })
    for index in tableYears {
      let measures = DemographicMeasure.allCases.filter {
        $0.kind == .away ? !run.projection.absent.isEmpty : index > 0 || $0.kind == .structure
      }
      let ofZones = measures.filter { $0.kind != .rate && $0.kind != .away }
      let ofTownships = measures.filter { $0.kind == .structure }
      func add(
        _ code: String, _ name: String, _ place: EvidencePlace, _ measures: [DemographicMeasure], _ values: [Double?]
      ) {
        for (measure, value) in zip(measures, values) {
          table.row([
            id, year(index), .text(code), .text(name), .text(measure.rawValue), .text(measure.unit),
            evidence[measure]?(place, index) ?? .empty,
          ])
          table.put(value, 6)
        }
      }
      add(
        run.county.code.value, run.county.nameZh, .county, measures,
        measures.map { demographic.value($0, index) })
      for (position, zone) in run.county.zones.enumerated() {
        let places = run.townships(of: zone.id)
        add(
          zone.id.value, zone.nameZh, .zone(position), ofZones,
          demographic.values(ofZones, index, townships: places))
      }
      for (place, township) in run.county.townships.enumerated() {
        add(
          township.code.value, township.nameZh, .township(place), ofTownships,
          demographic.values(ofTownships, index, townships: [place]))
      }
    }
    return table
  }
}

extension Publication {
  /// Period life tables of the county by sex, of the central run: single ages to 100+, radix 100,000. The open group is the
  /// tail of the 110+ table, so that survivors and remaining life at 100 are kept.
  func lifeTable() -> Table {
    var table = Table(
      "life_table",
      [
        "scenario", "year", "geo_code", "geo_name", "sex", "age", "mx", "qx", "ax", "lx", "dx", "Lx", "Tx", "ex",
        "evidence",
      ])
    let radix = 100_000.0
    let evidence = self.evidence.grade(of: ["life_table"], 1)
    for index in run.scenario.tableYears where index > 0 {
      let tables = run.projection.mortality[index].lifeTables()
      for sex in Sex.allCases {
        let life = tables[sex.index]
        for age in 0...Publication.openAge {
          let isOpen = age == Publication.openAge
          let expectancy = life.Tx[age] / life.lx[age]
          let values: [(Double, Int)] = [
            (isOpen ? 1 / expectancy : life.mx[age], 8), (isOpen ? 1 : life.qx[age], 8),
            (isOpen ? expectancy : life.ax[age], 6), (radix * life.lx[age], 4),
            (radix * life.lx[age] * (isOpen ? 1 : life.qx[age]), 4),
            (radix * (isOpen ? life.Tx[age] : life.Lx[age]), 4), (radix * life.Tx[age], 4), (expectancy, 6),
          ]
          table.add(
            head(index) + [.text(sex.rawValue), .text(isOpen ? "\(age)+" : "\(age)")]
              + values.map { .number($0.0, decimals: $0.1) } + [.text(evidence.rawValue)])
        }
      }
    }
    return table
  }

  /// Deaths of the county by sex and five-year group, of the central run.
  func deathsByAge() -> Table {
    var table = Table(
      "deaths_by_age", ["scenario", "year", "geo_code", "geo_name", "sex", "age_group", "deaths", "evidence"])
    let evidence = self.evidence.grade(of: ["deaths_by_age"], 1)
    for index in run.scenario.tableYears where index > 0 && index < run.projection.deathsByAge.count {
      let deaths = run.projection.deathsByAge[index]
      for sex in ["M", "F", "T"] {
        let sexes = Sex.allCases.filter { sex == "T" || $0.rawValue == sex }
        for group in Outcome.pyramidAges {
          let count = sexes.reduce(0) { $0 + deaths.sum($1, group.lower, group.upper) }
          table.add(
            head(index) + [
              .text(sex), .text(group.label), .number(count, decimals: 2), .text(evidence.rawValue),
            ])
        }
      }
    }
    return table
  }

  /// What the scenario's controls on events did, in the central run.
  func constraints() -> Table {
    var table = Table(
      "constraints", ["scenario", "year", "event", "wanted", "unconstrained", "reached", "factor", "capped"])
    for row in run.projection.constraints {
      table.add([
        .text(run.scenario.id), .integer(row.year.value), .text(row.event.rawValue), .number(row.wanted, decimals: 2),
        .number(row.unconstrained, decimals: 2), .number(row.reached, decimals: 2), .number(row.factor, decimals: 6),
        .text(row.isCapped ? "yes" : "no"),
      ])
    }
    return table
  }

  /// What each census says about its own quality.
  func inputQuality() -> Table {
    var table = Table(
      "input_quality",
      ["scenario", "year", "index", "sex", "age_group", "value", "reading", "note_zh", "note_en"])
    for year in Set(run.county.census.map(\.year)).sorted() {
      for row in QualityRow.all(CensusQuality(run.county.census, year: year)) {
        table.add([
          .text(run.scenario.id), .integer(year.value), .text(row.index), .text(row.sex), .text(row.age),
          .number(row.value, 4), .text(row.reading), .text(Wording.chinese.say(row.note)),
          .text(Wording.english.say(row.note)),
        ])
      }
    }
    return table
  }

  private static let openAge = 100

  private func head(_ index: Int) -> [Cell] {
    [
      .text(run.scenario.id), .integer(run.horizon.years[index].value), .text(run.county.code.value),
      .text(run.county.nameZh),
    ]
  }
}
