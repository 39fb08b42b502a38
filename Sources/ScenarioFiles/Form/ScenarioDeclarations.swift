internal import PlanningModel

/// Everything that a scenario file may say.
enum ScenarioDeclarations {
  /// Keys of the root, in the order in which people write them.
  static let fields: [FormField] =
    [
      FormField(
        "schema", .literal("1"), zh: "文件格式版本，写 1", en: "Version of the file format: 1", isRequired: true, example: "1"),
      FormField(
        "id", .identifier, zh: "情景代号：小写字母、数字、连字符，与文件名相同", en: "Name of the scenario, the same as the file's",
        isRequired: true, example: "plan"),
      FormField("title", .text, zh: "情景名称", en: "Title for readers", isRequired: true, example: "规划如期实施"),
      FormField("description", .text, zh: "情景说明", en: "What the scenario is about", example: "一两句话说明与上级情景的不同"),
      FormField(
        "extends", .either([.relativePath, .list(.relativePath, isEmptyAllowed: true)]),
        zh: "上级情景（不带 .yaml），从左到右合并；公共片段写 []", en: "Parents, merged left to right; [] for a shared fragment",
        example: "base"),
      FormField(
        "unset", .list(.reference(.path), isEmptyAllowed: true), zh: "从上级情景中去掉的字段路径",
        en: "Dotted paths removed from the parents",
        example: "[care.occupancy]"),
      FormField(
        "data", .relativePath, zh: "县数据包文件夹，相对项目文件夹", en: "Folder of the county's data package", example: "seeds/county"
      ),
      FormField(
        "horizon",
        .object([
          FormField("start", .year, zh: "基期年", en: "Base year", isRequired: true, example: "2020"),
          FormField("end", .year, zh: "末年", en: "Last year", isRequired: true, example: "2035"),
        ]), zh: "推算时段", en: "Years covered", example: "{start: 2020, end: 2035}"),
      FormField(
        "ensemble",
        .object([
          FormField(
            "draws", .whole(0...10_000), zh: "抽样次数；0 为只算中心值", en: "Number of futures; 0 runs the central values once",
            isRequired: true, example: "200"),
          FormField(
            "seed", .seed, zh: "随机种子", en: "Seed of the random numbers", example: "1"),
          FormField(
            "small_numbers",
            .word([
              Form.Choice("expected", "不抽，人数取期望值", "expected numbers"),
              Form.Choice("persons", "逐人抽取出生、死亡、迁移", "whole persons"),
            ]), zh: "少数人中的偶然性", en: "Chance among few people", example: "expected"),
          FormField(
            "observations",
            .word([
              Form.Choice("condition", "只取与观测（use: condition）相符的抽样", "futures that agree with the observations"),
              Form.Choice("ignore", "不看观测，如同反事实", "all futures, as a counterfactual wants"),
            ]), zh: "怎样使用基期后的观测", en: "What is done with observations after the base", example: "condition"),
        ]), zh: "不确定性抽样", en: "Draws of the uncertain numbers", example: "{draws: 200, seed: 1}"),
    ] + rooms + [
      FormField("portfolio", .object(portfolio), zh: "项目组合", en: "Which projects are carried out, and when"),
      FormField(
        "targets", .list(.object(target), isEmptyAllowed: true), zh: "自定目标，报告达到的概率",
        en: "Targets of one's own, reported with their probability"),
      FormField(
        "correlations", .list(.object(correlation), isEmptyAllowed: true), zh: "不确定参数之间的秩相关",
        en: "Rank correlations between uncertain parameters"),
      FormField(
        "sweep", .map(keys: .path, .list(.anything, isEmptyAllowed: false)), zh: "扫描：每个字段的多个取值，展开为子情景",
        en: "Values to sweep; every combination becomes a child scenario"),
      FormField(
        "outputs",
        .object([
          FormField(
            "years", .list(.year, isEmptyAllowed: true), zh: "长表保留的年份；不写为全部", en: "Years that the long tables carry",
            example: "[2020, 2025, 2030, 2035]")
        ]), zh: "输出", en: "Outputs"),
    ]

