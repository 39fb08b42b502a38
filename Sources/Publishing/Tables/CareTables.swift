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
        func add(_ code: String, _ name: String, _ place: EvidencePlace, _ rows: Range<Int>) {
          func put(_ group: String, _ type: String, _ value: (TownshipDemand) -> Double) {
            table.row([
              id, year(index), .text(code), .text(name), .text(reading.rawValue), .text(group), .text(type),
              .text(BedUnit.symbol), evidence(place, index),
            ])
            table.put(rows.reduce(0) { $0 + value(places[$1]) }, 2)
          }
          put("all", "nursing") { $0.nursing }
          put("all", "ordinary") { $0.ordinary }
          put("all", "all") { $0.total }
          guard reading == .need else { return }
          put("destitute", "nursing") { $0.destitute }
          put("destitute", "ordinary") { $0.destituteInHomes }
          put("disabled", "nursing") { $0.disabled }
        }
        let townships = run.county.townships
        add(run.county.code.value, run.county.nameZh, .county, places.indices)
        for place in townships.indices {
          add(townships[place].code.value, townships[place].nameZh, .township(place), place..<(place + 1))
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
    let units = run.stock.units
    let groups = homesByKind()
    for index in tableYears {
      for place in groups.indices {
        for type in BedType.allCases {
          for group in groups[place] {
            table.row([
              id, year(index), .text(run.county.townships[place].code.value),
              .text(run.county.townships[place].nameZh), .text(run.county.townships[place].zone.value),
              .text(type.rawValue), .text(group.owner.rawValue), .text(group.operatedBy.rawValue),
              .text(group.status.rawValue),
              graded {
                $0.grade(
                  beds: type, group.status, owner: group.owner, operatedBy: group.operatedBy, index,
                  at: .township(place))
              },
            ])
            table.put(group.units.reduce(0) { $0 + units[$1].beds(type, index) }, 2)
          }
        }
      }
    }
    return table
  }

  /// Homes of a township that are alike, by position in the stock.
  private struct HomeGroup {
    let owner: Sector
    let operatedBy: Sector
    let status: CareUnit.Status
    let units: [Int]
  }

  /// By township. Uncertain switches move beds between futures: then every group has a row, and empty ones go at the end.
  private func homesByKind() -> [[HomeGroup]] {
    let unitsOf = Dictionary(grouping: run.stock.units.indices) { run.stock.units[$0].township }
    let keepsEmpty = !run.scenario.portfolio.uncertain.isEmpty
    return run.county.townships.indices.map { place in
      let own = unitsOf[run.county.townships[place].code] ?? []
      var groups: [HomeGroup] = []
      for owner in Sector.allCases {
        for operatedBy in Sector.allCases {
          for status in [CareUnit.Status.base, .planned, .reserve] {
            let units = own.filter {
              run.stock.units[$0].owner == owner && run.stock.units[$0].operatedBy == operatedBy
                && run.stock.units[$0].status == status
            }
            if keepsEmpty || !units.isEmpty {
              groups.append(HomeGroup(owner: owner, operatedBy: operatedBy, status: status, units: units))
            }
          }
        }
      }
      return groups
    }
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
      for reading in DemandReading.allCases {
        guard let wanted = run.demand[reading]?[index] else { continue }
        let balances = run.balances[reading]?[index]
        func add(_ code: String, _ name: String, _ zone: String, _ place: EvidencePlace, _ places: Range<Int>) {
          let (nursing, ordinary) = (beds(.nursing, index, places), beds(.ordinary, index, places))
          var sum = BedBalance()
          if let balances { for place in places { sum += balances[place] } }
          func put(
            _ type: BedType?, _ demand: (TownshipDemand) -> Double, _ beds: Double, _ inCare: Double, _ unmet: Double
          ) {
            table.row([
              id, year(index), .text(code), .text(name), .text(zone), .text(reading.rawValue),
              .text(type?.rawValue ?? "all"), evidences[reading]?(place, index) ?? .empty,
            ])
            table.put(places.reduce(0) { $0 + demand(wanted[$1]) }, 2)
            table.put(beds, 2)
            table.put(balances == nil ? nil : inCare, 2)
            table.put(balances == nil ? nil : unmet, 2)
            // Ordinary-bed residents may live in spare nursing beds, so occupancy has a meaning for all types together.
            table.put(balances != nil && type == nil && beds > 0 ? inCare / beds : nil, 6)
            table.put(balances != nil && type == nil ? sum.displaced : nil, 2)
          }
          put(.nursing, { $0.nursing }, nursing, sum.nursingInCare, sum.nursingUnmet)
          put(.ordinary, { $0.ordinary }, ordinary, sum.ordinaryInCare, sum.ordinaryUnmet)
          put(nil, { $0.total }, nursing + ordinary, sum.inCare, sum.unmet)
        }
        let townships = run.county.townships
        add(run.county.code.value, run.county.nameZh, "", .county, townships.indices)
        for place in townships.indices {
          add(
            townships[place].code.value, townships[place].nameZh, townships[place].zone.value, .township(place),
            place..<(place + 1))
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
        let people = run.projection.sums[index]
        table.row([
          id, year(index), .text(zone.id.value), .text(zone.nameZh), evidence(.zone(position), index),
        ])
        table.put(sum { people[$0].total }, 1)
        table.put(sum { people[$0].from60 }, 1)
        table.put(sum { people[$0].from80 }, 1)
        table.put(sum { run.severe[index][$0] }, 1)
        table.put(demand(.norm), 1)
        table.put(demand(.need), 1)
        table.put(demand(.observed), 1)
        table.put(places.isEmpty ? nil : beds, 1)
        table.put(beds > 0 ? nursing / beds : nil, 6)
        table.put(inCare, 1)
        table.put(balances.flatMap { all in sum { all[$0].unmet } }, 1)
        table.put(beds > 0 ? inCare.map { $0 / beds } : nil, 6)
        let flows: [(RemainsFlow) -> Double] = [
          { $0.deaths }, { $0.cremated }, { $0.urnPlaces }, { $0.bodyBurials },
        ]
        for value in flows { table.put(index == 0 ? nil : sum { value(run.remains[index][$0]) }, 2) }
        for value in flows.suffix(2) {
          table.put(sum { place in (0...index).reduce(0) { $0 + value(run.remains[$1][place]) } }, 1)
        }
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
    for place in run.county.townships.indices {
      for at in [2025, 2035] {
        guard let index = run.index(at), index > 0 else { continue }
        let nursing = self.beds(.nursing, index, [place])
        let beds = nursing + self.beds(.ordinary, index, [place])
        let remains = run.remains[index][place]
        let people = run.projection.sums[index][place]
        func demand(_ reading: DemandReading) -> Double? { run.demand[reading]?[index][place].total }
        table.row([
          id, .text(run.county.townships[place].code.value), .text(run.county.townships[place].nameZh),
          .text(run.county.townships[place].zone.value), .integer(at), evidence(.township(place), index),
        ])
        table.put(people.from60, 1)
        table.put(people.from80, 1)
        table.put(run.severe[index][place], 1)
        table.put(demand(.norm), 1)
        table.put(demand(.need), 1)
        table.put(demand(.observed), 1)
        table.put(beds, 1)
        table.put(beds > 0 ? nursing / beds : nil, 6)
        table.put(remains.deaths, 1)
        table.put(remains.deaths > 0 ? remains.cremated / remains.deaths : nil, 6)
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
      _ target: @autoclosure () -> String, _ observed: Double?, _ modelled: Double?, _ parameter: String,
      _ value: Double?, _ source: @autoclosure () -> String, _ grade: @autoclosure () -> Entry
    ) {
      table.row([id, .text(target()), .text(parameter), .text(source()), grade()])
      table.put(observed, 1)
      table.put(modelled, 1)
      table.put(value, 6)
    }
    let p = run.parameters
    func stated(_ paths: String...) -> Entry { .text((paths.map { p[$0].grade }.max() ?? .assumption).rawValue) }
    let beds = run.county.facilities.reduce(0) { $0 + $1.beds.value }
    let hasBeds = beds > 0
    let hasCity = run.county.zones.contains(where: \.isCity)
    add(
      "in_care_base", beds * p.constant(.careOccupancy), run.observed.inCare, "occupancy",
      p.constant(.careOccupancy),
      p[.careOccupancy].source, stated("care.occupancy"))
    add(
      "in_care_base_city", nil, hasBeds && hasCity ? run.observed.cityInCare : nil, "in_care_per_severe_city",
      hasBeds && hasCity ? run.observed.cityFactor : nil,
      p[.careOccupancyCity].source, graded { $0.grade(of: ["demand_observed"], 0) })
    add(
      "in_care_base_towns", nil, hasBeds ? run.observed.townInCare : nil, "in_care_per_severe_towns",
      hasBeds ? run.observed.townFactor : nil,
      p[.careOccupancyCity].source, graded { $0.grade(of: ["demand_observed"], 0) })
    let old = run.countyPopulation(0).sum(from: 65)
    let survey = old * p.constant(.careAdmissionRate3y) / 3 * p.constant(.careLengthOfStay)
    add(
      "in_care_base_survey", survey, run.observed.inCare, "admission_rate_3y × length_of_stay",
      p.constant(.careAdmissionRate3y), p[.careAdmissionRate3y].source,
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
