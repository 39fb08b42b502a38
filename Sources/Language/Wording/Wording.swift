public import Analysis
public import Ensembles
internal import PlainText
public import PlanningModel
public import Simulation

/// Every text that a reader sees, in Chinese and English side by side.
public struct Wording: Sendable {
  public enum Language: String, Sendable, CaseIterable {
    case zh
    case en
  }

  public let language: Language

  public init(language: Language) { self.language = language }

  public static let chinese = Wording(language: .zh)
  public static let english = Wording(language: .en)

  public func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  public var languageTag: String { text("zh-CN", "en") }
  public var capacityNotStated: String { text("容量未写明，不推算用尽年份", "capacity not stated; no exhaustion year is invented") }

  /// A source that is no document of the county's: what a scenario sets without one.
  public func source(_ key: String) -> String {
    if let grade = EvidenceGrade(rawValue: key) { return name(grade) }
    return key == "scenario" ? text("情景假设，没有写来源", "set by the scenario without a source") : key
  }

  /// A parameter's unit by itself.
  public func unitName(_ unit: String) -> String {
    switch unit {
    case "share": return text("比例（0.5即50%）", "share (0.5 is 50%)")
    case "ratio": return text("倍数", "ratio")
    case "sd of log": return text("对数标准差", "standard deviation of the logarithm")
    case "per person and year": return text("每人每年的比例", unit)
    case "share per year": return text("每年变化的比例（0.01即1%）", "share per year (0.01 is 1%)")
    case "share per 3 years": return text("三年的比例", unit)
    default: return self.unit(unit)
    }
  }

  /// A parameter's unit behind its value; nothing for shares and ratios.
  public func unit(_ unit: String) -> String {
    switch unit {
    case "share", "ratio", "sd of log": ""
    case "beds per 1000": text("张/千人", " beds per 1000")
    case "persons": text("人", " persons")
    case "month": text("个月", " months")
    case "year": text("年", " years")
    case "per year": text("具/年", " per year")
    case "per person and year": text("（每人每年）", " per person and year")
    case "persons per year": text("人/年", " persons per year")
    case "share per year": text("（每年）", " a year")
    case "share per 3 years": text("（三年）", " in 3 years")
    case "wan yuan per bed": text("万元/张", " 10⁴ yuan per bed")
    default: " " + unit
    }
  }

  /// A parameter's value with its unit: shares and rates as percentages, `每年0.5%`.
  public func input(_ value: Double, unit: String) -> String {
    func percent(_ value: Double) -> String {
      (NumberFormat.machine(value * 100, decimals: 2) ?? "…") + "%"
    }
    switch unit {
    case "share": return percent(value)
    case "per person and year", "share per year": return text("每年", "") + percent(value) + text("", " a year")
    case "share per 3 years": return text("三年", "") + percent(value) + text("", " in 3 years")
    case "ratio": return (NumberFormat.machine(value, decimals: 4) ?? "…") + text("倍", "")
    default: return (NumberFormat.machine(value, decimals: 4) ?? "…") + self.unit(unit)
    }
  }

  public func name(_ source: UncertaintySource) -> String {
    switch source {
    case .base: text("基期人口（计数误差、乡镇分配）", "Base population (count error, allocation)")
    case .fertility: text("生育", "Fertility")
    case .mortalityAndResidual: text("死亡水平与残差迁移（不能分开）", "Mortality level and residual migration (confounded)")
    case .mortalityTrend: text("死亡率变化与乡镇差异", "Mortality trend and township differences")
    case .migration: text("县外迁移是否延续及其波动", "Whether external migration goes on, and its swings")
    case .internalMigration: text("县内向城区迁移", "Movement to the county town")
    case .smallNumbers: text("少数人的偶然性", "Chance among few people")
    }
  }

  public func name(_ quantity: SourceVariance.Quantity) -> String {
    switch quantity {
    case .residents: text("常住人口", "Residents")
    case .pop60: text("60岁及以上", "Aged 60+")
    case .pop80: text("80岁及以上", "Aged 80+")
    case .deaths: text("死亡", "Deaths")
    }
  }

  public func name(_ path: Confounding.Path) -> String {
    switch path {
    case .joint: say(.confoundingJoint)
    case .mortalityAlone: say(.confoundingMortality)
    case .migrationAlone: say(.confoundingMigration)
    }
  }

  public func name(_ reading: DemandReading) -> String {
    switch reading {
    case .norm: text("规范配置", "Norm")
    case .need: text("照护需要", "Need")
    case .observed: text("实际使用", "Observed use")
    }
  }

