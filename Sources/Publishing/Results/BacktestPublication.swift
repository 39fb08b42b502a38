public import Analysis
public import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// A backtest, ready to be shown.
public struct BacktestPublication: Sendable {
  public let backtest: Backtest
  public let wording: Wording

  public init(_ backtest: Backtest, wording: Wording = .chinese) {
    self.backtest = backtest
    self.wording = wording
  }

  private var scenario: String { backtest.run.scenario.id }
  var census: CensusBacktest? { try? backtest.censuses.get() }
  var observed: [ObservationBacktest] { backtest.observations.compactMap { try? $0.get() } }

  // MARK: Tables

  /// Every forecast of every number, with its count.
  public func table() -> Table {
    var table = Table(
      "backtest",
      [
        "scenario", "comparison", "from", "to", "method", "naive", "standing", "sex", "age_group", "counted",
        "forecast",
        "gap", "p10", "p50", "p90", "inside_80", "quantile", "interval_score",
      ])
    func add(
      _ comparison: String, _ from: Cell, _ to: Cell, _ method: ForecastMethod, _ sex: String, _ age: String,
      _ cell: ForecastCell
    ) {
      table.add([
        .text(scenario), .text(comparison), from, to, .text(method.rawValue), .text(method.isNaive ? "yes" : "no"),
        .text(cell.standing.rawValue), .text(sex), .text(age), .number(cell.counted, decimals: 1),
        .number(cell.forecast, decimals: 1), .number(cell.error, 6), .number(cell.interval?.lowerBound, 1),
        .number(cell.median, 1), .number(cell.interval?.upperBound, 1),
        cell.isCovered.map { .text($0 ? "yes" : "no") } ?? .empty, .number(cell.position, 4),
        method == .residual ? .empty : .number(cell.score, decimals: 1),
      ])
    }
    if let census {
      for forecast in census.forecasts {
        for (key, cell) in zip(census.keys, forecast.cells) {
          add(
            "census", .integer(census.from.value), .integer(census.to.value), forecast.method, key.sex, key.age, cell)
        }
      }
    }
    for comparison in observed {
      for forecast in comparison.forecasts {
        guard let cell = try? forecast.cell.get() else { continue }
        add(
          "observation", .integer(comparison.baseYear.value), .number(comparison.observation.time, decimals: 4),
          forecast.method, "T", "total", cell)
      }
    }
    return table
  }

  /// Measures over the classes by sex.
  public func accuracyTable() -> Table {
    var table = Table(
      "backtest_accuracy",
      [
        "scenario", "from", "to", "method", "ages", "cells", "mape", "wmape", "malpe", "dissimilarity", "total_gap",
        "interval_score", "coverage_80",
      ])
    guard let census else { return table }
    for forecast in census.forecasts {
      for (ages, accuracy) in [("all", forecast.accuracy), ("60+", forecast.elderly)] {
        table.add([
          .text(scenario), .integer(census.from.value), .integer(census.to.value), .text(forecast.method.rawValue),
          .text(ages), .integer(accuracy.cells), .number(accuracy.mape, 6), .number(accuracy.weightedMape, 6),
          .number(accuracy.malpe, 6), .number(accuracy.dissimilarity, 6), .number(accuracy.totalError, 6),
          .number(accuracy.intervalScore, 1), .number(accuracy.coverage, 4),
        ])
      }
    }
    return table
  }

  /// What was fitted on what, and what could not be compared.
  public func inputTable() -> Table {
    var table = Table(
      "backtest_inputs", ["scenario", "input", "fitted_on", "source", "note", "role_census", "role_observation"])
    for input in backtest.inputs {
      table.add([
        .text(scenario), .text(input.name.rawValue), .text(fittedOn(input)), .text(input.source), .text(input.note),
        .text(input.censuses.rawValue), .text(input.observation.rawValue),
      ])
    }
    return table
  }

  /// The three tables in one, for a pipe: `section` is `forecast`, `accuracy` or `input`.
  public func sections() -> Table {
    Table.joined("backtest", [("forecast", table()), ("accuracy", accuracyTable()), ("input", inputTable())])
  }

  // MARK: JSON

