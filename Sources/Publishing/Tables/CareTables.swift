internal import Analysis
internal import CareNeed
internal import Demography
internal import Facilities
internal import Finance
internal import Funeral
internal import PlanningModel
internal import Simulation

extension Outcome {
  /// Evidence cells of rows about one reading of demand.
  private func gradedReadings(_ rules: [String]) -> [DemandReading: (EvidencePlace, Int) -> Entry] {
    Dictionary(
      uniqueKeysWithValues: DemandReading.allCases.map { reading in
        // Nobody is matched with the beds of a planning rule.
        let own = rules.filter { reading != .norm || $0 != "in_care" } + ["demand_\(reading.rawValue)"]
        return (reading, gradedPlaces { $0.grade(of: own, $2, at: $1, reading: reading) })
      })
  }

  func demand() -> ResultTable {
    var table = self.table(
      "demand",
      ["scenario", "year", "geo_code", "geo_name", "reading", "class", "bed_type", "unit"] + [.quantiles("")]
        + ["evidence"])
    let evidence = gradedReadings([])
    for index in tableYears {
      for reading in DemandReading.allCases {
        guard let places = run.demand[reading]?[index], let evidence = evidence[reading] else { continue }
        func add(_ code: String, _ name: String, _ place: EvidencePlace, _ rows: [TownshipDemand]) {
          var cells: [(String, String, (TownshipDemand) -> Double)] = [
            ("all", "nursing", { $0.nursing }), ("all", "ordinary", { $0.ordinary }), ("all", "all", { $0.total }),
          ]
          if reading == .need {
            cells.append(("destitute", "nursing", { $0.destitute }))
            cells.append(("destitute", "ordinary", { $0.destituteInHomes }))
            cells.append(("disabled", "nursing", { $0.disabled }))
          }
          for (group, type, value) in cells {
            table.add(
              [
                id, year(index), .text(code), .text(name), .text(reading.rawValue), .text(group), .text(type),
                .text(BedUnit.symbol),
              ] + [.drawn(rows.reduce(0) { $0 + value($1) }, 2), evidence(place, index)])
          }
        }
        add(run.county.code.value, run.county.nameZh, .county, places)
        for (place, township) in run.county.townships.enumerated() {
          add(township.code.value, township.nameZh, .township(place), [places[place]])
        }
      }
    }
    return table
  }

  func capacity() -> ResultTable {
    var table = self.table(
      "capacity",
      [
        "scenario", "year", "geo_code", "geo_name", "zone", "bed_type", "owner", "operator", "status", .mean("beds"),
        "evidence",
      ], drops: .zero)
    let unitsOf = Dictionary(grouping: run.stock.units, by: \.township)
    for index in tableYears {
      for (place, township) in run.county.townships.enumerated() {
        let units = unitsOf[township.code] ?? []
        for type in BedType.allCases {
          for owner in Sector.allCases {
            for operatedBy in Sector.allCases {
              for status in [CareUnit.Status.base, .planned, .reserve] {
                let group = units.filter { $0.owner == owner && $0.operatedBy == operatedBy && $0.status == status }
                // Uncertain switches move beds between futures: then every group has a row, and empty ones go at the end.
                guard !group.isEmpty || !run.scenario.portfolio.uncertain.isEmpty else { continue }
                table.add([
                  id, year(index), .text(township.code.value), .text(township.nameZh), .text(township.zone.value),
                  .text(type.rawValue), .text(owner.rawValue), .text(operatedBy.rawValue), .text(status.rawValue),
                  .drawn(group.reduce(0) { $0 + $1.beds(type, index) }, 2),
                  graded {
                    $0.grade(
                      beds: type, status, owner: owner, operatedBy: operatedBy, index, at: .township(place))
                  },
                ])
              }
            }
          }
        }
      }
    }
    return table
  }