  /// Pairs of keys of which a map that knows both says exactly one.
  static let alternatives = [["at_least", "at_most"], ["p90", "sd_log"]]

  /// Keys that a file must have besides its own required ones, itself or through `extends`.
  static let requiredAfterMerging = ["data", "horizon"]

  private static let roomNames: [(String, String, String)] = [
    ("population", "人口", "Population"), ("care", "照护需求", "Care need"), ("facilities", "养老设施", "Facilities"),
    ("funeral", "殡葬", "Funeral"), ("finance", "资金", "Finance"),
  ]

  /// The parameters, as nested maps by their dotted paths.
  private static let rooms: [FormField] = roomNames.map { name, zh, en in
    var fields = below(name)
    if name == "funeral" {
      fields.append(
        FormField(
          "zones", .map(keys: .township, .either([.word([Form.Choice("base", "基期即在内", "from the start")]), .year])),
          zh: "火化区：乡镇街道及划入年份", en: "Cremation zone: townships with the year of entry", example: "{镇名: 2025}"))
    }
    if name == "facilities" {
      fields.append(
        FormField(
          "base_beds", .object(baseBeds), zh: "基期床位的另一种统计：各机构按比例换算到这个合计",
          en: "Another count of the beds at the base: homes are scaled to it", example: "{total: 8900, nursing: 6230}"))
    }
    return FormField(name, .object(fields), zh: zh, en: en)
  }

  private static let baseBeds: [FormField] = [
    FormField("total", .whole(0...100_000), zh: "床位合计", en: "All beds", isRequired: true, example: "8900"),
    FormField(
      "nursing", .whole(0...100_000), zh: "其中护理型；不写为各机构原来的比例", en: "Of nursing type; the list's shares if absent"),
    FormField(
      "government", .whole(0...100_000), zh: "其中政府运营；不写为原来的比例", en: "Run by the government; the list's share if absent"),
    FormField("source", .text, zh: "来源", en: "Source"),
    FormField(
      "grade",
      .word(EvidenceGrade.allCases.map { Form.Choice($0.rawValue, $0.rawValue, $0.rawValue) }), zh: "数据等级；不写为假设",
      en: "Evidence grade; assumption if absent"),
    FormField("note", .text, zh: "说明", en: "Note"),
  ]

  private static func below(_ path: String) -> [FormField] {
    let depth = path.split(separator: ".").count
    var names: [String] = []
    for declaration in ParameterCatalogue.declarations where declaration.path.hasPrefix(path + ".") {
      let name = String(declaration.path.split(separator: ".")[depth])
      if !names.contains(name) { names.append(name) }
    }
    return names.map { name in
      let full = "\(path).\(name)"
      if let declaration = ParameterCatalogue.declaration(for: full) {
        return FormField(
          name, .parameter(declaration), zh: "\(declaration.titleZh)（\(declaration.unit)）",
          en: "\(declaration.titleEn) (\(declaration.unit))")
      }
      let group = groups[full] ?? (name, name)
      return FormField(name, .object(below(full)), zh: group.0, en: group.1)
    }
  }

  private static let groups: [String: (String, String)] = [
    "population.mortality_closure": ("全国死亡水平（相对死亡率表）", "Mortality of the nation relative to the table"),
    "population.life_expectancy": ("预期寿命", "Life expectancy"),
    "population.spread": ("随机偏离的幅度（只用于抽样）", "How far futures stray"), "care.uptake": ("入住比例", "Uptake"),
    "care.residents_per_caregiver": ("住养人数与护理员之比", "Residents per caregiver"),
    "facilities.ramp_up": ("开业爬坡", "Ramp-up"), "funeral.ashes": ("骨灰去向", "Where ashes go"),
    "finance.imputed_cost_per_bed": ("每床投资（推算）", "Imputed cost per bed"),
  ]

  private static let bedTypes = [
    Form.Choice("nursing", "护理型", "nursing"), Form.Choice("ordinary", "普通", "ordinary"),
  ]
  private static let sectors = [
    Form.Choice("government", "政府", "government"), Form.Choice("social", "社会", "social"),
  ]

