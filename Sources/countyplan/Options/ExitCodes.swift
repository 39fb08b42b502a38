import Analysis
import ArgumentParser
import CareNeed
import CountyData
import Demography
import Diagnostics
import Ensembles
import Facilities
import Foundation
import Language
import PlainText
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation

/// Exit codes of every command.
enum ExitStatus: Int32 {
  case checkFailed = 1
  case usage = 64
  case badInput = 65
  case inputMissing = 66
  case brokenInvariant = 70
  /// Too little memory.
  case noResources = 71
  case cannotWrite = 73
  /// An input exists but cannot be read.
  case readError = 74
  case interrupted = 130
  case terminated = 143
}

/// Options that every command has.
struct CommonOptions: ParsableArguments {
  @Flag(name: .long, help: "结果以 JSON 写到标准输出。")
  var json = false

  @Flag(
    name: .shortAndLong,
    help: "除错误外什么也不说；--json 或 --format 要的结果照常写出。")
  var quiet = false

  @Option(name: .long, help: "提示的颜色：auto 自动、always 总有、never 没有。")
  var color = ColourMode.auto

  enum ColourMode: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
  }

  /// Colour in messages on standard error.
  var usesColour: Bool { usesColour(on: STDERR_FILENO) }
  /// Colour in results on standard output.
  var usesColourOut: Bool { usesColour(on: STDOUT_FILENO) }

  private func usesColour(on descriptor: Int32) -> Bool {
    switch color {
    case .always: return true
    case .never: return false
    case .auto:
      let environment = ProcessInfo.processInfo.environment
      return isatty(descriptor) == 1 && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
    }
  }

  /// Runs a command's body and turns its errors into messages and exit codes.
  func reporting(_ body: () throws -> Void) throws {
    do {
      try body()
      try Console.finish()
    } catch let report as DiagnosticReport {
      if json { Console.out(DiagnosticJSON.array(report)) }
      Console.error(
        DiagnosticRenderer(usesColour: usesColour, width: Console.width(of: STDERR_FILENO)).render(report))
      let errors = report.diagnostics.count { $0.severity == .error }
      let first = report.diagnostics.first { $0.severity == .error }?.code ?? ""
      Console.error("\(errors) 处错误；没有写出任何文件。代码的说明：\(Program.command("explain", first))\n")
      let areMissing = report.diagnostics.allSatisfy { $0.severity != .error || $0.code == InputMissing.code }
      throw code(areMissing ? .inputMissing : .badInput)
    } catch let report as UsageReport {
      if json { Console.out(DiagnosticJSON.array(DiagnosticReport(report.diagnostics))) }
      let width = Console.width(of: STDERR_FILENO)
      Console.error(
        DiagnosticRenderer(usesColour: usesColour, width: width).render(DiagnosticReport(report.diagnostics)))
      if !report.choices.isEmpty {
        Console.error("\n" + (width.map { TextWrap.text(report.choices, width: $0) } ?? report.choices))
      }
      throw ExitCode.validationFailure
    } catch let missing as InputMissing {
      if json { Console.out(DiagnosticJSON.array(DiagnosticReport([missing.diagnostic]))) }
      Console.error("找不到 \(missing.path)：\(missing.reason)\n")
      throw code(.inputMissing)
    } catch let input as InputUnreadable {
      if json { Console.out(DiagnosticJSON.array(DiagnosticReport([input.diagnostic]))) }
      Console.error("不能读 \(input.path)：\(input.reason)\n没有写出任何文件\n")
      throw code(.readError)
    } catch let output as OutputError {
      Console.error("不能写 \(output.path)：\(output.reason)\n" + OutputWords.after(output.standing, left: output.left))
      throw code(.cannotWrite)
    } catch let store as DrawStoreError {
      let place = "文件夹 \(store.path) 里存放抽样的临时文件"
      Console.error("不能\(store.isReading ? "读" : "写")\(place)：\(SystemReason.words(store.number))\n没有写出任何文件\n")
      throw code(store.isReading ? .readError : .cannotWrite)
    } catch let foreign as ForeignFiles {
      Console.error(foreign.words)
      throw code(.cannotWrite)
    } catch let interrupted as Interrupted {
      Console.error("已中断\n" + OutputWords.after(interrupted.standing, left: interrupted.left))
      throw code(Signals.wasTerminated ? .terminated : .interrupted)
    } catch let error as ExitCode {
      try Console.finish()
      throw error
    } catch let error as SimulationError {
      if case .cancelled = error { throw code(Signals.wasTerminated ? .terminated : .interrupted) }
      guard let problem = SimulationWords.diagnostic(error) else {
        Console.error(SimulationWords.message(error) + "\n")
        throw code(.brokenInvariant)
      }
      let report = DiagnosticReport([problem])
      if json { Console.out(DiagnosticJSON.array(report)) }
      Console.error(
        DiagnosticRenderer(usesColour: usesColour, width: Console.width(of: STDERR_FILENO)).render(report))
      Console.error("没有写出任何文件。代码的说明：countyplan explain \(problem.code)\n")
      throw code(.badInput)
    } catch let cell as NonFiniteCell {
      Console.error("结果不是有限数：表 \(cell.table) 第 \(cell.row) 行 \(cell.column) 列。这是程序的错误，没有写出文件\n")
      throw code(.brokenInvariant)
    }
  }

  /// Warnings on standard error; they stop nothing.
  ///
  /// - Parameter areShort: One line each, where the result is what the user wants to read.
  func warn(_ warnings: [Diagnostic], areShort: Bool = true) {
    guard !quiet, !warnings.isEmpty else { return }
    let unique = DiagnosticReport.unique(warnings)
    let renderer = DiagnosticRenderer(usesColour: usesColour, width: Console.width(of: STDERR_FILENO))
    Console.error(
      areShort
        ? unique.map { renderer.line($0) }.joined(separator: "\n") + "\n"
        : renderer.render(DiagnosticReport(unique)) + "\n")
  }

  /// Results as text for people on standard output: on a terminal broken between words.
  func show(_ text: String) { if !quiet { Console.paragraphs(text) } }

  /// A message that is neither error nor warning.
  func note(_ text: String) { if !quiet { Console.error(text + "\n") } }

  /// What was moved in draws because it could not hold together.
  func note(_ moved: MovedDraws, draws: Int, _ wording: Wording, of scenario: String = "") {
    guard moved.total > 0 else { return }
    note((scenario.isEmpty ? "" : scenario + wording.say(.colon)) + wording.moved(moved, draws: draws))
  }

  func note(_ comparison: Comparison, _ wording: Wording) {
    for (run, moved) in zip(comparison.runs, comparison.moved) {
      note(moved, draws: comparison.draws, wording, of: run.scenario.id)
    }
  }

  private func code(_ status: ExitStatus) -> ExitCode { ExitCode(status.rawValue) }
}

