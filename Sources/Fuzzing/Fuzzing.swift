import CountyData
import Diagnostics
import Glibc
import PlainText
import PlanningModel
import ScenarioFiles

/// The fuzzer's own main function, from its run-time library.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>, Int) -> Int32
) -> Int32

/// SwiftPM gives an executable's main function the target's name.
@_cdecl("Fuzzing_main")
public func fuzzingMain(
  _ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  var count = count
  var arguments = arguments
  let isCSV = getenv("COUNTYPLAN_FUZZ_READER").map { String(cString: $0) == "csv" } ?? false
  return isCSV ? runDriver(&count, &arguments, readTable) : runDriver(&count, &arguments, readScenario)
}

/// A scenario file: a located message, or a document whose every setting has a place.
private let readScenario: @convention(c) (UnsafePointer<UInt8>, Int) -> Int32 = { data, size in
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let parent = Array("schema: 1\nid: base\ntitle: b\ndata: d\nhorizon: {start: 2020, end: 2035}\n".utf8)
  let reader = ScenarioReader(contents: ["s/x.yaml": bytes, "s/base.yaml": parent, "s/plan.yaml": parent])
  do {
    let document = try reader.document(file: "s/x.yaml")
    precondition(document.settings.allSatisfy { $0.origin.line >= 1 && $0.column >= 1 })
    for child in try document.children() { _ = try? reader.draft(child) }
    _ = try reader.draft(document)
  } catch let report as DiagnosticReport {
    precondition(!report.diagnostics.isEmpty)
    precondition(report.diagnostics.allSatisfy { !$0.code.isEmpty && $0.range.line >= 1 && $0.range.column >= 1 })
    _ = DiagnosticRenderer(usesColour: true).render(report)
    _ = DiagnosticJSON.array(report)
  } catch {}
  return 0
}

/// A table: rows as wide as the header, and numbers that are finite.
private let readTable: @convention(c) (UnsafePointer<UInt8>, Int) -> Int32 = { data, size in
  let table = TextTable(Array(UnsafeBufferPointer(start: data, count: size)))
  for row in table.rows {
    precondition(row.cells.count == table.columns.count && row.line >= 1)
    for cell in row.cells { if let number = PlainNumber.value(cell) { precondition(number.isFinite) } }
  }
  return 0
}
