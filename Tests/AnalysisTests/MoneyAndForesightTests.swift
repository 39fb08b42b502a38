import CountyData
import Facilities
import Finance
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@testable import Analysis

/// The shipped county under a scenario of the test's own.
private func run(_ more: String, extends parent: String = "plan") throws -> CountyRun {
  let bench = try Workbench()
  try bench.copy("scenarios")
  try bench.copy("seeds")
  try bench.write("schema: 1\nid: t\ntitle: t\nextends: \(parent)\n\(more)\n", to: "scenarios/t.yaml")
  let draft = try ScenarioReader().draft(try ScenarioReader().document(file: bench.path("scenarios/t.yaml")))
  let county = try CountyLoader.load(folder: bench.path("seeds/yunyang"))
  return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
}

private func overrun(_ factor: Double) -> String {
  "finance: {cost_overrun: {value: \(factor), unit: ratio, grade: assumption, source: plan_yunyang_14fyp, note: t}}"
}

@Suite("Money: stated, changed, imputed")
struct InvestmentPartsTests {
  private func closes(_ parts: InvestmentParts) -> Bool {
    parts.stated - parts.notBuilt + parts.rescaled + parts.imputed + parts.overrun == parts.total
  }

  @Test("as the plan has it, the total is what is stated")
  func plan() throws {
    let run = try run("")
    let parts = InvestmentParts(run)
    let stated = run.county.projects.filter { $0.status == .planned }.compactMap(\.investment).reduce(.zero, +)
    #expect(parts.isAsStated && parts.total == Fen(stated) && closes(parts))
    #expect(parts.total.wanYuan.value == 114_948)
    #expect(parts.social == Fen(WanYuan(7860)) && parts.socialStated == parts.social)
    #expect(UncostedChange.all(run).isEmpty)
  }

  @Test("an overrun changes nothing that the plan states: 114,948 × 1.1 = 126,442.8")
  func overrunIsApart() throws {
    let run = try run(overrun(1.1))
    let parts = InvestmentParts(run)
    #expect(parts.stated == Fen(WanYuan(114_948)) && parts.overrun == Fen(WanYuan(11_494.8)))
    #expect(parts.total == Fen(WanYuan(126_442.8)) && closes(parts) && !parts.isAsStated)
    #expect(parts.socialStated == Fen(WanYuan(7860)) && parts.social == Fen(WanYuan(8646)))
    for investment in run.investments where investment.project == ProjectID("P01") {
      #expect(investment.stated == Fen(WanYuan(19_958)) && investment.planned == investment.stated)
      #expect(investment.amount == Fen(WanYuan(21_953.8)))
    }
  }

  @Test("drops, scales, beds and imputed costs are parts of their own and close to the 分")
  func allParts() throws {
    let run = try run(
      overrun(1.2) + "\nportfolio: {include: all, drop: [P16], scale: {P02: 0.5}, beds: {P01: 600}}")
    let parts = InvestmentParts(run)
    #expect(parts.stated == Fen(WanYuan(114_948)) && parts.notBuilt == Fen(WanYuan(200)))
    #expect(parts.rescaled == Fen.zero - Fen(WanYuan(8000)))
    // 3300 nursing beds at 19 and 1560 of destitute homes at 12.
    #expect(parts.imputed == Fen(WanYuan(3300 * 19 + 1560 * 12)))
    #expect(closes(parts))
    #expect(parts.unknown.map(\.value) == ["R19", "R20", "R21", "R22"])
    #expect(
      UncostedChange.all(run) == [
        .beds(project: ProjectID("P01"), investment: WanYuan(19_958), stated: Beds(500), beds: Beds(600))
      ])
  }

  @Test("nothing built leaves the stated money unspent")
  func nothing() throws {
    let parts = InvestmentParts(try run("", extends: "status-quo"))
    #expect(parts.total == .zero && parts.notBuilt == parts.stated && parts.stated == Fen(WanYuan(114_948)))
  }

  @Test("conversions, closures and a change to nursing beds have no cost, and say so at their place")
  func uncosted() throws {
    let run = try run(
      "portfolio: {convert: [{beds: 700, year: 2024}, {beds: 27, year: 2025}], close: [{beds: 50, year: 2023}], bed_type: {P07: nursing}}"
    )
    #expect(
      UncostedChange.all(run) == [
        .conversion(Beds(727)), .closure(Beds(50)),
        .nursing(project: ProjectID("P07"), investment: WanYuan(3600), beds: Beds(300)),
      ])
    let cautions = Caution.all(run)
    #expect(cautions.count { $0.code == .uncostedBeds } == 2 && cautions.count { $0.code == .uncostedProject } == 1)
    #expect(cautions.contains { $0.message.contains("727张床改造为护理型，没有给出造价") && $0.origin.line == 5 })
  }

  @Test("a reserve home of the destitute that becomes a nursing home costs what nursing beds cost")
  func imputedByType() throws {
    func cost(_ more: String) throws -> Double? {
      try run("portfolio: {include: all\(more)}").investments.first { $0.project == ProjectID("R01") }?.amount?.wanYuan
        .value
    }
    #expect(try cost("") == 200 * 12)
    #expect(try cost(", bed_type: {R01: nursing}") == 200 * 19)
  }
}

