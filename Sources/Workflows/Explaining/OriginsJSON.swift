internal import PlainText
internal import Publishing
public import Simulation

/// The table of origins as JSON.
public enum OriginsJSON {
  public static func text(_ run: CountyRun) -> String {
    let table = ProvenanceText.origins(run)
    return JSONText.array(
      table.rows.map { row in
        .object(
          zip(table.columns, row).map { column, cell in
            switch cell {
            case .text(let text): (column, .string(text))
            case .integer(let value): (column, .integer(value))
            case .number(let value, let decimals): (column, .number(value, decimals: decimals))
            case .empty: (column, .null)
            }
          })
      }
    ).rendered()
  }
}
