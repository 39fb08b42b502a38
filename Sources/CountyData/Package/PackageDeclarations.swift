internal import PlanningModel

/// A table of a county's data package as a descriptor declares it.
struct ResourceDeclaration: Sendable {
  struct Field: Sendable {
    let name: String
    let titleZh: String
    let type: String
    let isRequired: Bool
    let minimum: Double?
    let maximum: Double?
    let allowed: [String]

    init(
      _ name: String, _ titleZh: String, _ type: String = "string", isRequired: Bool = true, minimum: Double? = nil,
      maximum: Double? = nil, allowed: [String] = []
    ) {
      self.name = name
      self.titleZh = titleZh
      self.type = type
      self.isRequired = isRequired
      self.minimum = minimum
      self.maximum = maximum
      self.allowed = allowed
    }
  }

  let name: String
  let titleZh: String
  let fields: [Field]
  let primaryKey: [String]
  /// Field, table and its key.
  let references: [(field: String, resource: String, key: String)]
}

/// The tables that every county's package has: the law of what they hold, and the descriptor of a new package.
enum PackageDeclarations {
  /// With the tables that a package may add.
  static let all = resources + additions

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  static func declaration(for name: String) -> ResourceDeclaration? { byName[name] }

  private static let grades = ["census", "official", "plan", "literature", "derived", "assumption"]
  private static let yesNo = ["yes", "no"]
  /// The statistics bureau's classes of villages and communities.
  private static let settlementClasses = ["111", "112", "121", "122", "123", "210", "220"]
  private typealias Field = ResourceDeclaration.Field

  /// Columns of a count of people by sex and age.
  private static let census: [Field] = [
    Field("year", "年份", "integer", minimum: 1900, maximum: 2200),
    Field("sex", "性别", allowed: ["M", "F"]),
    Field("age_from", "起始年龄", "integer", minimum: 0, maximum: 120),
    Field("age_to", "终止年龄", "integer", isRequired: false, minimum: 0, maximum: 120),
    Field("persons", "人数", "number", minimum: 0, maximum: 1000000000),
    Field("source", "来源"),
    Field("quality", "数据等级", allowed: grades),
  ]

