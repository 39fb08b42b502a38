import Foundation
import Language
import Synchronization

/// A line on a terminal that tells stage, count and time left; nothing elsewhere.
final class Progress: Sendable {
  private let name: String
  private let total: Int
  private let isShown: Bool
  private let wording: Wording
  private let start = Date()
  private let done = Atomic<Int>(0)
  private let drawn = Atomic<Int>(-1)
  private let isFinished = Atomic<Bool>(false)

  init(_ name: String, total: Int, isQuiet: Bool, wording: Wording) {
    self.name = name
    self.wording = wording
    self.total = total
    isShown = total > 0 && !isQuiet && isatty(STDERR_FILENO) == 1
  }

  func step() {
    let count = done.add(1, ordering: .relaxed).newValue
    guard isShown, total > 0 else { return }
    let percent = count * 100 / total
    // One thread draws each percent.
    guard percent > drawn.load(ordering: .relaxed), drawn.exchange(percent, ordering: .relaxed) < percent else {
      return
    }
    let left = Self.secondsLeft(after: Date().timeIntervalSince(start), done: count, of: total)
    let bar = String(repeating: "█", count: percent / 5) + String(repeating: "░", count: 20 - percent / 5)
    Console.progress(
      wording.say(
        .progress, name, bar, "\(count)/\(total)", left.map { wording.say(.progressLeft, "\($0)") } ?? ""))
  }

  /// Seconds still needed; `nil` before enough is known: the first steps also warm up, and of a short run nothing can be told.
  static func secondsLeft(after elapsed: Double, done: Int, of total: Int) -> Int? {
    guard elapsed >= 2, done >= 8, done * 20 >= total else { return nil }
    return Int((elapsed / Double(done) * Double(total - done)).rounded(.up))
  }

  func finish() {
    guard isShown, !isFinished.exchange(true, ordering: .relaxed) else { return }
    Console.progress(nil)
  }
}
