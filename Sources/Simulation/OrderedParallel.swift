internal import Dispatch

/// Independent work on several threads with results in the order of the index, never of completion: the outcome does not
/// depend on the number of threads.
public enum OrderedParallel {
  /// Results of `body` for 0..<count.
  ///
  /// - Parameter jobs: Threads, at least 1.
  public static func map<Result: Sendable>(
    _ count: Int, jobs: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    var results = [Result?](repeating: nil, count: count)
    let workers = max(1, min(jobs, count))
    results.withUnsafeMutableBufferPointer { buffer in
      // Each worker writes only the slots of its own residue class, so no two threads touch one element.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for index in stride(from: worker, to: count, by: workers) { slots[index] = body(index) }
      }
    }
    return results.compactMap { $0 }
  }
}
