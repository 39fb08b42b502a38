import CPlatform
import Glibc

/// SIGINT and SIGTERM ask the run to stop between two files; a second one, or ten seconds without an end, ends it at once.
enum Signals {
  static var isCancelled: Bool { cplatform_stop_signal() != 0 }
  static var wasTerminated: Bool { cplatform_stop_signal() == SIGTERM }

  /// From here on a signal is remembered instead of ending the process.
  static func listen() { cplatform_listen_for_stop() }
}