  public func name(_ type: BedType) -> String {
    type == .nursing ? text("护理型床位", "Nursing beds") : text("普通床位", "Ordinary beds")
  }

  public func name(_ verdict: Verdict) -> String {
    switch verdict {
    case .met: text("达标", "Met")
    case .missed: text("不达标", "Missed")
    case .assumed: text("未检验", "Untested")
    case .undefined: text("无法判定", "Undefined")
    case .outOfReach: text("本模型不能计算", "Out of reach")
    }
  }

  public func name(_ verdict: PlanStatement.Verdict) -> String {
    switch verdict {
    case .closes: text("相符", "Closes")
    case .fails: text("不符", "Fails")
    case .undefined: text("未定义", "Undefined")
    case .missing: text("缺失", "Missing")
    }
  }

  public func name(_ kind: PlanStatement.Kind) -> String {
    switch kind {
    case .decides: text("影响结论", "Decides")
    case .definition: text("口径不清", "Definition")
    case .rounding: text("取整或笔误", "Rounding")
    }
  }

  public func name(_ grade: EvidenceGrade) -> String {
    switch grade {
    case .census: text("普查", "census")
    case .official: text("官方", "official")
    case .plan: text("规划", "plan")
    case .literature: text("文献", "literature")
    case .derived: text("推算", "derived")
    case .assumption: text("假设", "assumption")
    }
  }

  public func name(_ measure: Measure) -> String {
    switch measure {
    case .residents: text("常住人口", "Residents")
    case .pop60: text("60岁及以上常住人口", "Residents aged 60+")
    case .pop65: text("65岁及以上常住人口", "Residents aged 65+")
    case .pop80: text("80岁及以上常住人口", "Residents aged 80+")
    case .severe: text("生活不能自理老人", "Severely disabled elderly")
    case .demandNorm: text("机构床位需求（规范配置）", "Home beds (norm)")
    case .demandNormAll: text("各类床位需求（规范配置，含社区）", "Beds of all kinds (norm)")
    case .demandNeed: text("床位需求（照护需要）", "Bed demand (need)")
    case .demandObserved: text("床位需求（实际使用）", "Bed demand (observed)")
    case .beds: text("养老床位", "Care beds")
    case .nursingShare: text("护理型床位占比", "Nursing share")
    case .governmentShare: text("政府运营床位占比", "Government-run share")
    case .bedsPer1000Residents60: text("每千名60岁及以上常住老人床位", "Beds per 1000 residents 60+")
    case .bedsPer1000Residents65: text("每千名65岁及以上常住老人床位", "Beds per 1000 residents 65+")
    case .bedsPer1000Registered60: text("每千名60岁及以上户籍老人床位", "Beds per 1000 registered 60+")
    case .occupancy: text("床位使用率", "Occupancy")
    case .unmet: text("未满足需求", "Unmet need")
    case .caregivers: text("需要护理员", "Caregivers needed")
    case .births: text("出生人数", "Births")
    case .deaths: text("死亡人数", "Deaths")
    case .cremationZone: text("火化区火化率", "Cremation rate in the zone")
    case .cremationCounty: text("全县火化率", "Cremation rate, county")
    case .invest: text("当年投资", "Investment in the year")
    case .conversionsNeeded: text("达到护理型目标还需改造", "Conversions needed for the nursing target")
    }
  }

  /// A measure's value as a reader meets it, with its unit.
  public func value(_ measure: Measure, _ value: Double) -> String {
    switch measure {
    case .nursingShare, .governmentShare, .occupancy, .cremationZone, .cremationCounty: NumberFormat.percent(value)
    case .bedsPer1000Residents60, .bedsPer1000Residents65, .bedsPer1000Registered60:
      NumberFormat.text(value, decimals: 1) + text("张/千人", " per 1000")
    case .residents, .pop60, .pop65:
      language == .zh ? NumberFormat.text(value / 10_000, decimals: 2) + "万人" : NumberFormat.text(value)
    case .pop80, .severe, .births, .deaths, .caregivers: NumberFormat.text(value) + text("人", "")
    case .demandNorm, .demandNormAll, .demandNeed, .demandObserved, .beds, .unmet, .conversionsNeeded:
      NumberFormat.text(value) + text("张", " beds")
    case .invest: NumberFormat.text(value) + text("万元", " ×10⁴ yuan")
    }
  }

