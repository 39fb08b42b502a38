import CPlatform

/// The command line as the kernel handed it over.
enum Arguments {
  struct Malformed: Error {
    let position: Int
  }

  /// Everything behind the program's name.
  ///
  /// - Throws: ``Malformed`` for bytes that are no UTF-8: a file would be written under another name than was asked for.
  static func given() throws(Malformed) -> [String] {
    var arguments: [String] = []
    for index in 1..<max(1, Int(cplatform_argument_count())) {
      guard let bytes = cplatform_argument(Int32(index)), let text = String(validatingCString: bytes) else {
        throw Malformed(position: index)
      }
      arguments.append(text)
    }
    return arguments
  }

  /// Whether help or the like was asked for; otherwise a command that only prints its help has done nothing.
  static func askForHelp(_ arguments: [String]) -> Bool {
    arguments.contains { argument in
      ["-h", "--help", "-help", "help", "--help-hidden", "--version"].contains(argument)
        || ["--generate-completion-script", "---completion", "--experimental-dump-help"].contains {
          argument.hasPrefix($0)
        }
    }
  }
}
