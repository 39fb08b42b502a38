import PlanningModel
import TestSupport
import Testing

@Suite("Vocabulary")
struct PlanningModelTests {
  @Test("a path is linear between its years and constant outside them")
  func yearPath() throws {
    let points = [(2025, 0.30), (2020, 0.15)].map { YearPath.Point(year: Year($0.0), value: $0.1) }
    let path = try #require(YearPath(points: points))
    #expect(path.value(in: Year(2010)) == 0.15 && path.value(in: Year(2040)) == 0.30)
    #expect(abs(path.value(in: Year(2022)) - 0.21) < 1e-12)
    #expect(YearPath(points: []) == nil)
  }

  @Test("an amount split by weights adds up to the 分", arguments: 1...50)
  func split(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let amount = Fen(Int64(numbers.number(in: 0...1e12)))
    let weights = (0..<7).map { _ in numbers.number(in: 0...3) } + [0.5]
    let parts = amount.split(by: weights)
    #expect(parts.reduce(Fen.zero, +) == amount)
    for (part, weight) in zip(parts, weights) {
      #expect(abs(Double(part.count) - Double(amount.count) * weight / weights.reduce(0, +)) <= 1)
    }
  }

  @Test("every parameter says where it usually lies, inside what it may be")
  func plausible() throws {
    for declaration in ParameterCatalogue.declarations {
      let usual = try #require(declaration.plausible, "\(declaration.path)")
      #expect(declaration.lowest <= usual.lowerBound && usual.upperBound <= declaration.highest, "\(declaration.path)")
      #expect(usual.lowerBound < usual.upperBound, "\(declaration.path)")
    }
  }

  @Test("a blank name leaves an expression without a value, and a wrong name goes before it")
  func blanks() {
    let figures: [String: Double?] = ["a": 2, "b": nil, "zero": 0]
    #expect(throws: ArithmeticExpression.Problem.blank("b")) { try ArithmeticExpression("a/b+1", figures: figures) }
    #expect(throws: ArithmeticExpression.Problem.unknownName("c", column: 3)) {
      try ArithmeticExpression("b+c", figures: figures)
    }
    #expect(throws: ArithmeticExpression.Problem.divisionByZero(column: 2)) {
      try ArithmeticExpression("a/zero", figures: figures)
    }
    #expect((try? ArithmeticExpression("a*a", figures: figures))?.value == 4)
  }

  @Test("the weakest grade wins")
  func grades() {
    #expect(EvidenceGrade.census.weakened(by: .assumption) == .assumption)
    #expect([EvidenceGrade.derived, .official, .plan].max() == .derived)
  }

  @Test("a target is compared as the plan writes it")
  func comparators() {
    func indicator(_ comparator: PlanIndicator.Comparator) -> PlanIndicator {
      PlanIndicator(
        number: 1, nameZh: "", nameEn: "", unit: "%", base: nil, comparator: comparator, target: 60,
        targetYear: Year(2025), targetText: "", natureZh: "", measure: .none, noteZh: "",
        evidence: Evidence(source: "", grade: .plan, origin: Origin(file: "", line: 1)))
    }
    #expect(indicator(.atLeast).isAttained(by: 60) == true && indicator(.atLeast).isAttained(by: 59.9) == false)
    #expect(indicator(.atMost).isAttained(by: 60) == true && indicator(.moreThan).isAttained(by: 60) == false)
    #expect(indicator(.equal).isAttained(by: .nan) == false && indicator(.atLeast).isAttained(by: .nan) == false)
  }

  @Test("every parameter is declared once, with an ordered range")
  func catalogue() {
    let paths = ParameterCatalogue.declarations.map(\.path)
    #expect(Set(paths).count == paths.count)
    #expect(ParameterCatalogue.declarations.allSatisfy { $0.lowest < $0.highest && !$0.titleZh.isEmpty })
  }
}