@Suite("What the model foresaw")
struct ForesightTests {
  @Test("the share of the change that was foreseen")
  func share() {
    #expect(Foresight(base: 1000, modelled: 990, counted: 960).reading == .share(0.25))
    #expect(Foresight(base: 1000, modelled: 1030, counted: 1020).reading == .share(1.5))
    #expect(Foresight(base: 1000, modelled: 1000, counted: 960).reading == .share(0))
    #expect(Foresight(base: 1000, modelled: 1010, counted: 960).reading == .wrongDirection)
    #expect(Foresight(base: 1000, modelled: 990, counted: 1000).reading == .nothingHappened)
  }

  @Test("of the county's fall until 2023 the plan's run foresaw about half")
  func county() throws {
    let run = try run("")
    let found = try #require(run.checks.compactMap { Foresight($0, run) }.first)
    #expect(abs(found.base - 929_034) < 1e-6 && found.counted == 913_100 && abs(found.happened + 15_934) < 1e-6)
    guard case .share(let share) = found.reading else { throw CancellationError() }
    #expect((0.45...0.6).contains(share) && abs(share - found.foreseen / -15_934) < 1e-12)
    #expect(run.checks.filter { $0.kind != .observation }.allSatisfy { Foresight($0, run) == nil })
  }
}

@Suite("What a quota buys")
struct QuotaEffectTests {
  @Test("the conversions that the share needs reach it, and beds stay as many")
  func conversions() throws {
    let run = try run("")
    let indicators = Indicators(run, measures: MeasureTable(run))
    let effect = try #require(QuotaEffect(run, indicators))
    #expect(effect.conversions == 727 && effect.shareAfter >= 0.6 && effect.shareAfter - 1.0 / 7910 < 0.6)
    // A scenario that converts them says the same.
    let other = try self.other(727)
    let unmet = other.balances[.observed]?.last?.reduce(0) { $0 + $1.unmet } ?? -1
    #expect(abs(unmet - effect.unmetAfter) < 1e-9)
    #expect(QuotaEffect(other, Indicators(other, measures: MeasureTable(other))) == nil)
  }

  private func other(_ beds: Int) throws -> CountyRun {
    try run("portfolio: {convert: [{beds: \(beds), year: 2025}]}")
  }

  @Test("without a missed share there is nothing to buy")
  func nothing() throws {
    let met = try run("portfolio: {convert: [{beds: 887, year: 2024}]}")
    #expect(QuotaEffect(met, Indicators(met, measures: MeasureTable(met))) == nil)
  }

  @Test("the zones and years of shortage are those of the balances")
  func shortage() throws {
    let run = try run("")
    let shortage = ShortageYears(run)
    let short = shortage.zones.filter(\.hasShortage)
    #expect(short.count == 1 && short[0].lastingFrom == Year(2031))
    #expect(short[0].earlier.map(\.year) == [Year(2023)])
    for zone in shortage.zones {
      let places = run.townships(of: zone.id)
      func unmet(_ year: Int) -> Double { places.reduce(0) { $0 + (run.balances[.observed]?[year][$1].unmet ?? 0) } }
      #expect(zone.unmetAtEnd == unmet(run.horizon.count - 1))
      if let first = zone.lastingFrom, let index = run.horizon.index(of: first) {
        #expect(unmet(index) > 0.5 && unmet(index - 1) <= 0.5)
      }
    }
    let all = shortage.zones.reduce(0) { $0 + $1.bedsAtEnd }
    #expect(abs(all - run.stock.total(year: run.horizon.count - 1)) < 1e-9)
  }
}
