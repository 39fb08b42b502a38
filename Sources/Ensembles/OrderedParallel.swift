internal import Glibc

/// Independent work on several threads with results in the order of the index, never of completion: the outcome does not
/// depend on the number of threads, nor on how many of them the system grants.
public enum OrderedParallel {
  /// Results of `body` for 0..<count.
  ///
  /// - Parameter jobs: Threads, at least 1; the calling thread is one of them.
  public static func map<Result: Sendable>(
    _ count: Int, jobs: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let workers = max(1, min(jobs, count))
    guard workers > 1 else { return (0..<count).map(body) }
    var results = [Result?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
      // Each worker writes only the slots of its own residue class, so no two threads touch one element.
      nonisolated(unsafe) let slots = buffer
      withoutActuallyEscaping(body) { body in
        let work: @Sendable (Int) -> Void = { worker in
          for index in stride(from: worker, to: count, by: workers) { slots[index] = body(index) }
        }
        perform(workers, work)
      }
    }
    return results.compactMap { $0 }
  }

  /// Work of each number below `workers`; what finds no thread of its own is done by the caller.
  private static func perform(_ workers: Int, _ work: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    pthread_attr_init(attributes)
    // Whatever `ulimit -s` says.
    pthread_attr_setstacksize(attributes, 8 << 20)
    defer {
      pthread_attr_destroy(attributes)
      attributes.deallocate()
    }
    var alone = [0]
    for worker in 1..<workers {
      let task = Unmanaged.passRetained(Task { work(worker) })
      var thread = pthread_t()
      let status = pthread_create(
        &thread, attributes,
        { argument in
          if let argument { Unmanaged<Task>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, task.toOpaque())
      if status == 0 {
        threads.append(thread)
      } else {
        task.release()
        alone.append(worker)
      }
    }
    for worker in alone { work(worker) }
    for thread in threads { pthread_join(thread, nil) }
  }

  /// What a thread is handed.
  private final class Task: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
