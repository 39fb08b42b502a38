import CountyData
import Diagnostics
import Foundation
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@testable import Analysis

@Suite("First passage")
struct FirstPassageTests {
  static let years = (2025...2029).map { Year($0) }

  static func series(_ text: String) -> [Bool] { text.map { $0 == "x" } }

  @Test("four futures counted by hand: first years, until a year, years that fall back, those that never come")
  func byHand() {
    let passage = FirstPassage(years: Self.years, holds: ["--xx-", "x-x-x", "-----", "---xx"].map(Self.series))
    #expect(passage.rows.map(\.holding) == [1, 0, 2, 2, 2])
    #expect(passage.rows.map(\.first) == [1, 0, 1, 1, 0])
    #expect(passage.rows.map(\.until) == [1, 1, 2, 3, 3])
    #expect(passage.rows.map(\.falling) == [0, 1, 0, 1, 1])
    #expect(passage.never == 1 && passage.relapsing == 2 && passage.futures == 4)
    #expect(passage.quantile(0.25) == Year(2025) && passage.quantile(0.5) == Year(2027))
    #expect(passage.quantile(0.75) == Year(2028))
    // A quarter never comes: later than every year.
    #expect(passage.quantile(0.9) == nil && passage.quantile(1) == nil)
    // √(¾ × ¼ / 4)
    #expect(abs(passage.standardError(passage.never) - 0.216506350946) < 1e-12)
    #expect(
      passage.periods { $0.holding > 0 } == [Year(2025)...Year(2025), Year(2027)...Year(2029)])
  }

  @Test("a run without draws gives the years themselves")
  func deterministic() {
    let passage = FirstPassage(years: Self.years, holds: [Self.series("-x-xx")])
    #expect(passage.quantile(1) == Year(2026) && passage.never == 0 && passage.relapsing == 1)
    #expect(passage.rows.filter { $0.falling > 0 }.map(\.year) == [Year(2027)])
    let nothing = FirstPassage(years: Self.years, holds: [Self.series("-----")])
    #expect(nothing.quantile(0.5) == nil && nothing.never == 1)
  }

  @Test("first years and never make up all futures; until the last year is what is not never; until never falls")
  func identities() {
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<200 {
      let futures = 1 + Int.random(in: 0..<40, using: &numbers)
      let holds = (0..<futures).map { _ in Self.years.map { _ in Int.random(in: 0..<3, using: &numbers) == 0 } }
      let passage = FirstPassage(years: Self.years, holds: holds)
      #expect(passage.rows.reduce(0) { $0 + $1.first } + passage.never == futures)
      #expect(passage.rows.last?.until == futures - passage.never)
      for (row, next) in zip(passage.rows, passage.rows.dropFirst()) {
        #expect(next.until == row.until + next.first && next.until >= next.holding && next.first <= next.holding)
        // Who holds now held before or begins; who begins without being first has ceased earlier.
        #expect(next.holding <= row.holding - next.falling + next.first + passage.relapsing)
      }
    }
  }

  @Test("where what has come stays, the probability until a year is that of the year")
  func monotone() {
    var numbers = SeededNumbers(seed: 12)
    let holds = (0..<60).map { _ -> [Bool] in
      let first = Int.random(in: 0..<7, using: &numbers)
      return Self.years.indices.map { $0 >= first }
    }
    let passage = FirstPassage(years: Self.years, holds: holds)
    #expect(passage.rows.allSatisfy { $0.until == $0.holding && $0.falling == 0 })
    #expect(passage.relapsing == 0)
  }

  @Test("the answer of a scenario counts the same futures as the probability of each year")
  func likeProbability() throws {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500997", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 6, seed: 5)
    for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
    let county = try CountyLoader.load(folder: bench.path("seeds/t"))
    try bench.write(
      "schema: 1\nid: a\ntitle: a\ndata: seeds/t\nhorizon: {start: 2020, end: 2026}\n", to: "scenarios/a.yaml")
    let document = try ScenarioReader().document(file: bench.path("scenarios/a.yaml"))
    let scenario = try ScenarioReader().resolve(try ScenarioReader().draft(document), in: county).scenario
    let run = try CountyRun(county: county, scenario: scenario)
    func condition(_ text: String) throws -> Condition { try Condition(text) { Double($0) } }
    let middle = MeasureTable(run).value(.demandObserved, 4) ?? 0
    let text = "demand_observed>\(middle)"
    let question = try PassageQuestion(condition(text), in: county)
    let deaths = try PassageQuestion(condition("deaths[\(county.zones[0].id.value)]>0"), in: county)
    let found = try PassageQuestion.answers([question, deaths], of: run, draws: 24, seed: 3, jobs: 2)
    let answer = try #require(found[0])
    let drawn = try #require(answer.drawn)
    let years = run.horizon.years
    let thresholds = try years.map { year in
      try Threshold(condition(text.replacing(">", with: "@\(year)>")), in: county)
    }
    let counts = try ThresholdProbability.all(thresholds, of: run, draws: 24, seed: 3, jobs: 1).map { $0?.count }
    #expect(drawn.rows.map { Optional($0.holding) } == counts)
    #expect(Set(counts).count > 1)
    let central = MeasureTable(run)
    #expect(
      answer.central.rows.map { $0.holding == 1 }
        == years.indices.map { question.condition.holds(central.value(.demandObserved, $0) ?? .nan) })
    // Deaths of the base year do not exist.
    #expect(found[1]?.undefined == [Year(2020)] && found[1]?.central.quantile(1) == Year(2021))
    #expect(throws: Condition.Problem.notHere("@2030")) { try PassageQuestion(condition("unmet@2030>0"), in: county) }
  }
}