/// Errors of the simulation in words.
enum SimulationWords {
  /// A margin of the raked base population, such as `townships 60-64`, as a planner calls it.
  private static func margin(_ name: String) -> String {
    let parts = name.split(separator: " ", maxSplits: 1)
    let known = ["seed": "初始表", "townships": "乡镇合计", "county": "县合计"]
    guard let first = parts.first, let words = known[String(first)] else { return name }
    guard parts.count > 1 else { return words }
    return words + (parts[1].hasSuffix("+") ? "（\(parts[1].dropLast())岁及以上）" : "（\(parts[1])岁）")
  }

  /// The error with its code at the place that causes it; `nil` for what is no fault of an input.
  static func diagnostic(_ error: SimulationError) -> Diagnostic? {
    let (code, origin): (String, Origin)
    switch error {
    case .missingParameters(_, let place): (code, origin) = (DataCode.missingParameter.rawValue, place)
    case .demography(.unreachable, let place):
      (code, origin) = (ScenarioCode.unreachableLifeExpectancy.rawValue, place)
    case .demography(_, let place): (code, origin) = (ScenarioCode.impossiblePopulation.rawValue, place)
    case .calibration(.noSevere, let place): (code, origin) = (ScenarioCode.nothingToCalibrate.rawValue, place)
    case .calibration(.townOccupancy, let place): (code, origin) = (ScenarioCode.contradiction.rawValue, place)
    case .facilities(_, let place): (code, origin) = (ScenarioCode.tooFewBeds.rawValue, place)
    case .baseBeds(_, let place): (code, origin) = (ScenarioCode.contradiction.rawValue, place)
    case .contradictingCorrelations(let correlation):
      (code, origin) = (ScenarioCode.contradiction.rawValue, correlation.origin)
    case .improbableObservations(_, let place): (code, origin) = (ScenarioCode.improbableObservations.rawValue, place)
    case .cancelled, .brokenBalance: return nil
    }
    let line = Inputs.line(origin)
    return Diagnostic(
      code: code, message: message(error),
      range: SourceRange(file: origin.file, line: origin.line, column: line.prefix { $0 == " " }.count + 1),
      path: path(error), help: help(error), sourceLine: line)
  }

  /// The column or key to mend; empty where it is the row or file as a whole.
  private static func path(_ error: SimulationError) -> String {
    switch error {
    // A step at 60 comes from the count of 60 and over, one behind it from that of 65 and over.
    case .demography(.shareJump(_, let ages, _, _, _), _): ages.last ?? 0 > 60 ? "residents65" : "residents60"
    case .baseBeds: "facilities.base_beds"
    default: ""
    }
  }

