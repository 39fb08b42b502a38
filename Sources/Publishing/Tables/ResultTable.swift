internal import Analysis
internal import Ensembles

/// A result table before its numbers are summarised: the same rows in every future, with cells that the futures fill.
struct ResultTable {
  enum Column: ExpressibleByStringLiteral {
    /// The same in every future.
    case fixed(String)
    /// Mean and quantiles in columns of their own, with a name before them.
    case quantiles(String)
    /// The mean; the quantiles follow at the end of the row when there are draws.
    case mean(String)
    /// The central run's value, for what has no meaningful mean such as a year; the quantiles follow at the end of the row when
    /// there are draws.
    case central(String)
    /// The mean alone.
    case meanOnly(String)
    /// The share of futures in which something holds; empty without draws.
    case probability(String)

    init(stringLiteral value: String) { self = .fixed(value) }

    var isDrawn: Bool { if case .fixed = self { false } else { true } }
  }

  enum Drops {
    case nothing
    /// Rows in which no future has a number.
    case missing
    /// Rows in which no future has anything but zero.
    case zero
  }

  /// A cell of a column that is the same in every future.
  enum Entry {
    case fixed(Cell)
    /// Words about the drawn number before it.
    case words(@Sendable (Summary) -> String)
  }

  let name: String
  let columns: [Column]
  /// Rows that are left out of the finished table.
  let drops: Drops
  /// Only drawn numbers are kept: a future after the first needs no words.
  let keepsValuesOnly: Bool
  /// The fixed entries of each row; nothing where only drawn numbers are kept.
  private(set) var rows: [[Entry]] = []
  /// Drawn numbers row by row; NaN where there is none.
  private(set) var values: [Double] = []
  /// The same of the central run as they are printed.
  private(set) var drawn: [(value: Double?, decimals: Int)] = []
  /// Drawn numbers of each row.
  private let width: Int

  init(_ name: String, _ columns: [Column], drops: Drops, keepsValuesOnly: Bool) {
    self.name = name
    self.columns = columns
    self.drops = drops
    self.keepsValuesOnly = keepsValuesOnly
    width = columns.count(where: \.isDrawn)
  }

  /// Begins a row; its drawn numbers follow, each with ``put(_:_:)``.
  ///
  /// - Parameter labels: An entry for each fixed column; a future after the central run never makes them.
  /// - Precondition: the row before has all its numbers.
  @inline(__always)
  mutating func row(_ labels: @autoclosure () -> [Entry]) {
    if !keepsValuesOnly { begin(labels()) }
  }

  private mutating func begin(_ labels: [Entry]) {
    let own = columns.count - width
    precondition(labels.count == own, "\(name): \(labels.count) entries for \(own) columns")
    precondition(drawn.count == rows.count * width, "\(name): \(drawn.count) numbers in \(rows.count) rows")
    rows.append(labels)
  }

  /// The next drawn number of the row.
  @inline(__always)
  mutating func put(_ value: Double?, _ decimals: Int) {
    values.append(value ?? .nan)
    if !keepsValuesOnly { drawn.append((value, decimals)) }
  }

  /// Adds drawn numbers of rows whose other entries the central run knows.
  mutating func add(values more: ArraySlice<Double>) { values += more }

  /// The finished table.
  ///
  /// - Parameters:
  ///   - summaries: Of this table's drawn numbers, row by row; `nil` takes the numbers of this run alone.
  func finished(_ summaries: ArraySlice<Summary>?) -> Table {
    let hasDraws = summaries != nil
    var names: [String] = []
    var tail: [String] = []
    for column in columns {
      switch column {
      case .fixed(let name), .meanOnly(let name), .probability(let name): names.append(name)
      case .quantiles(let prefix): names += Summary.names.map { prefix + $0 }
      case .mean(let name), .central(let name):
        names.append(name)
        if hasDraws { tail += Summary.names.map { "\(name)_\($0)" } }
      }
    }
    var table = Table(name, names + tail)
    var position = summaries?.startIndex ?? 0
    precondition(drawn.count == rows.count * width, "\(name): \(drawn.count) numbers in \(rows.count) rows")
    var next = 0
    for row in rows {
      var labels = row.makeIterator()
      var cells: [Cell] = []
      var extra: [Cell] = []
      var last = Summary(nil)
      var isZero = true
      var isMissing = true
      for column in columns {
        guard column.isDrawn else {
          switch labels.next() {
          case .fixed(let cell): cells.append(cell)
          case .words(let text): cells.append(.text(text(last)))
          case nil: break
          }
          continue
        }
        let (value, decimals) = drawn[next]
        next += 1
        let summary = summaries?[position] ?? Summary(value)
        position += 1
        last = summary
        isZero = isZero && summary.isNothing
        isMissing = isMissing && summary.present == 0
        switch column {
        case .quantiles: cells += summary.all.map { .number($0, decimals) }
        case .probability: cells.append(hasDraws ? .number(summary.mean, decimals) : .empty)
        case .mean:
          cells.append(.number(summary.mean, decimals))
          if hasDraws { extra += summary.all.map { .number($0, decimals) } }
        case .central:
          cells.append(.number(value, decimals))
          if hasDraws { extra += summary.all.map { .number($0, decimals) } }
        case .meanOnly, .fixed: cells.append(.number(summary.mean, decimals))
        }
      }
      if drops == .zero && isZero || drops == .missing && isMissing { continue }
      table.add(cells + extra)
    }
    return table
  }
}

extension ResultTable.Entry {
  static func text(_ text: String) -> Self { .fixed(.text(text)) }
  static func integer(_ value: Int) -> Self { .fixed(.integer(value)) }
  static func number(_ value: Double?, _ decimals: Int) -> Self { .fixed(.number(value, decimals)) }
  static var empty: Self { .fixed(.empty) }
}