  /// A value without its unit, for brackets beside one that has it.
  public func bare(_ measure: Measure, _ value: Double) -> String {
    switch measure {
    case .residents, .pop60, .pop65:
      language == .zh ? NumberFormat.text(value / 10_000, decimals: 2) + "万" : NumberFormat.text(value)
    case _ where measure.unit == "share": NumberFormat.percent(value)
    case _ where measure.isPerThousand: NumberFormat.text(value, decimals: 1)
    default: NumberFormat.text(value)
    }
  }

  /// A mean with its 80% interval, where the head of a table says that it is one: `11,919张（80%区间 10,100—13,800张）`.
  public func value(_ measure: Measure, _ summary: Summary) -> String {
    guard let mean = summary.mean else { return "—" }
    guard let low = summary.p10, let high = summary.p90, low < high else { return value(measure, mean) }
    return value(measure, mean) + text("（80%区间 ", " (80% interval ") + bare(measure, low) + text("—", "–")
      + value(measure, high) + text("）", ")")
  }

  /// One sentence for a measure in a year; a drawn number is a mean and says so.
  public func sentence(_ measure: Measure, _ year: Year, _ summary: Summary) -> String {
    let value = value(measure, summary, .mean)
    return text("\(year)年\(name(measure))\(value)。", "\(name(measure)) in \(year): \(value).")
  }

  /// A verdict, with what an untested one rests on, or how often futures attain the target where they were drawn.
  public func verdict(_ row: IndicatorRow, chance: String?) -> String {
    if row.verdict == .assumed { return name(row.verdict) + say(.inBrackets, basis(row)) }
    // The probability of what an assumption decides says nothing.
    guard let chance, row.verdict == .met || row.verdict == .missed else { return name(row.verdict) }
    return name(row.verdict) + text("，", ", ") + chance
  }

  /// What an untested target rests on.
  public func basis(_ row: IndicatorRow) -> String {
    switch row.reason {
    case .pathSetToTarget: text("情景直接设为目标", "set to the target by the scenario")
    case .pathHolds: text("写定的率基期已达到", "a given rate that attains it at the base")
    default: text("靠假设达到", "by assumption")
    }
  }
}

extension Wording {
  /// An indicator's value at the base or as the plan states it: no decimals that are not there.
  public func indicatorValue(_ value: Double) -> String {
    NumberFormat.text(value, decimals: value == value.rounded() ? 0 : 1)
  }

  /// A figure as the plan prints it, with its digits grouped like those that were computed; words and signs stay.
  public func printed(_ figure: String) -> String {
    guard let value = PlainNumber.value(figure), value == value.rounded() else { return figure }
    return NumberFormat.text(value)
  }

  /// Why an indicator's verdict stands, and what an attained target hangs on.
  public func reason(_ row: IndicatorRow) -> String {
    row.basis.reduce(facts(row)) { $0 + (language == .zh ? "" : " ") + say($1) }
  }

  private func say(_ basis: AssumedBasis) -> String {
    switch basis {
    case .openings:
      text(
        "只有项目按规划的或推定的年份和规模建成才达标；是否建成没有核实。",
        "Attained only if projects open as planned or assumed; whether they did is not known.")
    case .operators:
      text("新建机构由谁运营是假设，换一种就达不到目标。", "Attained only if new homes are run as assumed.")
    case .base: text("现有床位的数字是假设。", "The beds that stand are an assumption.")
    }
  }