  private static func help(_ error: SimulationError) -> String {
    guard case .improbableObservations = error else { return "" }
    return "核对观测的口径、日期和 relative_sd；只作比较的写 use: check，反事实的情景写 ensemble.observations: ignore"
  }

  /// An observation beside the futures, and how far it lies from their middle.
  private static func words(_ misfit: ObservationMisfit) -> String {
    let observation = misfit.observation
    let deviation = (observation.relativeDeviation ?? 0) * observation.value
    let distance =
      deviation > 0 ? NumberFormat.text(abs(misfit.median - observation.value) / deviation, decimals: 1) : "—"
    func number(_ value: Double) -> String { value.isFinite ? NumberFormat.text(value.rounded()) : "—" }
    return
      "\(observation.nameZh) \(number(observation.value))（标准差 \(number(deviation))），抽样中位 \(number(misfit.median))、80%区间 \(number(misfit.low))—\(number(misfit.high))，中位差 \(distance) 个标准差"
  }

  static func message(_ error: SimulationError) -> String {
    switch error {
    case .missingParameters(let paths, _): return "缺少参数：\(paths.joined(separator: "、"))。请在县数据 parameters.csv 中补上"
    case .demography(let problem, _):
      switch problem {
      case .incomplete(let series, let missing): return "\(series) 不完整：缺 \(missing)"
      case .invalidCount(let table, let cell, let value): return "\(margin(table))第 \(cell + 1) 格的人数不能是 \(value)"
      case .inconsistentMargins(let first, let second):
        return
          "\(margin(first.margin)) \(first.persons) 人与\(margin(second.margin)) \(second.persons) 人不一致，相差 \(abs(first.persons - second.persons)) 人"
      case .unmetMargin(let name, let cell, let gap):
        return "人口分配达不到\(margin(name))第 \(cell + 1) 格，\(gap > 0 ? "多" : "少") \(abs(gap)) 人"
      case .numerical(let text): return "数值计算失败：\(text)"
      case .outOfRange(let quantity, let value, let lower, let upper):
        return "\(quantity) 为 \(value)，应在 \(lower) 到 \(upper) 之间"
      case .unreachable(let lifeExpectancy): return "按死亡率下降模式达不到预期寿命 \(lifeExpectancy) 岁"
      case .shareJump(let place, let ages, let before, let after, let others):
        let shares = [before, after].map { NumberFormat.text(100 * $0, decimals: 2) }
        return
          "\(place)占全县人口的比例从\(ages[0])岁的 \(shares[0])% 跳到\(ages[1])岁的 \(shares[1])%。请核对它的常住人口、60岁及以上和65岁及以上人数\(others > 0 ? "；另有 \(others) 个乡镇也这样" : "")"
      case .unbalanced(let identity, let gap): return "恒等式不成立：\(identity)，相差 \(gap)"
      }
    case .calibration(.townOccupancy(let inCare, let beds), _):
      return
        "全县与城区使用率不能同时成立：城区以外将有 \(Int(inCare.rounded())) 人住 \(Int(beds.rounded())) 张床。请调整 care.occupancy 或 care.occupancy_city"
    case .calibration(.noSevere, _): return "基期没有生活不能自理老人，无法校准实际使用的需求"
    case .facilities(.tooFewOrdinaryBeds(let township, let year, let asked, let standing), _):
      return "\(year)年在\(township?.value ?? "全县")改造或关停 \(Int(asked)) 张，而普通床位只有 \(Int(standing)) 张"
    case .baseBeds: return "县数据的机构不能换算到情景写的床位合计（facilities.base_beds）"
    case .contradictingCorrelations(let correlation)
    where ParameterCatalogue.drawn(correlation.first) == ParameterCatalogue.drawn(correlation.second):
      return "\(correlation.first) 与 \(correlation.second) 是同一个不确定因素，抽样时总在同一分位，不能另写相关"
    case .contradictingCorrelations(let correlation):
      return "这些相关不能同时成立：\(correlation.first) 与 \(correlation.second)"
    case .improbableObservations(let misfits, _):
      return
        "按观测取舍，\(DrawSelection.patience)组抽样中留下的不到\(NumberFormat.text(1000 * DrawSelection.leastShare))‰：\(misfits.map(words).joined(separator: "；"))"
    case .cancelled: return "已中断"
    case .brokenBalance(let identity, let left, let right, let place):
      return "恒等式不成立：\(identity)（\(place)）：\(left) ≠ \(right)。这是程序的错误，没有写出文件"
    }
  }
}
