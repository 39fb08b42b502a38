/// The name of a folder beside an output: `.countyplan-<kind>-<output>-<host>-<process>-<random>`.
///
/// The random part keeps anybody else from making the folder beforehand; host and process tell whether its run still lives.
struct TemporaryName: Hashable {
  enum Kind: String {
    /// Being written, or, after the exchange, the earlier output on its way out.
    case new
    /// The earlier output, moved aside where the file system cannot exchange.
    case old
  }

  static let prefix = ".countyplan-"

  let kind: Kind
  /// The output's own name, or a hash of one that is too long.
  let output: String
  let host: String
  let process: Int32
  let random: String

  init(_ kind: Kind, output: String, host: String, process: Int32, random: UInt64) {
    self.kind = kind
    self.output = Self.tag(output)
    self.host = Self.plain(host)
    self.process = process
    let digits = String(random, radix: 16)
    self.random = String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A name found in a folder; `nil` for one that this program does not give.
  init?(_ text: String, host: String) {
    let host = Self.plain(host)
    guard text.hasPrefix(Self.prefix) else { return nil }
    var parts = text.dropFirst(Self.prefix.count).split(separator: "-", omittingEmptySubsequences: false)
    let kind = parts.first.flatMap { Kind(rawValue: String($0)) }
    guard let last = parts.popLast(), parts.count >= 3, last.count == 16, last.allSatisfy(\.isHexDigit), let kind,
      let process = parts.popLast().flatMap({ Int32($0) }), process > 0
    else { return nil }
    let rest = parts.dropFirst().joined(separator: "-")
    self.kind = kind
    self.process = process
    random = String(last)
    if rest.hasSuffix("-" + host) {
      (self.output, self.host) = (String(rest.dropLast(host.count + 1)), host)
    } else {
      // Another host: where its name begins cannot be told.
      (self.output, self.host) = (rest, "")
    }
  }

  var text: String {
    "\(Self.prefix)\(kind.rawValue)-\(output)-\(host)-\(process)-\(random)"
  }

  /// Whether it belongs to an output; of another host's folder only the beginning is compared.
  func belongs(to name: String) -> Bool {
    let tag = Self.tag(name)
    return host.isEmpty ? output.hasPrefix(tag + "-") : output == tag
  }

  /// Short enough that the whole fits into the 255 bytes of a file name.
  private static func tag(_ name: String) -> String {
    name.utf8.count <= 100 ? name : String(Digest.sha256(Array(name.utf8)).prefix(32))
  }

  private static func plain(_ host: String) -> String {
    let short = String(host.prefix(64).map { $0 == "/" ? "_" : $0 })
    return short.isEmpty ? "host" : short
  }
}
