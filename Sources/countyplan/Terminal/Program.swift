import Foundation
import Language
import PlainText

/// The program as it was started, for commands that can be pasted into a shell.
enum Program {
  /// `countyplan` where the shell finds it under that name, otherwise the path that it was started with.
  static let name: String = {
    let started = CommandLine.arguments.first ?? "countyplan"
    let own = URL(fileURLWithPath: started).resolvingSymlinksInPath().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let isOnPath = path.split(separator: ":").contains { folder in
      URL(fileURLWithPath: "\(folder)/countyplan").resolvingSymlinksInPath().path == own
    }
    return isOnPath || !started.contains("/") ? "countyplan" : started
  }()

  /// A command with its arguments quoted where a shell would read them otherwise.
  static func command(_ arguments: String...) -> String {
    ([name] + arguments).map(quoted).joined(separator: " ")
  }

  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          ? "_-./:=,@%+".unicodeScalars.contains(scalar) || scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil : scalar.properties.isAlphabetic
      }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// The command on lines of a terminal, broken between words so that it can still be pasted.
  static func lines(_ command: [String], indent: Int, width: Int?) -> [String] {
    let words = ([name] + command).map(quoted)
    let lead = String(repeating: " ", count: indent)
    guard let width, DisplayWidth.of(lead + words.joined(separator: " ")) > width else {
      return [lead + words.joined(separator: " ")]
    }
    var lines: [String] = []
    var line = lead
    for (index, word) in words.enumerated() {
      let next = index == 0 ? lead + word : line + " " + word
      // Room for the mark that a shell takes for a line that goes on.
      if index > 0, DisplayWidth.of(next) > width - (index == words.count - 1 ? 0 : 2) {
        lines.append(line + " \\")
        line = lead + "  " + word
      } else {
        line = next
      }
    }
    return lines + [line]
  }
}