  func balance() -> ResultTable {
    var table = self.table(
      "balance",
      [
        "scenario", "year", "geo_code", "geo_name", "zone", "reading", "bed_type", .mean("demand"), .mean("beds"),
        .mean("in_care"), .mean("unmet"), .mean("occupancy"), .mean("displaced"), "evidence",
      ])
    let evidences = gradedReadings(["in_care", "beds"])
    for index in tableYears {
      for reading in DemandReading.allCases where run.demand[reading] != nil {
        func add(_ code: String, _ name: String, _ zone: String, _ place: EvidencePlace, _ places: [Int]) {
          let evidence = evidences[reading]?(place, index) ?? .empty
          let (nursing, ordinary) = (beds(.nursing, index, places), beds(.ordinary, index, places))
          let wanted = places.compactMap { run.demand[reading]?[index][$0] }
          var sum = BedBalance()
          for place in places { if let balance = run.balances[reading]?[index][place] { sum += balance } }
          let hasBalance = run.balances[reading] != nil
          let rows: [(String, Double, Double, Double, Double)] = [
            (
              "nursing", wanted.reduce(0) { $0 + $1.nursing },
              nursing, sum.nursingInCare, sum.nursingUnmet
            ),
            (
              "ordinary", wanted.reduce(0) { $0 + $1.ordinary },
              ordinary, sum.ordinaryInCare,
              sum.ordinaryUnmet
            ),
            (
              "all", wanted.reduce(0) { $0 + $1.total }, nursing + ordinary,
              sum.inCare, sum.unmet
            ),
          ]
          for (type, demand, beds, inCare, unmet) in rows {
            table.add([
              id, year(index), .text(code), .text(name), .text(zone), .text(reading.rawValue), .text(type),
              .drawn(demand, 2), .drawn(beds, 2), .drawn(hasBalance ? inCare : nil, 2),
              .drawn(hasBalance ? unmet : nil, 2),
              // Ordinary-bed residents may live in spare nursing beds, so occupancy has a meaning for all types together.
              .drawn(hasBalance && type == "all" && beds > 0 ? inCare / beds : nil, 6),
              .drawn(hasBalance && type == "all" ? sum.displaced : nil, 2), evidence,
            ])
          }
        }
        add(run.county.code.value, run.county.nameZh, "", .county, Array(run.county.townships.indices))
        for (place, township) in run.county.townships.enumerated() {
          add(township.code.value, township.nameZh, township.zone.value, .township(place), [place])
        }
      }
    }
    return table
  }

  func zones() -> ResultTable {
    var table = self.table(
      "zones",
      [
        "scenario", "year", "zone", "zone_name",
      ]
        + [
          "residents", "pop60", "pop80", "severe", "demand_norm", "demand_need", "demand_observed", "beds",
          "nursing_share", "in_care", "unmet", "occupancy", "deaths", "cremated", "urn_places", "body_places",
          "urn_places_cumulative", "body_places_cumulative",
        ].map { ResultTable.Column.mean($0) } + ["evidence"])
    let evidence = gradedPlaces { $0.grade(of: Self.zoneRules, $2, at: $1) }
    for index in tableYears {
      for (position, zone) in run.county.zones.enumerated() {
        let places = run.townships(of: zone.id)
        // A zone without townships has no numbers, not zeros.
        func sum(_ value: (Int) -> Double) -> Double? {
          places.isEmpty ? nil : places.reduce(0) { $0 + value($1) }
        }
        func demand(_ reading: DemandReading) -> Double? {
          run.demand[reading].flatMap { all in sum { all[index][$0].total } }
        }
        let nursing = self.beds(.nursing, index, places)
        let beds = nursing + self.beds(.ordinary, index, places)
        let balances = run.balances[.observed]?[index]
        let inCare = balances.flatMap { all in sum { all[$0].inCare } }
        func flow(_ value: (RemainsFlow) -> Double) -> Entry {
          .drawn(index == 0 ? nil : sum { value(run.remains[index][$0]) }, 2)
        }
        func cumulative(_ value: (RemainsFlow) -> Double) -> Entry {
          .drawn(sum { place in (0...index).reduce(0) { $0 + value(run.remains[$1][place]) } }, 1)
        }
        let people = run.projection.population[index]
        table.add([
          id, year(index), .text(zone.id.value), .text(zone.nameZh), .drawn(sum { people[$0].total }, 1),
          .drawn(sum { people[$0].sum(from: 60) }, 1),
          .drawn(sum { people[$0].sum(from: 80) }, 1),
          .drawn(sum { run.severe[index][$0] }, 1), .drawn(demand(.norm), 1),
          .drawn(demand(.need), 1), .drawn(demand(.observed), 1), .drawn(places.isEmpty ? nil : beds, 1),
          .drawn(beds > 0 ? nursing / beds : nil, 6), .drawn(inCare, 1),
          .drawn(balances.flatMap { all in sum { all[$0].unmet } }, 1),
          .drawn(beds > 0 ? inCare.map { $0 / beds } : nil, 6), flow { $0.deaths }, flow { $0.cremated },
          flow { $0.urnPlaces }, flow { $0.bodyBurials }, cumulative { $0.urnPlaces }, cumulative { $0.bodyBurials },
          evidence(.zone(position), index),
        ])
      }
    }
    return table
  }

