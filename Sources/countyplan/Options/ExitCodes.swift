import Analysis
import ArgumentParser
import Diagnostics
import Ensembles
import Foundation
import Language
import PlainText
import PlanningModel
import Publishing
import Simulation
import Workflows

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
    } catch let place as InputFolder {
      throw place.usageError
    } catch let interrupted as Interrupted {
      Console.error("已中断\n" + OutputWords.after(interrupted.standing, left: interrupted.left))
      throw code(Signals.wasTerminated ? .terminated : .interrupted)
    } catch let error as ExitCode {
      try Console.finish()
      throw error
    } catch let error as SimulationError {
      if case .cancelled = error { throw code(Signals.wasTerminated ? .terminated : .interrupted) }
      guard let problem = Workspace().diagnostic(error) else {
        Console.error(Wording.chinese.failure(error) + "\n")
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

  /// Work on some threads that stops at a signal and shows its progress.
  func conduct(jobs: Int, _ wording: Wording) -> Conduct {
    Conduct(
      jobs: jobs, isCancelled: { Signals.isCancelled },
      begins: { [quiet] name, steps in
        let line = Progress(name, total: steps, isQuiet: quiet, wording: wording)
        return Conduct.Stage(step: { line.step() }, finish: { line.finish() })
      })
  }

  private func code(_ status: ExitStatus) -> ExitCode { ExitCode(status.rawValue) }
}
