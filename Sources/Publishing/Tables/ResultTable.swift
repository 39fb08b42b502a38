internal import Analysis

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

  enum Entry {
    case fixed(Cell)
    case drawn(Double?, Int)
    /// Words about the drawn number before it.
    case words(@Sendable (Summary) -> String)
  }

  let name: String
  let columns: [Column]
  /// Rows that are left out of the finished table.
  let drops: Drops
  /// Only drawn numbers are kept: a future after the first needs no words.
  let keepsValuesOnly: Bool
  private(set) var rows: [[Entry]] = []
  private(set) var values: [Double] = []

  init(_ name: String, _ columns: [Column], drops: Drops, keepsValuesOnly: Bool) {
    self.name = name
    self.columns = columns
    self.drops = drops
    self.keepsValuesOnly = keepsValuesOnly
  }

  /// - Precondition: an entry for each column; words stand in fixed columns.
  mutating func add(_ entries: [Entry]) {
    precondition(entries.count == columns.count, "\(name): \(entries.count) entries for \(columns.count) columns")
    for entry in entries { if case .drawn(let value, _) = entry { values.append(value ?? .nan) } }
    if !keepsValuesOnly { rows.append(entries) }
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
    for row in rows {
      var cells: [Cell] = []
      var extra: [Cell] = []
      var last = Summary(nil)
      var isZero = true
      var isMissing = true
      for (column, entry) in zip(columns, row) {
        switch entry {
        case .fixed(let cell): cells.append(cell)
        case .words(let text): cells.append(.text(text(last)))
        case .drawn(let value, let decimals):
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
