import ArgumentParser
import Dispatch
import Glibc
import PlainText
import Synchronization

/// Standard output for results, standard error for messages.
enum Console {
  static func out(_ text: String) { write(text, to: STDOUT_FILENO) }
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

  static func error(_ text: String) { write(text, to: STDERR_FILENO) }

  private static let failed = Atomic<Bool>(false)

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        if descriptor == STDOUT_FILENO { failed.store(true, ordering: .relaxed) }
        return
      }
      written += count
    }
  }

  /// - Throws: exit code 73 when a result could not be written, for instance to a full disk.
  static func finish() throws {
    if failed.load(ordering: .relaxed) { throw ExitCode(73) }
  }
}

/// SIGINT and SIGTERM ask the run to stop between two files; a second one ends it at once.
enum Signals {
  private static let received = Atomic<Int32>(0)

  static var isCancelled: Bool { received.load(ordering: .relaxed) != 0 }
  static var wasTerminated: Bool { received.load(ordering: .relaxed) == SIGTERM }

  /// Starts listening; the sources live as long as the returned value.
  static func listen() -> [any DispatchSourceSignal] {
    let queue = DispatchQueue(label: "countyplan.signals")
    return [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      }
      source.resume()
      return source
    }
  }
}