  func townshipPage() -> ResultTable {
    var table = self.table(
      "township_2025_2035",
      [
        "scenario", "geo_code", "geo_name", "zone", "year",
      ]
        + [
          "pop60", "pop80", "severe", "demand_norm", "demand_need", "demand_observed", "beds", "nursing_share",
          "deaths",
          "cremation_rate",
        ].map { ResultTable.Column.mean($0) } + ["evidence"])
    let evidence = gradedPlaces { $0.grade(of: Self.townshipRules, $2, at: $1) }
    for (place, township) in run.county.townships.enumerated() {
      for at in [2025, 2035] {
        guard let index = run.index(at), index > 0 else { continue }
        let nursing = self.beds(.nursing, index, [place])
        let beds = nursing + self.beds(.ordinary, index, [place])
        let remains = run.remains[index][place]
        let people = run.projection.population[index][place]
        func demand(_ reading: DemandReading) -> Entry { .drawn(run.demand[reading]?[index][place].total, 1) }
        table.add([
          id, .text(township.code.value), .text(township.nameZh), .text(township.zone.value), .integer(at),
          .drawn(people.sum(from: 60), 1), .drawn(people.sum(from: 80), 1),
          .drawn(run.severe[index][place], 1), demand(.norm), demand(.need), demand(.observed),
          .drawn(beds, 1), .drawn(beds > 0 ? nursing / beds : nil, 6),
          .drawn(remains.deaths, 1),
          .drawn(remains.deaths > 0 ? remains.cremated / remains.deaths : nil, 6),
          evidence(.township(place), index),
        ])
      }
    }
    return table
  }

  /// Rules behind the columns of a zone's row, and of a township's.
  private static let zoneRules = [
    "population", "severe", "demand_norm", "demand_need", "demand_observed", "beds", "in_care", "urn_places",
    "body_burials",
  ]
  private static let townshipRules = [
    "population", "severe", "demand_norm", "demand_need", "demand_observed", "beds", "cremation_rate",
  ]

  func calibration() -> ResultTable {
    var table = self.table(
      "calibration",
      [
        "scenario", "target", .meanOnly("observed"), .meanOnly("modelled"), "free_parameter",
        .meanOnly("value"), "source", "grade",
      ])
    func add(
      _ target: String, _ observed: Double?, _ modelled: Double?, _ parameter: String, _ value: Double?,
      _ source: String, _ grade: Entry, decimals: Int = 1
    ) {
      table.add([
        id, .text(target), .drawn(observed, decimals), .drawn(modelled, decimals), .text(parameter),
        .drawn(value, 6), .text(source), grade,
      ])
    }
    let p = run.parameters
    func stated(_ paths: String...) -> Entry { .text((paths.map { p[$0].grade }.max() ?? .assumption).rawValue) }
    let beds = run.county.facilities.reduce(0) { $0 + $1.beds.value }
    let occupancy = p["care.occupancy"]
    let hasBeds = beds > 0
    let hasCity = run.county.zones.contains(where: \.isCity)
    add(
      "in_care_base", beds * p.constant("care.occupancy"), run.observed.inCare, "occupancy",
      p.constant("care.occupancy"),
      occupancy.source, stated("care.occupancy"))
    add(
      "in_care_base_city", nil, hasBeds && hasCity ? run.observed.cityInCare : nil, "in_care_per_severe_city",
      hasBeds && hasCity ? run.observed.cityFactor : nil,
      p["care.occupancy_city"].source, graded { $0.grade(of: ["demand_observed"], 0) })
    add(
      "in_care_base_towns", nil, hasBeds ? run.observed.townInCare : nil, "in_care_per_severe_towns",
      hasBeds ? run.observed.townFactor : nil,
      p["care.occupancy_city"].source, graded { $0.grade(of: ["demand_observed"], 0) })
    let old = run.countyPopulation(0).sum(from: 65)
    let survey = old * p.constant("care.admission_rate_3y") / 3 * p.constant("care.length_of_stay")
    add(
      "in_care_base_survey", survey, run.observed.inCare, "admission_rate_3y × length_of_stay",
      p.constant("care.admission_rate_3y"), p["care.admission_rate_3y"].source,
      stated("care.admission_rate_3y", "care.length_of_stay"))
    let infants = Sex.allCases.reduce(0) { $0 + run.model.calibration.base[$1, 0] }
    add(
      "age_0_base", infants, infants, "fertility_level", run.projection.fertilityLevel,
      run.county.census.first { $0.year == run.county.censusYear }?.evidence.source ?? "",
      graded { $0.grade(of: ["calibration_census"], 0) })
    for check in run.checks where check.kind == .oldestCohorts {
      let path = "population.mortality_local"
      add(
        "cohorts_75plus_\(check.sex)", check.counted, check.modelled, path, p.constant(path), p[path].source,
        stated(path))
    }
    return table
  }
}
