import Demography
import Foundation
import Testing

@Suite("Rogers–Castro migration schedules")
struct MigrationSchedules {
  private static let nobody = RogersCastro.Childhood(level: 0, decline: 0.1)

  @Test("rates are positive at every age and sum to the gross rate", arguments: [1.0, 0.35, 4])
  func gross(rate: Double) {
    for schedule in [RogersCastro.standard, .elderlyReturn] {
      let rates = schedule.rates(gross: rate)
      #expect(rates.count == SingleYearMortality.ages && rates.allSatisfy { $0 > 0 })
      #expect(abs(rates.reduce(0, +) - rate) < 1e-12 * rate)
      for (a, b) in zip(rates, schedule.rates()) { #expect(abs(a - rate * b) < 1e-15) }
    }
  }

  @Test(
    "a peak stands where its parameters say, μ − ln(α/λ)/λ",
    arguments: [[0.1, 20, 0.4], [0.15, 60, 0.4], [0.3, 65, 0.3], [0.77, 63, 0.16]])
  func mode(parameters: [Double]) throws {
    let peak = RogersCastro.Peak(level: 1, decline: parameters[0], position: parameters[1], ascent: parameters[2])
    let alone = try RogersCastro(childhood: Self.nobody, labourForce: peak, constant: 0)
    let grid = (0...12_000).map { Double($0) / 100 }
    let best = try #require(grid.max { alone.intensity(at: $0) < alone.intensity(at: $1) })
    #expect(abs(best - peak.mode) <= 0.01)
    // At the mode the second exponential is α/λ.
    let ratio = peak.decline / peak.ascent
    #expect(abs(alone.intensity(at: peak.mode) - pow(ratio, ratio) * exp(-ratio)) < 1e-12)
  }

  @Test("the standard schedule falls through childhood, rises to 23 and levels off at its constant")
  func standard() throws {
    let schedule = RogersCastro.standard
    #expect(abs(schedule.labourForce.mode - (20 + log(4.0) / 0.4)) < 1e-12)
    let rates = schedule.rates()
    let peak = try #require(rates.indices.max { rates[$0] < rates[$1] })
    #expect(peak == 23)
    for age in 0..<12 { #expect(rates[age] > rates[age + 1]) }
    for age in 15..<23 { #expect(rates[age] < rates[age + 1]) }
    for age in 24..<110 { #expect(rates[age] > rates[age + 1]) }
    #expect(abs(schedule.intensity(at: 0) - 0.023) < 1e-9)
    #expect(abs(schedule.intensity(at: 200) - 0.003) < 1e-8)
  }

  @Test("the return after working life peaks between 60 and 65, and the very old move more again")
  func elderlyReturn() throws {
    let schedule = RogersCastro.elderlyReturn
    let retirement = try #require(schedule.retirement)
    #expect((60...65).contains(retirement.mode))
    let rates = schedule.rates()
    let peak = try #require((50...75).max { rates[$0] < rates[$1] })
    #expect((60...65).contains(peak))
    #expect(rates[peak] > rates[52] && rates[peak] > rates[80])
    #expect(rates[110] > rates[100] && rates[100] > rates[95])
    // Without its own parts it is the standard.
    let plain = try RogersCastro(
      childhood: schedule.childhood, labourForce: schedule.labourForce, constant: schedule.constant)
    #expect(plain == .standard)
  }

  @Test("one component alone is its own exponential; a constant alone is flat")
  func limits() throws {
    let still = RogersCastro.Peak(level: 0, decline: 0.1, position: 20, ascent: 0.4)
    let flat = try RogersCastro(childhood: Self.nobody, labourForce: still, constant: 0.2)
    for rate in flat.rates() { #expect(abs(rate - 1.0 / 111) < 1e-15) }
    let children = try RogersCastro(
      childhood: RogersCastro.Childhood(level: 0.5, decline: 0.2), labourForce: still, constant: 0)
    for (a, b) in zip(children.rates(), children.rates().dropFirst()) { #expect(abs(b / a - exp(-0.2)) < 1e-12) }
    let old = try RogersCastro(
      childhood: Self.nobody, labourForce: still, elderly: RogersCastro.Slope(level: 0.001, ascent: 0.03), constant: 0)
    for (a, b) in zip(old.rates(), old.rates().dropFirst()) { #expect(abs(b / a - exp(0.03)) < 1e-12) }
  }

  @Test("parameters outside their bounds are refused", arguments: [-1, .nan, .infinity])
  func refuses(bad: Double) {
    let (child, peak) = (RogersCastro.standard.childhood, RogersCastro.standard.labourForce)
    func check(
      _ childhood: RogersCastro.Childhood, _ labour: RogersCastro.Peak, _ elderly: RogersCastro.Slope?,
      _ constant: Double
    ) {
      #expect(throws: DemographyError.self) {
        try RogersCastro(childhood: childhood, labourForce: labour, elderly: elderly, constant: constant)
      }
    }
    check(RogersCastro.Childhood(level: bad, decline: 0.1), peak, nil, 0)
    check(RogersCastro.Childhood(level: 0.1, decline: bad), peak, nil, 0)
    check(child, RogersCastro.Peak(level: bad, decline: 0.1, position: 20, ascent: 0.4), nil, 0)
    check(child, RogersCastro.Peak(level: 0.1, decline: bad, position: 20, ascent: 0.4), nil, 0)
    check(child, RogersCastro.Peak(level: 0.1, decline: 0.1, position: bad, ascent: 0.4), nil, 0)
    check(child, RogersCastro.Peak(level: 0.1, decline: 0.1, position: 20, ascent: bad), nil, 0)
    check(child, RogersCastro.Peak(level: 0.1, decline: 0.1, position: 20, ascent: 0), nil, 0)
    check(child, peak, RogersCastro.Slope(level: bad, ascent: 0.05), 0)
    check(child, peak, RogersCastro.Slope(level: 0.1, ascent: bad), 0)
    check(child, peak, nil, bad)
    check(Self.nobody, RogersCastro.Peak(level: 0, decline: 0.1, position: 20, ascent: 0.4), nil, 0)
  }
}
