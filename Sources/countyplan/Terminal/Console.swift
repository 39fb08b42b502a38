import ArgumentParser
import Diagnostics
import Glibc
import PlainText
import Synchronization

/// Standard output for results, standard error for messages.
enum Console {
  static func out(_ text: String) { write(clean(text), to: STDOUT_FILENO) }

  /// Text for people: on a terminal its lines are broken between words, with a hanging indent; elsewhere they stay whole.
  static func paragraphs(_ text: String) {
    out(width(of: STDOUT_FILENO).map { TextWrap.text(text, width: $0) } ?? text)
  }

  /// Columns of a terminal, or as `COLUMNS` says; `nil` for a file or pipe.
  static func width(of descriptor: Int32) -> Int? {
    if let text = getenv("COLUMNS"), let columns = Int(String(cString: text)), columns >= 20 { return columns }
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 80 }
    return Int(size.ws_col)
  }

  /// Columns for tables on standard output: those of the terminal, 80 elsewhere.
  static var columns: Int { width(of: STDOUT_FILENO) ?? 80 }

  static func error(_ text: String) { write(clean(text), to: STDERR_FILENO) }

  /// A line of progress that the next one overwrites; `nil` takes it away.
  static func progress(_ text: String?) {
    write("\r" + (text.map(clean) ?? "") + "\u{1B}[K", to: STDERR_FILENO)
  }

  /// Whatever data brought along, nothing that is printed steers the terminal; our own colours pass.
  private static func clean(_ text: String) -> String { UnsafeScalars.cleaned(text, allowing: colours) }

  private static let colours = ["0", "1", "2", "31", "32", "31;1", "33;1", "36;1"].map { "\u{1B}[\($0)m" }

  /// Error number of the first write to standard output that failed; 0 where none did.
  private static let failure = Atomic<Int32>(0)
  private static let isTold = Atomic<Bool>(false)

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let number = count < 0 ? errno : EIO
        if descriptor == STDOUT_FILENO {
          _ = failure.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        }
        return
      }
      written += count
    }
  }

  /// - Throws: exit code 73, after saying why, when a result could not be written, for instance to a full disk.
  static func finish() throws {
    let number = failure.load(ordering: .relaxed)
    guard number != 0 else { return }
    if !isTold.exchange(true, ordering: .relaxed) {
      error("不能写标准输出：\(SystemReason.words(number))。结果不完整\n")
    }
    throw ExitCode(ExitStatus.cannotWrite.rawValue)
  }
}
