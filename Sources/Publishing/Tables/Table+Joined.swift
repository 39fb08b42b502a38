extension Table {
  /// Tables in one, a `section` column first; a row fills the columns that its own table has.
  static func joined(_ name: String, _ parts: [(section: String, table: Table)]) -> Table {
    var columns = ["section"]
    for column in parts.flatMap(\.table.columns) where !columns.contains(column) { columns.append(column) }
    var all = Table(name, columns)
    for (section, part) in parts {
      let places = part.columns.map { columns.firstIndex(of: $0) ?? 0 }
      for row in part.rows {
        var cells = [Cell](repeating: .empty, count: columns.count)
        cells[0] = .text(section)
        for (place, cell) in zip(places, row) { cells[place] = cell }
        all.add(cells)
      }
    }
    return all
  }
}
