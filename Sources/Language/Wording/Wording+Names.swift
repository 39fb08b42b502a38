public import Analysis
public import PlanningModel

/// Names that the county's data brings: its English ones in English where it has them.
extension Wording {
  private func named(_ zh: String, _ en: String) -> String { language == .zh || en.isEmpty ? zh : en }

  public func name(_ county: County) -> String { named(county.nameZh, county.nameEn) }
  public func name(_ zone: Zone) -> String { named(zone.nameZh, zone.nameEn) }
  public func name(_ project: Project) -> String { named(project.nameZh, project.nameEn) }
  public func name(_ indicator: PlanIndicator) -> String { named(indicator.nameZh, indicator.nameEn) }
  public func name(_ rule: LineageRule) -> String { named(rule.titleZh, rule.titleEn) }
  public func name(_ parameter: ParameterDeclaration) -> String { text(parameter.titleZh, parameter.titleEn) }
  public func name(_ input: InputRanking.Row) -> String { text(input.titleZh, input.titleEn) }

  /// A township's name, with its code behind it where another township has the same name.
  public func name(_ township: Township, in county: County) -> String {
    guard language == .en, !township.nameEn.isEmpty else { return county.shownName(township) }
    let isShared = county.townships.contains { $0.nameEn == township.nameEn && $0.code != township.code }
    return isShared ? township.nameEn + say(.inBrackets, township.code.value) : township.nameEn
  }

  /// The place of a condition.
  public func name(_ place: MeasuredPlace, in county: County) -> String {
    guard language == .en else { return place.placeZh }
    if place.placeCode == county.code.value { return name(county) }
    if let zone = county.zones.first(where: { $0.id.value == place.placeCode }) { return name(zone) }
    return county.townships.first { $0.code.value == place.placeCode }.map { name($0, in: county) } ?? place.placeZh
  }

  /// What a statement of the plan says.
  public func statement(_ statement: PlanStatement) -> String { named(statement.statementZh, statement.statementEn) }
  public func note(_ statement: PlanStatement) -> String { named(statement.noteZh, statement.noteEn) }
  /// What a rule of the model is, in a sentence or two.
  public func rule(_ rule: LineageRule) -> String { named(rule.ruleZh, rule.ruleEn) }

  /// Whether the plan binds itself to an indicator.
  public func nature(_ indicator: PlanIndicator) -> String {
    guard language == .en else { return indicator.natureZh }
    return switch indicator.natureZh {
    case "约束性": "binding"
    case "预期性": "expected"
    default: indicator.natureZh
    }
  }

  /// A unit's symbol behind a number or at the head of a column; those of no language stay.
  public func symbol(_ unit: String) -> String {
    guard language == .en else { return unit }
    return switch unit {
    case "人": "persons"
    case "张": "beds"
    case "张/千人": "beds per 1000"
    case "万元": "10⁴ yuan"
    case "岁", "年": "years"
    case "孩/妇女": "children per woman"
    case "女=100": "women = 100"
    case "人/老人": "per elderly person"
    case "个": "units"
    case "平方米": "m²"
    default: unit
    }
  }

  /// A number with the unit of an indicator or an observation: in English words stand apart from it.
  public func value(_ number: String, in unit: String) -> String {
    let symbol = symbol(unit)
    return language == .zh || ["%", "‰"].contains(symbol) || symbol.isEmpty ? number + symbol : number + " " + symbol
  }
}