  public func json() -> String {
    func object(_ cell: ForecastCell, _ method: ForecastMethod) -> [(String, JSONText)] {
      [
        ("standing", .string(cell.standing.rawValue)), ("forecast", .number(cell.forecast, decimals: 1)),
        ("counted", .number(cell.counted, decimals: 1)), ("gap", .number(cell.error, 6)),
        ("p10", .number(cell.interval?.lowerBound, 1)), ("p50", .number(cell.median, 1)),
        ("p90", .number(cell.interval?.upperBound, 1)), ("inside_80", cell.isCovered.map { .boolean($0) } ?? .null),
        ("quantile", .number(cell.position, 4)),
        ("interval_score", method == .residual ? .null : .number(cell.score, decimals: 1)),
      ]
    }
    func object(_ accuracy: AccuracySummary) -> JSONText {
      .object([
        ("cells", .integer(accuracy.cells)), ("mape", .number(accuracy.mape, 6)),
        ("wmape", .number(accuracy.weightedMape, 6)), ("malpe", .number(accuracy.malpe, 6)),
        ("dissimilarity", .number(accuracy.dissimilarity, 6)), ("total_gap", .number(accuracy.totalError, 6)),
        ("interval_score", .number(accuracy.intervalScore, 1)), ("coverage_80", .number(accuracy.coverage, 4)),
      ])
    }
    func impossible(_ method: ForecastMethod, _ obstacle: Backtest.Obstacle) -> JSONText {
      .object([("method", .string(method.rawValue)), ("reason", .string(wording.reason(obstacle)))])
    }
    let censuses: JSONText =
      switch backtest.censuses {
      case .failure(let obstacle): .object([("untested", .string(wording.reason(obstacle)))])
      case .success(let census):
        .object([
          ("from", .integer(census.from.value)), ("to", .integer(census.to.value)),
          ("largest_fitted_gap", .number(census.largestFittedGap, decimals: 6)),
          (
            "forecasts",
            .array(
              census.forecasts.map { forecast in
                .object([
                  ("method", .string(forecast.method.rawValue)), ("naive", .boolean(forecast.method.isNaive)),
                  ("all_ages", object(forecast.accuracy)), ("ages_60", object(forecast.elderly)),
                  (
                    "cells",
                    .array(
                      zip(census.keys, forecast.cells).map { key, cell in
                        .object(
                          [("sex", .string(key.sex)), ("age_group", .string(key.age))] + object(cell, forecast.method))
                      })
                  ),
                ])
              })
          ),
          ("impossible", .array(census.impossible.map { impossible($0.method, $0.obstacle) })),
        ])
      }
    let observations = backtest.observations.map { result -> JSONText in
      switch result {
      case .failure(let obstacle): return .object([("untested", .string(wording.reason(obstacle)))])
      case .success(let comparison):
        var forecasts: [JSONText] = []
        var missing: [JSONText] = []
        for forecast in comparison.forecasts {
          switch forecast.cell {
          case .success(let cell):
            forecasts.append(
              .object(
                [
                  ("method", .string(forecast.method.rawValue)), ("naive", .boolean(forecast.method.isNaive)),
                ] + object(cell, forecast.method)))
          case .failure(let obstacle): missing.append(impossible(forecast.method, obstacle))
          }
        }
        return .object([
          ("name_zh", .string(comparison.observation.nameZh)), ("from", .integer(comparison.baseYear.value)),
          ("time", .number(comparison.observation.time, decimals: 4)),
          ("source", .string(comparison.observation.evidence.source)), ("forecasts", .array(forecasts)),
          ("impossible", .array(missing)),
        ])
      }
    }
    return JSONText.object([
      ("schema", .integer(1)), ("scenario", .string(scenario)), ("county", .string(backtest.run.county.code.value)),
      ("draws", .integer(backtest.draws)),
      ("seed", backtest.draws > 0 ? .unsigned(backtest.seed) : .null),
      ("verdict", .array(verdict().map { .string($0) })), ("censuses", censuses),
      ("observations", .array(observations)),
      (
        "inputs",
        .array(
          backtest.inputs.map { input in
            .object([
              ("input", .string(input.name.rawValue)), ("fitted_on", .string(fittedOn(input))),
              ("source", .string(input.source)), ("note", .string(input.note)),
              ("role_census", .string(input.censuses.rawValue)),
              ("role_observation", .string(input.observation.rawValue)),
            ])
          })
      ),
    ]).rendered()
  }

  // MARK: Folder

  /// The folder of the backtest.
  public func package(_ request: Request) -> OutputPackage {
    return OutputPackage(
      tables: [table(), accuracyTable(), inputTable()],
      documents: [
        OutputPackage.Document("backtest.md", markdown()), OutputPackage.Document("backtest.json", json()),
      ],
      manifest: Manifest(
        request,
        [
          ("scenario", .string(scenario)), ("resolved", Manifest.resolved([backtest.run])),
          ("draws", .integer(backtest.draws)),
          ("seed", backtest.draws > 0 ? .unsigned(backtest.seed) : .null),
        ], of: [backtest.run]))
  }
}
