/// Numbers in another unit than the one that is meant.
public enum PlausibleNumber {
  /// What a number measures, as far as it decides in which other units people write it.
  public enum Kind: Sendable, Hashable {
    /// A fraction of one: a share, a rate, a multiple.
    case fraction
    case percent
    /// So many for a thousand people.
    case perThousand
    /// Ten thousand yuan.
    case money
    case people
    /// Square kilometres.
    case area
    /// Years, months, degrees, beds, correlations: whoever writes one wrongly has not taken another unit.
    case other

    /// The kind of a unit as parameters, columns and figures name it.
    public init(unit: String) {
      self =
        switch unit {
        case "share", "ratio", "per person and year", "share per year", "share per 3 years": .fraction
        case "%", "％": .percent
        case "beds per 1000", "张/千人": .perThousand
        case "wan yuan per bed", "万元", "万元/张": .money
        case "persons", "persons per year", "人", "名", "户": .people
        default: .other
        }
    }

    /// Other units, the likelier first: by what to multiply, and the question.
    fileprivate var readings: [(factor: Double, words: String)] {
      switch self {
      case .fraction:
        [(0.01, "是否按百分之几写的（per 100）？那样应写"), (0.001, "是否按千分之几写的（per 1000）？那样应写")]
      case .percent: [(100, "是否把百分数写成了小数？以百分之几（in percent）应写")]
      case .perThousand:
        [
          (10, "是否按每百人写的（per 100）？每千人应写"), (1000, "是否按每人写的（per person）？每千人应写"),
          (0.1, "是否按每万人写的（per 10,000）？每千人应写"), (0.01, "是否按每十万人写的（per 100,000）？每千人应写"),
        ]
      case .money:
        [
          (0.0001, "是否以元为单位？以万元应写"), (10_000, "是否以亿元为单位？以万元应写"), (0.1, "是否以千元为单位？以万元应写"),
          (100, "是否以百万元为单位？以万元应写"), (1000, "是否以千万元为单位？以万元应写"),
        ]
      // Chinese tables count in ten thousands far more often than in thousands.
      case .people: [(10_000, "是否原数以万为单位（in 万）？那样应写"), (1000, "是否原数以千为单位？那样应写")]
      case .area: [(0.01, "是否以公顷为单位？以平方公里应写"), (1 / 1500, "是否以亩为单位？以平方公里应写")]
      case .other: []
      }
    }
  }

  /// What the author may have meant by a number that can hardly be meant: the unit in which it would be usual, with the number
  /// to write; empty when there is none, or when what is measured has no other unit.
  ///
  /// - Parameter usual: Where such numbers usually lie.
  public static func guess(_ value: Double, _ usual: ClosedRange<Double>, _ kind: Kind) -> String {
    guard value != 0, value.isFinite else { return "" }
    // Dividing brings every number near zero: what comes out far below the usual size explains nothing. Sums of money are of
    // every size.
    let size = max(abs(usual.lowerBound), abs(usual.upperBound))
    let meant = kind.readings.first { reading in
      let number = value * reading.factor
      return usual.contains(number) && (reading.factor > 1 || kind == .money || abs(number) >= size / 1000)
    }
    return meant.map { "\($0.words) \(NumberFormat.machine(value * $0.factor, decimals: 8) ?? "")" } ?? ""
  }
}
