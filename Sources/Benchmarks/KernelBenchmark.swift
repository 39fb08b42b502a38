import CBenchmarkLoop
import Demography
import PlanningModel

/// One township over 15 years, single ages, two sexes, its life tables rebuilt for every future and year: the Swift kernel
/// beside the same loop in plain C, with one future at a time and with eight futures as vector lanes.
struct KernelBenchmark {
  private let ages = SingleYearMortality.ages
  private let years = 15
  private let rounds = 400
  private let fertileAges = 18..<45
  private var cells: Int { 2 * ages }
  private let mortality: [Double]
  private let fertility: [Double]
  private let rates: [Double]
  private let relative: [Double]
  private let mobile: [Double]
  private let base: [Double]

  init() {
    let (ages, fertileAges) = (self.ages, self.fertileAges)
    func hazard(_ age: Int) -> Double { 0.0002 + 0.00005 * (Double(age) * 0.093).exponential + (age == 0 ? 0.006 : 0) }
    mortality = (0..<years).flatMap { year in
      (0..<(2 * ages)).map { cell in hazard(cell % ages) * (1 - 0.01 * Double(year)) }
    }
    fertility = (0..<years).flatMap { _ in (0..<ages).map { fertileAges.contains($0) ? 0.05 : 0 } }
    rates = (0..<(years * 2 * ages)).map { 0.004 + 0.00001 * Double($0 % ages) }
    relative = (0..<(2 * ages)).map { 0.9 + 0.001 * Double($0 % ages) }
    mobile = (0..<(2 * ages)).map { $0 % ages > 80 ? 0.95 : 1 }
    base = (0..<(2 * ages)).map { max(1, 200 - 1.5 * Double($0 % ages)) }
  }

  func print() {
    let scalar = self.scalar()
    let lanes = self.lanes()
    let swift = self.swift()
    Swift.print(
      "one township-trajectory (15 years, 111 ages, 2 sexes, life tables rebuilt), µs of processor time a future")
    Swift.print("  plain C, one future at a time   \(fixed(scalar.seconds))")
    Swift.print("  plain C, eight futures as lanes \(fixed(lanes.seconds))")
    Swift.print(
      "  Swift kernel                    \(fixed(swift.seconds))   = \(fixed(swift.seconds / scalar.seconds)) × scalar C, \(fixed(swift.seconds / lanes.seconds)) × C lanes"
    )
    let gap = max(abs(swift.total / scalar.total - 1), abs(swift.total / lanes.total - 1))
    Swift.print(
      "  allocations inside the Swift kernel: \(swift.allocations) in \(9 * rounds * years) township-years of eight futures"
    )
    Swift.print("  residents after 15 years agree to \(gap)")
  }

  private typealias Result = (seconds: Double, total: Double, allocations: Int)

  /// Calls `body` with a township whose numbers are repeated `width` times side by side.
  private func withTownship<T>(width: Int, _ body: (UnsafePointer<cbenchmark_township>) -> T) -> T {
    func wide(_ values: [Double]) -> [Double] { values.flatMap { [Double](repeating: $0, count: width) } }
    let mortality = AlignedDoubles(wide(mortality))
    let rates = AlignedDoubles(wide(rates))
    return fertility.withUnsafeBufferPointer { fertility in
      relative.withUnsafeBufferPointer { relative in
        mobile.withUnsafeBufferPointer { mobile in
          var township = cbenchmark_township(
            ages: Int32(ages), years: Int32(years), mortality: mortality.start, inflow: rates.start,
            outflow: rates.start, fertility: fertility.baseAddress, first_fertile: Int32(fertileAges.lowerBound),
            end_fertile: Int32(fertileAges.upperBound), relative: relative.baseAddress,
            mobile: mobile.baseAddress, sex_ratio: 1.1)
          return withUnsafePointer(to: &township, body)
        }
      }
    }
  }

  private func factor(_ index: Int) -> Double { 0.9 + 0.02 * Double(index) }

  private func scalar() -> Result {
    withTownship(width: 1) { township in
      let state = AlignedDoubles(base)
      let next = AlignedDoubles(base)
      let deaths = AlignedDoubles(base)
      let flows = AlignedDoubles([Double](repeating: 0, count: 7 * years))
      let factors = (0..<8).map { AlignedDoubles([Double](repeating: factor($0), count: years)) }
      var total = 0.0
      let seconds = best {
        total = 0
        for _ in 0..<rounds {
          for lane in 0..<8 {
            for cell in 0..<cells { state.start[cell] = base[cell] }
            let f = factors[lane].start
            cbenchmark_scalar(township, f, f, f, state.start, next.start, deaths.start, flows.start)
            total += next.start[cells / 2 + 30]
          }
        }
        return total
      }
      return (seconds * 1e6 / Double(8 * rounds), total, 0)
    }
  }

