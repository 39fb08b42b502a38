import Diagnostics
import Foundation
import PlanningModel
import TestSupport
import Testing

@testable import CountyData

@Suite("Townships' residents from what is known")
struct TownshipAllocationTests {
  private typealias Allocation = TownshipAllocation
  private typealias Place = TownshipAllocation.Place

  /// A county of 1000, 400 of them urban, in five townships: two of the county town, whose share is 0.5, one counted, two others.
  private static func small() -> Allocation {
    var places = [
      Place(rural: 1, urban: 2), Place(rural: 1, urban: 1), Place(rural: 2, urban: 1), Place(rural: 3, urban: 0),
      Place(rural: 3, urban: 1),
    ]
    places[2].residents = .init(190)
    return Allocation(
      residents: 1000, residents60: 200, residents65: 100, urban: 420, rural: 580, places: places,
      groups: [.init(places: [0, 1], share: .init(0.4, low: 0.3, high: 0.5))], deviation: 0.2)
  }

  private static func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(b))
  }

  @Test("five townships by hand")
  func byHand() throws {
    // Rural: 58 a settlement. The town's 400 less 116 rural leave 284 urban, 94.67 a settlement; 136 urban are left, 68 each.
    // Others: 184 (known 190), 174, 242: the two share 1000 − 400 − 190 = 410 as 174 : 242.
    let found = try Self.small().allotted()
    let unit = 284 / 3.0
    let left = 410 / 416.0
    let expected: [Double] = [58 + 2 * unit, 58 + unit, 190, left * 174, left * 242]
    for (got, wanted) in zip(found, expected) { #expect(Self.close(got.residents.value, wanted)) }
    for old in found { #expect(Self.close(old.residents60, 0.2 * old.residents.value)) }
    // The counted one has no interval; the town's errs as 0.3 … 0.5 and by its own part, which the other's takes up.
    #expect(found[2].residents == .init(190))
    let share = expected[0] / 400
    let own: Double = 0.2 * Allocation.z90 * 2.0.squareRoot() * (1 - share)
    let up: Double = (own * own + log(1.25) * log(1.25)).squareRoot()
    #expect(Self.close(found[0].residents.high, expected[0] * exp(up)))
    let down: Double = (own * own + log(0.75) * log(0.75)).squareRoot()
    #expect(Self.close(found[0].residents.low, expected[0] * exp(-down)))
  }

  @Test("an estimate strays by its own interval, and what it takes is missing elsewhere")
  func estimates() throws {
    var allocation = Self.small()
    allocation.places[2].residents = Allocation.Estimate(380).times(.init(0.5, low: 0.4, high: 0.6))
    let found = try allocation.allotted()
    #expect(found[2].residents == .init(190, low: 152, high: 228))
    let counted = try Self.small().allotted()
    #expect(found[3].residents.value == counted[3].residents.value)
    #expect(found[3].residents.low < counted[3].residents.low && found[3].residents.high > counted[3].residents.high)
    // Without a spread only the group's share is left: 410 less or more 100.
    allocation = Self.small()
    allocation.deviation = 0
    let bare = try allocation.allotted()
    #expect(Self.close(bare[3].residents.low / bare[3].residents.value, 310 / 410.0))
    #expect(Self.close(bare[4].residents.high / bare[4].residents.value, 510 / 410.0))
    #expect(Self.close(bare[0].residents.high / bare[0].residents.value, 1.25))
  }

  @Test("the old: known ones stay, a group's urban settlements are younger, the others have what is left")
  func old() throws {
    var allocation = Self.small()
    allocation.places[2].residents60 = 60
    for place in [0, 1] { (allocation.places[place].urbanRatio60, allocation.places[place].urbanRatio65) = (0.5, 0.4) }
    let found = try allocation.allotted()
    // 284 urban people of the town at a tenth; 200 − 60 − 28.4 among 116 + 410.
    let rate: Double = (200 - 60 - 28.4) / 526.0
    #expect(Self.close(found[0].residents60, 18.9333333333 + 58 * rate, 1e-8))
    #expect(Self.close(found[3].residents60, found[3].residents.value * rate))
    #expect(Self.close(found.reduce(0) { $0 + $1.residents60 }, 200) && found[2].residents60 == 60)
    #expect(Self.close(found.reduce(0) { $0 + $1.residents65 }, 100))
  }

  @Test("the order of the townships changes nothing")
  func order() throws {
    let one = try Self.small().allotted()
    let small = Self.small()
    let order = [3, 0, 4, 2, 1]
    let turned = Allocation(
      residents: small.residents, residents60: small.residents60, residents65: small.residents65, urban: small.urban,
      rural: small.rural, places: order.map { small.places[$0] },
      groups: [.init(places: [1, 4], share: small.groups[0].share)], deviation: small.deviation)
    let other = try turned.allotted()
    #expect(other.count == order.count)
    for (index, place) in order.enumerated() {
      #expect(Self.close(other[index].residents.value, one[place].residents.value))
      #expect(Self.close(other[index].residents.low, one[place].residents.low))
    }
  }

  @Test("a county of a thousand times the people has a thousand times in every township")
  func unit() throws {
    let one = try Self.small().allotted()
    var large = Self.small()
    (large.residents, large.residents60, large.residents65) = (1e6, 2e5, 1e5)
    (large.urban, large.rural) = (420_000, 580_000)
    large.places[2].residents = .init(190_000)
    let thousandfold = try large.allotted()
    #expect(thousandfold.count == one.count)
    for index in one.indices {
      #expect(Self.close(thousandfold[index].residents.value, 1000 * one[index].residents.value))
      #expect(Self.close(thousandfold[index].residents.high, 1000 * one[index].residents.high))
    }
  }

  @Test("a county without classes or groups is divided by its settlements")
  func plain() throws {
    let plain = Allocation(
      residents: 1000, residents60: 200, residents65: 100, urban: nil, rural: nil,
      places: [2.0, 3, 5].map { Place(rural: $0) }, groups: [], deviation: 0.2)
    let divided = try plain.allotted()
    #expect(divided.map(\.residents.value) == [200, 300, 500])
  }

  @Test("what cannot be divided is told")
  func problems() {
    func problem(_ change: (inout Allocation) -> Void) -> Allocation.Problem? {
      var allocation = Self.small()
      change(&allocation)
      do throws(Allocation.Problem) {
        _ = try allocation.allotted()
        return nil
      } catch {
        return error
      }
    }
    #expect(problem { $0.urban = nil } == .noUrbanTotals)
    #expect(problem { $0.groups[0].share = .init(0.1) } == .ruralExceedsShare(group: 0))
    #expect(problem { $0.groups[0].share = .init(0.9) } == .urbanExceeded)
    #expect(problem { $0.places[2].residents = .init(700) } == .nothingLeft(group: nil))
    #expect(problem { $0.places[0].residents = .init(450) } == .nothingLeft(group: 0))
    #expect(
      problem { allocation in for place in 0..<2 { allocation.places[place].urban = 0 } } == .noSettlements(group: 0))
    #expect(problem { $0.places[2].residents60 = 250 } == .old(age: 60, share: -50 / 810))
    #expect(problem { ($0.places[2].residents60, $0.places[2].residents65) = (20, 30) } == .order(place: 2))
  }

  @Test("the shipped county: what is known stays, the sums are the census's, and a second hand finds the rest")
  func shipped() throws {
    let county = try CountyLoader.load(folder: Shipped.county)
    func place(_ code: String) throws -> Township {
      try #require(county.townships.first { $0.code.value == "500235" + code })
    }
    for (sum, whole) in [
      (county.townships.reduce(0) { $0 + $1.residents.value }, 929_034.0),
      (county.townships.reduce(0) { $0 + $1.residents60.value }, 218_273),
      (county.townships.reduce(0) { $0 + $1.residents65.value }, 177_275),
    ] { #expect(abs(sum - whole) < 1e-6) }
    // Computed from the same rows by a script of its own.
    let expected: [(String, Double, Double, Double)] = [
      ("001", 119_442.2, 18_089.9, 14_086.4), ("004", 50_513.8, 10_268.4, 8244.2), ("107", 11_306.1, 3145.5, 2585.3),
      ("108", 18_353, 5106.0, 4196.6), ("128", 49_151.4, 13_674.4, 11_239.0), ("131", 57_500, 15_997.0, 13_148.0),
      ("138", 16_311, 5139, 4206), ("242", 17_439.7, 4851.9, 3987.8),
    ]
    for (code, all, old, oldest) in expected {
      let town = try place(code)
      #expect(abs(town.residents.value - all) < 0.06 && abs(town.residents60.value - old) < 0.06, "\(town.nameZh)")
      #expect(abs(town.residents65.value - oldest) < 0.06, "\(town.nameZh)")
    }
    let city = county.townships.prefix(4).reduce(0) { $0 + $1.residents.value }
    #expect(abs(city / 929_034 - 0.38) < 1e-12)
    #expect(county.populationGroups.count == 1)
    #expect(abs(county.populationGroups[0].low - 0.33 / 0.38) < 1e-12)
    // By what is known: a count none, registered people 0.41–0.60, settlements widest.
    #expect(county.townships.count { $0.basis == .counted } == 2)
    #expect(
      county.townships.count { $0.basis == .registered } == 6 && county.townships.count { $0.basis == .group } == 4)
    for town in county.townships {
      let (low, high) = (
        town.residentsLow.value / town.residents.value, town.residentsHigh.value / town.residents.value
      )
      switch town.basis {
      case .counted: #expect(low == 1 && high == 1 && town.populationGrade == .census)
      case .registered:
        #expect(
          Self.close(low, 0.82) && Self.close(high, 1.2) && town.populationGrade == .derived
            || town.populationGrade == .literature)
      case .group, .settlements: #expect(low < 0.82 && high > 1.2 && town.populationGrade == .assumption)
      }
      #expect(town.elderlyGrade == (town.code.value == "500235138" ? .census : .assumption))
    }
  }

  @Test("the spread of allotted townships is what settlements miss the known ones by")
  func spread() throws {
    // Known and allotted from settlements, by the second hand: logarithms of their ratio.
    let errors = [0.171, 0.296, -0.535, -0.432, -0.292, 0.139, -0.249, -0.165]
    let own = log(0.6 / 0.41) / 2 / Allocation.z90
    let net = errors.reduce(0) { $0 + $1 * $1 } / 8 - 6 * own * own / 8
    let county = try CountyLoader.load(folder: Shipped.county)
    let stated = county.parameters.first { $0.path == "population.spread.allocation_township" }?.value ?? 0
    #expect(abs(stated - net.squareRoot()) < 0.01)
  }

  @Test("a census of one more township is one row, and moves only those who were allotted what it takes")
  func oneMore() throws {
    let before = try CountyLoader.load(folder: Shipped.county)
    let bench = try Workbench()
    let folder = try bench.county([
      "township_observations": { rows in
        var row = rows[2]
        row["geo_codes"] = "500235128"
        row["value"] = "45000"
        rows.append(row)
      }
    ])
    let after = try CountyLoader.load(folder: folder)
    let others = zip(before.townships, after.townships).filter { $0.0.code.value != "500235128" }
    for (old, new) in others {
      switch old.basis {
      case .settlements: #expect(new.residents > old.residents)
      default: #expect(new.residents == old.residents && new.basis == old.basis)
      }
    }
    let town = try #require(after.townships.first { $0.code.value == "500235128" })
    #expect(town.residents.value == 45_000 && town.basis == .counted && town.populationGrade == .census)
    #expect(abs(after.townships.reduce(0) { $0 + $1.residents.value } - 929_034) < 1e-6)
  }

  @Test("a township's own row stands before the observations; rows that say too much or too little are refused")
  func rows() throws {
    let bench = try Workbench()
    let own = try CountyLoader.load(
      folder: try bench.county([
        "townships": {
          $0[10]["residents"] = "9000"
          $0[10]["population_quality"] = "official"
        }
      ]))
    #expect(own.townships[10].residents.value == 9000 && own.townships[10].populationGrade == .official)
    func codes(_ edits: [String: (inout [[String: String]]) -> Void]) throws -> [String] {
      let bench = try Workbench()
      do {
        _ = try CountyLoader.load(folder: try bench.county(edits))
        return []
      } catch let report as DiagnosticReport {
        #expect(report.diagnostics.allSatisfy { $0.range.line >= 1 && !$0.message.isEmpty })
        return report.diagnostics.map(\.code)
      }
    }
    #expect(try codes(["township_observations": { $0.removeAll { $0["measure"] == "urban_residents" } }]) == ["E0147"])
    #expect(try codes(["townships": { $0[10]["residents"] = "9000" }]) == ["E0107"])
    #expect(try codes(["township_observations": { $0[2]["geo_codes"] = "" }]) == ["E0117"])
    #expect(try codes(["township_observations": { $0[2]["geo_codes"] = "500235999" }]) == ["E0112"])
    #expect(try codes(["township_observations": { $0[2]["value"] = "600000" }]) == ["E0147"])
    #expect(
      try codes(["settlement_classes": { $0.removeAll { $0["urban_rural_code"] == "122" } }]).allSatisfy {
        $0 == "E0112"
      })
  }
}
