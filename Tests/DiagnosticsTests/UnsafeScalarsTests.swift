import PlainText
import Testing

@Suite("Characters that steer a terminal")
struct UnsafeScalarsTests {
  @Test(
    "escape sequences, C1, direction marks, tags and noncharacters are replaced; line ends, tabs and Chinese stay",
    arguments: [
      0, 0x07, 0x08, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0x9D, 0x61C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A,
      0x202E,
      0x2066, 0x2069, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0xE0001, 0xE007F,
    ])
  func replaced(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let text = "养老床位\t“5”" + String(Character(scalar)) + "x\n"
    #expect(UnsafeScalars.cleaned(text) == "养老床位\t“5”\u{FFFD}x\n")
    #expect(DisplayWidth.printable("a" + String(Character(scalar))) == "a\u{FFFD}")
  }

  @Test("what is harmless is left byte for byte")
  func harmless() {
    let text = "\u{FEFF}表头,甲—乙（≥3）\n\t10\u{FFFD}，é 𠮷 👩‍🌾\n"
    #expect(UnsafeScalars.cleaned(text) == text)
  }

  @Test("colours of our own pass, everything else that begins with ESC does not")
  func colours() {
    let red = "\u{1B}[31;1m"
    let text = "\(red)错\u{1B}[0m \u{1B}]52;c;cm0gLXJm\u{7} \u{1B}[2J \u{1B}[8mhidden \u{1B}c"
    let cleaned = UnsafeScalars.cleaned(text, allowing: [red, "\u{1B}[0m"])
    #expect(cleaned == "\(red)错\u{1B}[0m \u{FFFD}]52;c;cm0gLXJm\u{FFFD} \u{FFFD}[2J \u{FFFD}[8mhidden \u{FFFD}c")
    #expect(!UnsafeScalars.cleaned(text).contains("\u{1B}"))
  }
}