  private func lanes() -> Result {
    withTownship(width: 8) { township in
      let wide = base.flatMap { [Double](repeating: $0, count: 8) }
      let state = AlignedDoubles(wide)
      let next = AlignedDoubles(wide)
      let deaths = AlignedDoubles(wide)
      let flows = AlignedDoubles([Double](repeating: 0, count: 8 * 7 * years))
      let factors = AlignedDoubles((0..<years).flatMap { _ in (0..<8).map(factor) })
      var total = 0.0
      let seconds = best {
        total = 0
        for _ in 0..<rounds {
          for cell in 0..<(8 * cells) { state.start[cell] = wide[cell] }
          let f = factors.start
          cbenchmark_lanes(township, f, f, f, state.start, next.start, deaths.start, flows.start)
          for lane in 0..<8 { total += next.start[8 * (cells / 2 + 30) + lane] }
        }
        return total
      }
      return (seconds * 1e6 / Double(8 * rounds), total, 0)
    }
  }

  private func swift() -> Result {
    func wide(_ values: [Double]) -> [Lanes] { values.map { Lanes(repeating: $0) } }
    let mortality = wide(self.mortality)
    let rates = wide(self.rates)
    let start = wide(base)
    var buffers = [start, start]
    var deaths = start
    var flows = [Lanes](repeating: .zero, count: Flow.count)
    var factors = Lanes.zero
    for lane in 0..<8 { factors[lane] = factor(lane) }
    let factor = factors
    var total = 0.0
    var allocations = 0
    let seconds = best {
      total = 0
      for _ in 0..<rounds {
        buffers[0].withUnsafeMutableBufferPointer { buffer in for cell in 0..<cells { buffer[cell] = start[cell] } }
        total += trajectory(mortality, rates, factor, &buffers, &deaths, &flows, &allocations)
      }
      return total
    }
    return (seconds * 1e6 / Double(8 * rounds), total, allocations)
  }

  private func trajectory(
    _ mortality: [Lanes], _ rates: [Lanes], _ factor: Lanes, _ buffers: inout [[Lanes]],
    _ deaths: inout [Lanes], _ flows: inout [Lanes], _ allocations: inout Int
  ) -> Double {
    var (first, second) = (buffers[0], buffers[1])
    buffers = []
    mortality.withUnsafeBufferPointer { mortality in
      rates.withUnsafeBufferPointer { rates in
        relative.withUnsafeBufferPointer { relative in
          mobile.withUnsafeBufferPointer { mobile in
            fertility.withUnsafeBufferPointer { fertility in
              first.withUnsafeMutableBufferPointer { a in
                second.withUnsafeMutableBufferPointer { b in
                  deaths.withUnsafeMutableBufferPointer { deaths in
                    flows.withUnsafeMutableBufferPointer { flows in
                      guard let mortality = mortality.baseAddress, let rates = rates.baseAddress,
                        let relative = relative.baseAddress,
                        let mobile = mobile.baseAddress, let fertility = fertility.baseAddress,
                        var from = a.baseAddress, var to = b.baseAddress, let deaths = deaths.baseAddress,
                        let flows = flows.baseAddress
                      else { return }
                      let place = TownshipKernel.Place(
                        relativeMortality: relative, mobile: mobile, mortality: factor, fertility: factor,
                        inflow: factor, outflow: 1 / factor)
                      let before = cbenchmark_allocations()
                      for year in 0..<years {
                        TownshipKernel(
                          ages: ages, mortality: mortality + year * cells, inflow: rates + year * cells,
                          outflow: rates + year * cells, fertility: fertility + year * ages, fertileAges: fertileAges,
                          sexRatioAtBirth: 1.1
                        ).advance(place, from: from, to: to, deaths: deaths, flows: flows)
                        (from, to) = (to, from)
                      }
                      allocations += cbenchmark_allocations() - before
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    let result = years.isMultiple(of: 2) ? first[cells / 2 + 30] : second[cells / 2 + 30]
    buffers = [first, second]
    return result.sum()
  }
}

/// Doubles on a 64-byte border, as vector loads want them.
final class AlignedDoubles {
  let start: UnsafeMutablePointer<Double>

  init(_ values: [Double]) {
    let raw = UnsafeMutableRawPointer.allocate(byteCount: max(64, values.count * 8), alignment: 64)
    start = raw.bindMemory(to: Double.self, capacity: values.count)
    for (index, value) in values.enumerated() { start[index] = value }
  }

  deinit { UnsafeMutableRawPointer(start).deallocate() }
}
