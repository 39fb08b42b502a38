/// Colours measured for colour-vision deficiency and greyscale print.
public enum Palette {
  static let ink = "#1F2933"
  static let faint = "#6B7280"
  static let grid = "#E3E6EA"
  static let rule = "#9AA1AA"
  static let paper = "#FFFFFF"
  /// Lines and scenarios, in order.
  public static let lines = ["#1E3B72", "#DC432D", "#0F747E", "#6543C0", "#9E014C", "#0194DF"]
  /// Stacks from bottom to top.
  public static let stacks = ["#1E3B72", "#0F747E", "#D9772B", "#8FB8DE", "#EADDA6"]
  /// Stacks behind lines: light enough for any line colour to stand out.
  static let tints = ["#85B4DA", "#DBE9F4", "#D9772B", "#B08A2E"]
  /// Sequential classes, low to high (cividis, light to dark).
  static let heat = ["#FDEA9B", "#DCC65B", "#B4A25E", "#8A8678", "#5E6B7C", "#2A4A73", "#00224E"]
  /// Nested intervals from the widest to the narrowest, opaque, and the line in them.
  static let fan = ["#DBE9F4", "#B3D0E8", "#85B4DA"]
  static let fanLine = "#0B4F8A"
  static let good = "#0F747E"
  static let bad = "#DC432D"
  static let caution = "#D9772B"

  /// A colour mixed with the paper: an opaque tint prints better than transparency.
  static func tint(_ colour: String, share: Double) -> String {
    let digits = Array(colour.utf8.dropFirst())
    let channels = stride(from: 0, to: 6, by: 2).map { index -> String in
      let value = Double(Int(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) ?? 0)
      let mixed = Int((255 + (value - 255) * share).rounded())
      let text = String(mixed, radix: 16, uppercase: true)
      return text.count == 1 ? "0" + text : text
    }
    return "#" + channels.joined()
  }
}
