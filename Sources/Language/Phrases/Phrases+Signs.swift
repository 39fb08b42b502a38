/// Signs that stand between parts of a sentence.
extension Phrase {
  public static let comma = Phrase("，", ", ")
  public static let semicolon = Phrase("；", "; ")
  public static let colon = Phrase("：", ": ")
  public static let fullStop = Phrase("。", ". ")
  public static let listSeparator = Phrase("、", ", ")
  public static let inBrackets = Phrase("（{1}）", " ({1})")
}