  static let resources: [ResourceDeclaration] = [
    ResourceDeclaration(
      name: "sources", titleZh: "来源",
      fields: [
        Field("key", "键"),
        Field("title", "标题"),
        Field("place", "出处", isRequired: false),
        Field("licence", "许可", isRequired: false),
        Field("text_seen", "是否见到原文", allowed: yesNo),
        Field("note", "说明", isRequired: false),
      ], primaryKey: ["key"], references: []),
    ResourceDeclaration(
      name: "zones", titleZh: "片区",
      fields: [
        Field("zone", "片区"),
        Field("name_zh", "名称"),
        Field("name_en", "英文名"),
        Field("order", "次序", "integer", minimum: 1, maximum: 99),
        Field("is_city", "是否城区", allowed: yesNo),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note", "说明"),
      ], primaryKey: ["zone"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "townships", titleZh: "乡镇街道",
      fields: [
        Field("geo_code", "乡镇街道代码"),
        Field("name_zh", "名称"),
        Field("name_en", "英文名"),
        Field("kind_zh", "类别", allowed: ["街道", "镇", "乡"]),
        Field("zone", "片区"),
        Field("lon", "经度", "number", minimum: 70, maximum: 140),
        Field("lat", "纬度", "number", minimum: 3, maximum: 54),
        Field("residents", "常住人口", "number", isRequired: false, minimum: 0, maximum: 10000000),
        Field("residents_low", "常住人口低值", "number", isRequired: false, minimum: 0, maximum: 10000000),
        Field("residents_high", "常住人口高值", "number", isRequired: false, minimum: 0, maximum: 10000000),
        Field("residents60", "常住60岁及以上", "number", isRequired: false, minimum: 0, maximum: 10000000),
        Field("residents65", "常住65岁及以上", "number", isRequired: false, minimum: 0, maximum: 10000000),
        Field("population_quality", "人口数据等级", isRequired: false, allowed: grades),
        Field("cremation_zone", "火化区", allowed: ["yes", "no", "candidate"]),
        Field("cremation_zone_quality", "火化区等级", allowed: grades),
        Field("settlements", "村（社区）数", "integer", minimum: 0, maximum: 10000),
        Field("area_km2", "面积", "number", minimum: 0, maximum: 100000),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note", "说明"),
      ], primaryKey: ["geo_code"], references: [("zone", "zones", "zone"), ("source", "sources", "key")]),
    ResourceDeclaration(
      name: "population", titleZh: "普查分年龄性别常住人口",
      fields: census, primaryKey: ["year", "sex", "age_from"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "mortality", titleZh: "全国分年龄死亡率",
      fields: [
        Field("start", "起始年", "integer", minimum: 1900, maximum: 2200),
        Field("end", "终止年（不含）", "integer", minimum: 1900, maximum: 2200),
        Field("sex", "性别", allowed: ["M", "F"]),
        Field("age_from", "起始年龄", "integer", minimum: 0, maximum: 120),
        Field("age_to", "终止年龄", "integer", isRequired: false, minimum: 0, maximum: 120),
        Field("rate", "死亡率", "number", minimum: 0, maximum: 5),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
      ], primaryKey: ["start", "sex", "age_from"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "fertility", titleZh: "全国生育",
      fields: [
        Field("measure", "指标", allowed: ["tfr", "asfr_share", "srb"]),
        Field("start", "起始年", "integer", minimum: 1900, maximum: 2200),
        Field("end", "终止年（不含）", "integer", minimum: 1900, maximum: 2200),
        Field("age_from", "起始年龄", "integer", isRequired: false, minimum: 0, maximum: 120),
        Field("age_to", "终止年龄", "integer", isRequired: false, minimum: 0, maximum: 120),
        Field("value", "数值", "number", minimum: -1000000000, maximum: 1000000000),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
      ], primaryKey: [], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "disability", titleZh: "失能率",
      fields: [
        Field("definition", "失能定义", allowed: ["severe", "basic_adl", "any_adl"]),
        Field("sex", "性别", allowed: ["M", "F", "T"]),
        Field("age_from", "起始年龄", "integer", minimum: 0, maximum: 120),
        Field("age_to", "终止年龄", "integer", isRequired: false, minimum: 0, maximum: 120),
        Field("share", "比例", "number", minimum: 0, maximum: 1),
        Field("low", "低值", "number", minimum: 0, maximum: 1),
        Field("high", "高值", "number", minimum: 0, maximum: 1),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note", "说明"),
      ], primaryKey: ["definition", "sex", "age_from"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "registered", titleZh: "户籍人口",
      fields: [
        Field("year", "年份", "integer", minimum: 1900, maximum: 2200),
        Field("group", "组别", allowed: ["total", "60+"]),
        Field("persons", "人数", "number", minimum: 0, maximum: 1000000000),
        Field("low", "低值", "number", minimum: 0, maximum: 1000000000),
        Field("high", "高值", "number", minimum: 0, maximum: 1000000000),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note", "说明"),
      ], primaryKey: ["year", "group"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "parameters", titleZh: "模型参数",
      fields: [
        Field("path", "参数"),
        Field("value", "数值", "number", minimum: -1000000000, maximum: 1000000000),
        Field("low", "低值", "number", minimum: -1000000000, maximum: 1000000000),
        Field("high", "高值", "number", minimum: -1000000000, maximum: 1000000000),
        Field("bound", "中间值就是哪一端", isRequired: false, allowed: ["low", "high"]),
        Field("unit", "单位"),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note_zh", "说明"),
      ], primaryKey: ["path"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "facilities", titleZh: "现有养老机构（推算）",
      fields: [
        Field("id", "编号"),
        Field("name_zh", "名称"),
        Field("geo_code", "乡镇街道代码"),
        Field("homes", "机构数", "integer", minimum: 1, maximum: 10000),
        Field("beds", "床位", "number", minimum: 0, maximum: 100000),
        Field("nursing_share", "护理型占比", "number", minimum: 0, maximum: 1),
        Field("owner", "建设方", allowed: ["government", "social"]),
        Field("operator", "运营方", allowed: ["government", "social"]),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note", "说明"),
      ], primaryKey: ["id"], references: [("geo_code", "townships", "geo_code"), ("source", "sources", "key")]),
    ResourceDeclaration(
      name: "projects", titleZh: "规划项目",
      fields: [
        Field("id", "编号"),
        Field("status", "状态", allowed: ["planned", "reserve"]),
        Field(
          "category", "类别",
          allowed: [
            "care_home", "destitute_home", "service_centre", "renovation", "mutual_aid", "psychiatric", "cemetery",
            "funeral_station", "columbarium", "crematorium_retrofit", "funeral_home", "child_protection", "other",
          ]),
        Field("name_zh", "名称"),
        Field("name_en", "英文名"),
        Field("site_plan_zh", "规划选址"),
        Field("geo_codes", "乡镇街道代码（分号分隔）", isRequired: false),
        Field("beds", "床位", "number", isRequired: false, minimum: 0, maximum: 100000),
        Field("counts_as_care_bed", "是否养老床位", allowed: yesNo),
        Field("bed_type", "床位类型", isRequired: false, allowed: ["nursing", "ordinary"]),
        Field("other_capacity_zh", "其他规模", isRequired: false),
        Field("owner", "建设方", allowed: ["government", "social"]),
        Field("operator", "运营方", allowed: ["government", "social"]),
        Field("operator_quality", "运营方等级", allowed: grades),
        Field("investment_wan", "规划投资", "number", isRequired: false, minimum: 0, maximum: 10000000),
        Field("start", "起始年", "integer", minimum: 1900, maximum: 2200),
        Field("open", "建成年", "integer", minimum: 1900, maximum: 2200),
        Field("open_earliest", "最早建成", "integer", minimum: 1900, maximum: 2200),
        Field("open_latest", "最晚建成", "integer", minimum: 1900, maximum: 2200),
        Field("schedule_quality", "年份等级", allowed: grades),
        Field("funding_source", "资金来源"),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note", "说明"),
      ], primaryKey: ["id"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "funeral_facilities", titleZh: "殡葬设施",
      fields: [
        Field("id", "编号"),
        Field("name_zh", "名称"),
        Field(
          "kind", "类别", allowed: ["funeral_home", "funeral_station", "urban_cemetery", "rural_cemetery", "columbarium"]),
        Field("geo_code", "乡镇街道代码", isRequired: false),
        Field("project", "项目", isRequired: false),
        Field("capacity", "容量（写明的）", "number", isRequired: false, minimum: 0, maximum: 10000000),
        Field("used", "已用", "number", isRequired: false, minimum: 0, maximum: 10000000),
        Field("land_mu", "占地", "number", isRequired: false, minimum: 0, maximum: 100000),
        Field("cremators", "火化炉", "number", isRequired: false, minimum: 0, maximum: 100),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note_zh", "说明"),
      ], primaryKey: ["id"],
      references: [("geo_code", "townships", "geo_code"), ("project", "projects", "id"), ("source", "sources", "key")]),
    ResourceDeclaration(
      name: "indicators", titleZh: "规划指标",
      fields: [
        Field("number", "序号", "integer", minimum: 1, maximum: 99),
        Field("name_zh", "名称"),
        Field("name_en", "英文名"),
        Field("unit", "单位"),
        Field("base", "2020年", "number", isRequired: false, minimum: 0, maximum: 1000000),
        Field("comparator", "比较", allowed: [">=", ">", "<=", "="]),
        Field("target", "目标值", "number", isRequired: false, minimum: 0, maximum: 1000000),
        Field("target_year", "目标年", "integer", minimum: 1900, maximum: 2200),
        Field("target_text", "目标（原文）"),
        Field("nature_zh", "属性", allowed: ["约束性", "预期性"]),
        Field(
          "measure", "指标",
          allowed: [
            "none", "burial_coverage", "zone_cremation_rate", "nursing_share", "basic_quality", "government_share",
            "service_centre_coverage",
          ]),
        Field("note_zh", "说明"),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
      ], primaryKey: ["number"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "figures", titleZh: "规划数字",
      fields: [
        Field("name", "名称"),
        Field("name_zh", "名称"),
        Field("value", "数值", "number", minimum: -1000000000, maximum: 1000000000),
        Field("unit", "单位"),
        Field("section", "规划章节"),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
      ], primaryKey: ["name"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "statements", titleZh: "待核表述",
      fields: [
        Field("id", "编号"),
        Field("section", "规划章节"),
        Field("statement_zh", "表述"),
        Field("statement_en", "英文表述"),
        Field("printed", "印出的数", isRequired: false),
        Field("printed_expression", "印出数的算式", isRequired: false),
        Field("expression", "算式", isRequired: false),
        Field("comparator", "比较", allowed: [">=", ">", "<=", "="]),
        Field("tolerance", "容差", "number", minimum: 0, maximum: 1000000),
        Field("unit", "单位", isRequired: false),
        Field("declared", "声明的结论", isRequired: false, allowed: ["undefined", "missing"]),
        Field("kind", "不符时的性质", isRequired: false, allowed: ["decides", "definition", "rounding"]),
        Field("note_zh", "说明"),
        Field("note_en", "英文说明"),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
      ], primaryKey: ["id"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "observations", titleZh: "观测",
      fields: [
        Field("name", "名称"),
        Field("name_zh", "名称"),
        Field("value", "数值", "number", minimum: -1000000000, maximum: 1000000000),
        Field("unit", "单位"),
        Field("time", "时间（十进制年）", "number", minimum: 1900, maximum: 2200),
        Field("relative_sd", "标准差相对数值", "number", isRequired: false, minimum: 0, maximum: 1),
        Field("use", "用法", isRequired: false, allowed: Observation.Use.allCases.map(\.rawValue)),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note", "说明"),
      ], primaryKey: ["name", "time"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "reference_census", titleZh: "全国（死亡率所属人口）两次普查分年龄性别人口（可空）",
      fields: census, primaryKey: ["year", "sex", "age_from"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "deaths", titleZh: "乡镇死亡登记（可空）",
      fields: [
        Field("geo_code", "乡镇街道代码"),
        Field("start", "起始年", "integer", minimum: 1900, maximum: 2200),
        Field("end", "终止年（不含）", "integer", minimum: 1900, maximum: 2200),
        Field("sex", "性别", allowed: ["M", "F"]),
        Field("age_from", "起始年龄", "integer", minimum: 0, maximum: 120),
        Field("age_to", "终止年龄", "integer", isRequired: false, minimum: 0, maximum: 120),
        Field("deaths", "死亡人数", "number", minimum: 0, maximum: 100000000),
        Field("completeness", "登记完整率", "number", isRequired: false, minimum: 0.1, maximum: 1),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
      ], primaryKey: ["geo_code", "sex", "age_from"],
      references: [("geo_code", "townships", "geo_code"), ("source", "sources", "key")]),
    ResourceDeclaration(
      name: "township_observations", titleZh: "乡镇人口的依据（可空）",
      fields: [
        Field("geo_codes", "乡镇街道代码（分号分隔，全县留空）", isRequired: false),
        Field("measure", "指标", allowed: TownshipObservation.Measure.allCases.map(\.rawValue)),
        Field("value", "数值", "number", minimum: 0, maximum: 1000000000),
        Field("low", "低值", "number", isRequired: false, minimum: 0, maximum: 1000000000),
        Field("high", "高值", "number", isRequired: false, minimum: 0, maximum: 1000000000),
        Field("year", "年份", "integer", minimum: 1900, maximum: 2200),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note", "说明", isRequired: false),
      ], primaryKey: ["geo_codes", "measure", "year"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "settlement_classes", titleZh: "村（社区）类别的人口权重（可空）",
      fields: [
        Field("urban_rural_code", "城乡分类代码", allowed: settlementClasses),
        Field("kind", "城镇或乡村", allowed: ["urban", "rural"]),
        Field("weight", "相对人口", "number", minimum: 0, maximum: 1000),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
        Field("note", "说明", isRequired: false),
      ], primaryKey: ["urban_rural_code"], references: [("source", "sources", "key")]),
    ResourceDeclaration(
      name: "actuals", titleZh: "实际发生的（待填的行留空）",
      fields: [
        Field("kind", "对象", allowed: ["measure", "indicator", "project"]),
        Field("subject", "县级结果、指标序号或项目编号"),
        Field("aspect", "内容", allowed: ["value", "start", "open", "beds", "investment_wan"]),
        Field("year", "年份", "integer", isRequired: false, minimum: 1900, maximum: 2200),
        Field("value", "数值", "number", isRequired: false, minimum: 0, maximum: 1000000000),
        Field("source", "来源", isRequired: false),
        Field("quality", "数据等级", isRequired: false, allowed: grades),
        Field("note", "说明", isRequired: false),
      ], primaryKey: ["kind", "subject", "aspect", "year"], references: [("source", "sources", "key")]),
  ]

  /// Tables that a package may have besides: the list of settlements is counted, and weighed by class where townships' residents
  /// are allotted.
  private static let additions: [ResourceDeclaration] = [
    ResourceDeclaration(
      name: "settlements", titleZh: "村（社区）名录",
      fields: [
        Field("code12", "统计用区划代码"),
        Field("geo_code", "乡镇街道代码"),
        Field("name_zh", "名称"),
        Field("urban_rural_code", "城乡分类代码", isRequired: false, allowed: settlementClasses),
        Field("source", "来源"),
        Field("quality", "数据等级", allowed: grades),
      ], primaryKey: ["code12"], references: [("geo_code", "townships", "geo_code"), ("source", "sources", "key")]),
    ResourceDeclaration(
      name: "migration_residual", titleZh: "两次普查之间的迁移残差",
      fields: [
        Field("source", "来源"), Field("quality", "数据等级", allowed: grades),
      ], primaryKey: [], references: [("source", "sources", "key")]),
  ]
}