@Suite("Conditions hold numbers that their measure can be")
struct PossibleConditionTests {
  private func parse(_ text: String) throws -> Condition { try Condition(text) { Double($0) } }

  @Test("shares lie between 0 and 1 and nothing is negative; a difference may be either way")
  func possible() throws {
    for text in [
      "nursing_share>50", "nursing_share@2025>1.01", "cremation_zone<-0.1", "unmet>-1", "delta:gov_share@2025>40",
    ] {
      #expect(
        performing: { _ = try parse(text) },
        throws: { error in
          if case Condition.Problem.impossible = error { true } else { false }
        })
    }
    for text in [
      "nursing_share>0.5", "nursing_share<=1", "unmet>=0", "delta:gov_share@2025<-0.4", "delta:unmet@2035<-800",
    ] {
      #expect(throws: Never.self) { _ = try parse(text) }
    }
  }
}

@Suite("Conditions as people write them")
struct WrittenConditionTests {
  private func parse(_ text: String) throws -> Condition { try Condition(text) { Double($0) } }

  @Test("a condition may leave out the year")
  func noYear() throws {
    let condition = try parse("unmet[a.b@c]>=3")
    #expect(condition.year == nil && condition.place == "a.b@c" && condition.bound == 3)
    #expect(try parse("pop80<5").place == nil)
  }

  @Test("a full-width sign is named with what belongs there; inside the brackets of a place it is part of the name")
  func fullWidth() throws {
    for (text, sign, plain) in [
      ("unmet@2030＞1", "＞", ">"), ("delta：unmet@2030>1", "：", ":"), ("unmet＠2030>1", "＠", "@"),
      ("unmet［a］@2030>1", "［", "["), ("unmet@2030≥1", "≥", ">="), ("unmet@2030>＝1", "＝", "="),
    ] {
      #expect(throws: Condition.Problem.fullWidth(Character(sign), plain: plain)) { try parse(text) }
    }
    #expect(try parse("unmet[甲：乙]@2030>1").place == "甲：乙")
  }

  @Test("what binary fractions leave of a zero is no more than zero")
  func noise() throws {
    let above = try parse("unmet>0")
    #expect(!above.holds(3e-13) && above.holds(1e-5) && !above.holds(0))
    #expect(try parse("nursing_share>=0.6").holds(0.6 - 1e-16))
    #expect(try !parse("unmet<0").holds(-3e-13))
  }

  @Test("a name that two townships share is no place; the answer lists their codes, and readers see the code")
  func sharedNames() throws {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500997", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 6, seed: 5)
    for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
    let plain = try CountyLoader.load(folder: bench.path("seeds/t"))
    let (first, second) = (plain.townships[1], plain.townships[2])
    try bench.replace(second.nameZh, with: first.nameZh, in: "seeds/t/townships.csv")
    let county = try CountyLoader.load(folder: bench.path("seeds/t"))
    #expect(
      throws: Condition.Problem.ambiguousPlace(first.nameZh, codes: [first.code.value, second.code.value])
    ) { try Threshold(parse("pop80[\(first.nameZh)]@2030>1"), in: county) }
    let place = try Threshold(parse("pop80[\(second.code)]@2030>1"), in: county).place
    #expect(place.placeZh == "\(first.nameZh)（\(second.code)）")
    #expect(county.shownName(county.townships[0]) == county.townships[0].nameZh)
    // A scenario that writes the name is asked for the code as well.
    try bench.write(
      "schema: 1\nid: a\ntitle: a\ndata: seeds/t\nhorizon: {start: 2020, end: 2026}\n"
        + "funeral: {zones: {\(first.nameZh): 2024}}\n", to: "scenarios/a.yaml")
    let document = try ScenarioReader().document(file: bench.path("scenarios/a.yaml"))
    do {
      _ = try ScenarioReader().resolve(try ScenarioReader().draft(document), in: county)
      Issue.record("the shared name was taken for one township")
    } catch {
      let problem = try #require(error.diagnostics.first)
      #expect(problem.message.contains("2个乡镇街道都叫") && problem.help.contains(second.code.value))
    }
  }
}
