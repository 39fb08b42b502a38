/// How a piece of work is done: on how many threads, whom it asks whether to stop, and whom it tells how far it is. Results
/// depend on none of it.
public struct Conduct: Sendable {
  /// Threads.
  public var jobs: Int
  /// Asked between steps, on any thread; work that was told to stop throws `SimulationError.cancelled`.
  public var isCancelled: @Sendable () -> Bool
  /// Told when a stage begins: its name and how many steps it has (0 where that is not known).
  public var begins: @Sendable (_ name: String, _ steps: Int) -> Stage

  public init(
    jobs: Int = 1, isCancelled: @escaping @Sendable () -> Bool = { false },
    begins: @escaping @Sendable (_ name: String, _ steps: Int) -> Stage = { _, _ in Stage() }
  ) {
    self.jobs = jobs
    self.isCancelled = isCancelled
    self.begins = begins
  }

  /// A stage that has begun.
  public struct Stage: Sendable {
    /// Called after each step, on any thread.
    public let step: @Sendable () -> Void
    /// Called at the end; it may be called again.
    public let finish: @Sendable () -> Void

    public init(step: @escaping @Sendable () -> Void = {}, finish: @escaping @Sendable () -> Void = {}) {
      self.step = step
      self.finish = finish
    }
  }
}
