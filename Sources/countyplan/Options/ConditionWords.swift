import Analysis
import ArgumentParser
import Ensembles
import Language
import PlainText
import PlanningModel
import Publishing

/// Problems of conditions in words, and the names that a condition may hold.
enum ConditionWords {
  static func code(_ problem: Condition.Problem) -> UsageCode {
    switch problem {
    case .syntax, .fullWidth, .noYear, .notANumber, .impossible, .notHere: .condition
    case .unknownMeasure, .unknownStatistic, .countyOnly: .measure
    case .unknownPlace, .ambiguousPlace: .place
    }
  }

  static func message(_ problem: Condition.Problem) -> String {
    switch problem {
    case .syntax: "条件的写法不对"
    case .fullWidth(let sign, _): "\(name(sign)) “\(sign)” 不能用在条件里"
    case .noYear: "条件里没有年份"
    case .unknownMeasure(let name): "没有指标 “\(shown(name))”"
    case .unknownStatistic(let name): "没有统计量 “\(shown(name))”"
    case .notANumber(let number): number.isEmpty ? "比较号后没有数" : "“\(shown(number))” 不是数"
    case .impossible(let measure, let number):
      "“\(Wording.chinese.name(measure))”\(measure.unit == "share" ? "是0到1的比例" : "不会是负数")，写的是 \(shown(number))"
    case .unknownPlace(let name): "没有片区或乡镇 “\(shown(name))”"
    case .ambiguousPlace(let name, let codes): "\(codes.count)个地点都叫 “\(shown(name))”"
    case .countyOnly(let measure): "“\(Wording.chinese.name(measure))” 只有全县的数，没有片区和乡镇的"
    case .notHere(let part): "这里不能写 “\(shown(part))”"
    }
  }

  static func help(_ problem: Condition.Problem, form: String, places: [String]) -> String {
    switch problem {
    case .syntax, .noYear, .notHere: return "写成 \(form)"
    case .fullWidth(_, let plain): return "改成半角的 \(plain)"
    case .unknownMeasure(let name): return suggestion(name, Measure.allCases.map(\.rawValue)) ?? "指标见下"
    case .unknownStatistic(let name):
      return suggestion(name, Summary.names) ?? "统计量有 \(Summary.names.joined(separator: "、"))"
    case .notANumber: return "数写成 300、0.6、1e5，比例写成小数"
    case .impossible(_, let number):
      guard let value = PlainNumber.value(number), value > 1, value <= 100 else { return "写成 \(form)" }
      return "\(NumberFormat.plain(value))% 写成 \(NumberFormat.plain(value / 100))"
    case .unknownPlace(let name): return suggestion(name, places) ?? "地点见下；不写地点即全县"
    case .ambiguousPlace(_, let codes): return "写编号：" + codes.joined(separator: "、")
    case .countyOnly: return "片区和乡镇有 " + MeasuredPlace.local.map(\.rawValue).joined(separator: "、")
    }
  }

  private static func suggestion(_ word: String, _ words: [String]) -> String? {
    SpellingSuggestion.nearest(to: word, among: words).first.map { "是不是 \($0)？" }
  }

  private static func shown(_ text: String) -> String { DisplayWidth.printable(text, limit: 60) }

  /// A full-width sign as people call it.
  static func name(_ sign: Character) -> String {
    let names: [Character: String] = [
      "：": "全角冒号", "＞": "全角大于号", "＜": "全角小于号", "》": "书名号", "《": "书名号", "≥": "不小于号", "≤": "不大于号",
      "＝": "全角等号", "＠": "全角 @ 号", "［": "全角方括号", "］": "全角方括号", "【": "方头括号", "】": "方头括号",
      "．": "全角小数点", "。": "句号",
    ]
    return names[sign] ?? "全角符号"
  }

  // MARK: - Lists

  /// The measures of conditions, one a line.
  static func measures(_ w: Wording = .chinese) -> String {
    let rows = Measure.allCases.map { measure in
      [
        "  " + measure.rawValue, w.name(measure),
        measure.unit == "share" ? w.say(.measureShareShort) : w.symbol(measure.unit),
        MeasuredPlace.local.contains(measure) ? "" : w.say(.measureCountyShort),
      ]
    }
    return ([w.say(.listMeasures)] + TerminalTable.lines(rows, left: [0, 1, 2, 3])).joined(separator: "\n") + "\n"
  }

  /// Zones and townships by key or code and name.
  ///
  /// - Parameter limit: Townships that are listed; the others are counted.
  static func places(_ county: County, limit: Int = .max, _ w: Wording = .chinese) -> String {
    let zones = county.zones.map { "\($0.id.value) \(DisplayWidth.printable(w.name($0)))" }
    let townships = county.townships.prefix(limit).map { township in
      "\(township.code) \(DisplayWidth.printable(w.language == .zh ? township.nameZh : w.name(township, in: county)))"
    }
    let rest = county.townships.count - townships.count
    let width = Console.columns
    return
      ([w.say(.listPlaces, w.name(county))]
      + TerminalTable.flow(zones, lead: w.say(.listZones), width: width)
      + TerminalTable.flow(townships, lead: w.say(.listTownships), width: width)
      + (rest > 0 ? [w.say(.listMore, "\(rest)")] : [])).joined(separator: "\n") + "\n"
  }

  static func listing(_ counties: [County], _ wording: Wording) -> String {
    measures(wording) + counties.map { "\n" + places($0, wording) }.joined()
  }

  static func json(_ counties: [County]) -> String {
    JSONText.object([
      (
        "measures",
        .array(
          Measure.allCases.map { measure in
            .object([
              ("measure", .string(measure.rawValue)), ("name_zh", .string(Wording.chinese.name(measure))),
              ("name_en", .string(Wording.english.name(measure))), ("unit", .string(measure.unit)),
              ("has_places", .boolean(MeasuredPlace.local.contains(measure))),
            ])
          })
      ),
      (
        "places",
        .array(
          counties.flatMap { county -> [JSONText] in
            county.zones.map { zone in
              .object([
                ("county", .string(county.code.value)), ("kind", .string("zone")), ("code", .string(zone.id.value)),
                ("name", .string(zone.nameZh)),
              ])
            }
              + county.townships.map { township in
                .object([
                  ("county", .string(county.code.value)), ("kind", .string("township")),
                  ("code", .string(township.code.value)), ("name", .string(township.nameZh)),
                ])
              }
          })
      ),
    ]).rendered()
  }
}