  private static let change: [FormField] = [
    FormField("beds", .uncertain(0...100_000), zh: "床位数", en: "Beds", isRequired: true, example: "100"),
    FormField("year", .year, zh: "年份", en: "Year", isRequired: true, example: "2024"),
    FormField("township", .reference(.township), zh: "乡镇街道；不写为全县按比例", en: "Township; the whole county if absent"),
  ]

  private static let portfolio: [FormField] = [
    FormField(
      "include",
      .word([
        Form.Choice("planned", "拟实施项目", "the planned projects"), Form.Choice("reserve", "储备项目", "the reserve projects"),
        Form.Choice("all", "全部", "both"), Form.Choice("none", "都不建", "none"),
      ]), zh: "从哪些项目开始", en: "Projects to start from", example: "planned"),
    FormField(
      "add", .list(.reference(.project), isEmptyAllowed: true), zh: "另加项目", en: "Projects added", example: "[P01]"),
    FormField(
      "drop", .list(.reference(.project), isEmptyAllowed: true), zh: "去掉项目", en: "Projects dropped", example: "[P02]"),
    FormField(
      "shift", .map(keys: .projectOrAll, .uncertainWhole(-5...15)), zh: "推迟的年数（all 为全部；不确定时取整年）",
      en: "Delay in years (all: every project; draws are rounded to whole years)", example: "{all: 1, P05: 2}"),
    FormField("open", .map(keys: .project, .year), zh: "开业年份", en: "Year of opening", example: "{P01: 2026}"),
    FormField(
      "bed_type", .map(keys: .project, .word(bedTypes)), zh: "床位类型", en: "Type of a project's beds",
      example: "{P07: nursing}"),
    FormField(
      "beds", .map(keys: .project, .uncertain(0...20_000)), zh: "床位数", en: "Beds of a project", example: "{P11: 300}"),
    FormField(
      "scale", .map(keys: .project, .uncertain(0.1...3)), zh: "规模倍数（床位和投资同比）",
      en: "Multiple of a project's beds and investment",
      example: "{P01: 0.8}"),
    FormField(
      "convert", .list(.object(change), isEmptyAllowed: true), zh: "普通床位改造为护理型",
      en: "Ordinary beds converted to nursing type",
      example: "[{beds: 100, year: 2024}]"),
    FormField(
      "close", .list(.object(change), isEmptyAllowed: true), zh: "关停普通床位（不清退住养人）",
      en: "Ordinary beds closed, without eviction",
      example: "[{beds: 100, year: 2024}]"),
    FormField(
      "operator", .map(keys: .project, .word(sectors)), zh: "运营方（公建民营）", en: "Who runs a project",
      example: "{P01: social}"),
    FormField(
      "budget",
      .map(
        keys: .year,
        .either([.decimal(0...10_000_000), .map(keys: .fundingSource, .decimal(0...10_000_000))])),
      zh: "各年资金上限（万元），可按来源分列；超出时警告",
      en: "Cap on spending by year (wan yuan), or by year and source; excess is warned of",
      example: "{2022: 20000}"),
  ]

  private static let target: [FormField] = [
    FormField(
      "measure", .word(Measure.allCases.map { Form.Choice($0.rawValue, $0.rawValue, $0.rawValue) }),
      zh: "指标名，见 summary.csv",
      en: "Name of the measure in summary.csv", isRequired: true, example: "unmet"),
    FormField("year", .year, zh: "年份", en: "Year", isRequired: true, example: "2030"),
    FormField("at_least", .decimal(-1e9...1e9), zh: "不低于", en: "At least"),
    FormField("at_most", .decimal(-1e9...1e9), zh: "不高于", en: "At most", example: "500"),
  ]

  private static let correlation: [FormField] = [
    FormField("a", .reference(.parameter), zh: "参数路径", en: "A parameter", isRequired: true, example: "care.occupancy"),
    FormField(
      "b", .reference(.parameter), zh: "另一参数路径", en: "Another parameter", isRequired: true,
      example: "care.occupancy_city"),
    FormField(
      "rho", .decimal(-0.999...0.999), zh: "斯皮尔曼秩相关系数", en: "Spearman's rank correlation", isRequired: true,
      example: "0.5"),
  ]
}
