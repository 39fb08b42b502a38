import Glibc

/// Speed, measured in processor time: best of several runs. Never a test.
@main
enum Benchmarks {
  static func main() throws {
    if CommandLine.arguments.count < 3 { KernelBenchmark().print() }
    try EnsembleBenchmark.print()
  }
}

/// Processor time of this process, seconds.
func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// Wall time, seconds.
func wallSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Least seconds of several runs; the result keeps the work from being optimised away.
func best(of runs: Int = 9, _ clock: () -> Double = processorSeconds, _ work: () throws -> Double) rethrows -> Double {
  var least = Double.infinity
  for _ in 0..<runs {
    let start = clock()
    let result = try work()
    let seconds = clock() - start
    if result.isFinite { least = min(least, seconds) }
  }
  return least
}

func fixed(_ value: Double, _ decimals: Int = 2) -> String {
  let scale = pow(10, Double(decimals))
  let rounded = (value * scale).rounded() / scale
  return decimals == 0 ? "\(Int(rounded))" : "\(rounded)"
}

extension Double {
  var exponential: Double { exp(self) }
}
