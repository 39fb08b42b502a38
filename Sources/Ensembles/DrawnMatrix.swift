/// Drawn numbers by future and position, summarised column by column.
public struct DrawnMatrix: Sendable {
  private let futures: [[Double]]

  /// - Precondition: every future has the same count.
  public init(_ futures: [[Double]]) { self.futures = futures }

  /// Summaries of every position, on several threads; they do not depend on how many.
  public func summaries(jobs: Int) -> [Summary] {
    let count = futures.first?.count ?? 0
    let block = 64
    let blocks = OrderedParallel.map((count + block - 1) / block, jobs: jobs) { index in
      summaries(index * block..<min(count, (index + 1) * block))
    }
    return blocks.flatMap { $0 }
  }

  /// A few neighbouring positions are gathered side by side first, so that memory is read in runs.
  private func summaries(_ cells: Range<Int>) -> [Summary] {
    let draws = futures.count
    var columns = [Double](repeating: 0, count: cells.count * draws)
    columns.withUnsafeMutableBufferPointer { columns in
      for (draw, future) in futures.enumerated() {
        future.withUnsafeBufferPointer { future in
          for (offset, cell) in cells.enumerated() { columns[offset * draws + draw] = future[cell] }
        }
      }
    }
    var maker = ColumnSummaries(count: draws)
    return columns.withUnsafeBufferPointer { columns in
      cells.indices.map { cell in
        let offset = (cell - cells.lowerBound) * draws
        return maker.summary(UnsafeBufferPointer(rebasing: columns[offset..<(offset + draws)]))
      }
    }
  }
}