  private func facts(_ row: IndicatorRow) -> String {
    let value = { (number: Double) in NumberFormat.text(number) }
    switch row.reason {
    case .outOfReach: return text(row.indicator.noteZh, "Outside this model.")
    case .targetInWords: return text("目标是一条规则，没有数值。", "The target is a rule in words.")
    case .nothingToDivide, .noBaseValue, .noRenovationCount, .targetYearOutside: return undecided(row)
    case .pathSetToTarget:
      return text(
        "情景把火化率直接设成了目标，做不做得到没有检验。" + sentence(row.indicator.noteZh),
        "The path is set to the target; attaining it is an assumption.")
    case .pathHolds(let from, let to):
      let ends = [from, to].map { NumberFormat.text($0, decimals: 1) }
      return text(
        "写定的火化率基期就是\(ends[0])%，到目标年是\(ends[1])%，一直达到目标；做不做得到没有检验。" + sentence(row.indicator.noteZh),
        "The rate is given: \(ends[0])% at the base, \(ends[1])% in the target year, always attaining the target.")
    case .pathBelowTarget:
      return text("情景设定的火化率低于目标。", "The rate that the scenario sets is below the target.")
    case .nursing(let conversions, let closures):
      if conversions == 0 { return text("现有、新建和改造床位合计达到目标。", "Existing, new and converted beds reach the target.") }
      return text(
        "护理型床位还差\(value(conversions))张：须把\(value(conversions))张普通床位改造为护理型；若只关停，要关\(value(closures))张，比例达标而照护没有增加。",
        "\(value(conversions)) ordinary beds must be converted; by closing alone, \(value(closures)), which adds no care."
      )
    case .government(let handovers, let allSocial):
      let assumed = allSocial.map { share in
        text(
          "规划未写明新建机构由谁运营，暂按政府运营；若新建机构全部社会运营为\(NumberFormat.text(share, decimals: 1))%。",
          "The plan does not say who runs new homes; government is assumed. If all were socially run: \(NumberFormat.text(share, decimals: 1))%."
        )
      }
      let action =
        handovers == 0
        ? (assumed == nil ? text("按运营方计，已达到目标。", "The target is reached by operator.") : "")
        : text("要达标须把\(value(handovers))张转为社会运营。", " \(value(handovers)) beds must be handed over.")
      return (assumed ?? "") + action
    case .coverage(let covered, let of):
      return text(
        "\(of)个乡镇中\(covered)个有公益性公墓。" + sentence(row.indicator.noteZh),
        "\(covered) of \(of) towns have a public cemetery.")
    case .renovation(let finished):
      let target = row.indicator.targetYear
      switch finished {
      case nil: return text("情景没有敬老院改造，保持基期水平。", "No renovation: the base value stands.")
      case let year? where year > target:
        return text(
          "敬老院改造到\(year)年才完成，晚于\(target)年，目标年仍是基期水平。",
          "The renovation is finished in \(year), after \(target): the base value stands.")
      default:
        return text(
          "假定改造后的敬老院全部达标、其余机构仍按基期比例达标；没有逐家名单。",
          "Renovated homes are assumed to pass, the others as often as at the base.")
      }
    case .serviceCentres(let open, let covered, let of):
      let target = row.indicator.targetYear
      switch open {
      case nil: return text("情景没有养老服务中心项目，保持基期水平。", "No service centres: the base value stands.")
      case let year? where year > target:
        return text(
          "养老服务中心到\(year)年才建成，晚于\(target)年，目标年仍是基期水平。",
          "The service centres open in \(year), after \(target): the base value stands.")
      default:
        return text(
          "\(of)个乡镇（街道）中\(covered)个建成养老服务中心。",
          "\(covered) of \(of) townships have a service centre.")
      }
    }
  }

  /// The county's own note on an indicator as a sentence.
  private func sentence(_ note: String) -> String {
    note.isEmpty || note.hasSuffix("。") ? note : note + "。"
  }

  /// The same where futures were drawn: verdict and reason are those of the central run, whose value may not be the mean.
  public func reason(_ row: IndicatorRow, _ horizon: Horizon, draws: Int) -> String {
    guard draws > 0, let value = row.targetValue(horizon) else { return reason(row) }
    return say(.centralCase, NumberFormat.text(value, decimals: 1) + row.indicator.unit) + reason(row)
  }

  /// The smallest action that would close a missed target.
  public func smallestAction(_ row: IndicatorRow) -> String {
    let value = { (number: Double) in NumberFormat.text(number) }
    guard row.verdict == .missed else { return text("无需措施", "none") }
    switch row.reason {
    case .nursing(let conversions, _):
      return text("改造\(value(conversions))张普通床位为护理型", "convert \(value(conversions)) ordinary beds")
    case .government(let handovers, _):
      return text("\(value(handovers))张床位转为社会运营", "hand \(value(handovers)) beds to social operators")
    case .coverage(let covered, let of):
      return text("再为\(of - covered)个乡镇建公墓或共用", "cemeteries for \(of - covered) more towns")
    case .pathBelowTarget: return text("提高火化区火化率", "raise the cremation rate in the zone")
    case .renovation(let finished):
      return finished == nil
        ? text("实施敬老院改造", "carry out the renovation")
        : text(
          "敬老院改造提前到\(row.indicator.targetYear)年前完成", "finish the renovation by \(row.indicator.targetYear)")
    case .serviceCentres(let open, _, _):
      return open == nil
        ? text("建成养老服务中心", "open the service centres")
        : text(
          "养老服务中心提前到\(row.indicator.targetYear)年前建成", "open the service centres by \(row.indicator.targetYear)")
    default: return text("无法判定", "undefined")
    }
  }
}
