internal import PlanningModel

extension Lineage {
  private static let mortalityLevel: [ParameterKey] = [
    .populationMortalityClosureMale, .populationMortalityClosureFemale, .populationMortalityLocal,
  ]

  /// Every rule, causes before effects.
  public static let rules: [LineageRule] = [
    // People.
    LineageRule(
      "calibration_census", zh: "按基期人口校准", en: "Calibration on the counts",
      rule: "由基期人口反推生育水平（使0岁人数吻合）；有前一次人口数时，各队列的变化减去全国同队列的变化（没有全国普查时减去按死亡率表的存活），余下的拟合成外出和返乡的年龄表，其中也有死亡和普查的误差；没有时迁移为零。",
      ruleEn:
        "Fertility level from age 0 of the base year; schedules of leaving and returning fitted to what cohorts changed beyond the nation's where an earlier count exists, no migration otherwise.",
      parameters: mortalityLevel,
      data: ["population", "mortality", "fertility"]),
    LineageRule(
      "census_counts", zh: "基期人口", en: "People counted", rule: "县数据中基期各年龄组人数之和。",
      ruleEn: "The sum of the counts by age and sex in the base year.", data: ["population"], kind: .stated),
    LineageRule(
      "township_counts", zh: "乡镇基期人口", en: "People of townships",
      rule: "县数据中各乡镇（街道）的常住人口，全部年龄、60岁及以上、65岁及以上；没有给出的按 township_observations 和村（社区）分配，合计与全县相符。",
      ruleEn:
        "Residents of the townships as the data gives them: of all ages, from 60 and from 65 on; where it does not, allotted by township_observations and settlements to the county's total.",
      data: ["townships", "township_observations", "settlement_classes"], kind: .stated),
    LineageRule(
      "base_population", zh: "基期人口的拆分", en: "People split by age and township",
      rule: "基期各年龄组插值到单岁；最高的开口组按生命表和增长率拆分；各乡镇占全县的比例按年龄平滑变化，并与各自的控制数（全部、60岁及以上、65岁及以上）相符。",
      ruleEn:
        "Age groups interpolated to single years, the open group by life table and growth, each township's share of the county changes smoothly with age and meets its own totals (all ages, 60 and over, 65 and over).",
      parameters: mortalityLevel,
      data: ["population", "mortality", "townships", "township_observations", "settlement_classes"]),
    LineageRule(
      "population", zh: "常住人口", en: "Residents",
      rule: "队列要素法：单岁、分性别、逐年。P(x+1,t+1)=P(x,t)×S(x)＋净迁移；乡镇起点由县分年龄人口按乡镇控制数分配；在养老机构居住的人不迁移。",
      ruleEn:
        "Cohort-component projection by single age, sex and year; townships start from a raked allocation; people in homes do not move.",
      parameters: mortalityLevel + [
        .populationMortalityPace, .populationInflowScale, .populationOutflowScale,
        .populationMigrationHalfLife, .populationRegisterLoss, .populationFertilityScale,
        .populationExternalTurnover,
        .populationInternalMigration, .careOccupancy, .careOccupancyCity,
        .populationSpreadMortalityWalk, .populationSpreadMortalityTownship, .populationSpreadFertility,
        .populationSpreadFertilityTownship, .populationSpreadMigration, .populationSpreadMigrationTownship,
        .populationSpreadAllocationTownship, .populationSpreadCensus, .populationSpreadPersistence,
        .populationLifeExpectancyMale, .populationLifeExpectancyFemale, .populationResidents,
        .populationBirths, .populationDeaths, .populationNetMigration,
      ], scenario: ["horizon"],
      data: [
        "mortality", "fertility", "facilities", "disability", "zones", "deaths", "registered", "reference_census",
        "observations",
      ],
      from: ["base_population", "calibration_census"], atBase: .people),
    LineageRule(
      "births", zh: "出生", en: "Births", rule: "年龄别生育率×妇女平均暴露人年，按校准的生育水平和倍数调整。",
      ruleEn: "Age-specific rates times women's exposure, at the calibrated level.", from: ["population"],
      atBase: .nothing),
    LineageRule(
      "deaths", zh: "死亡", en: "Deaths", rule: "各单岁队列期初人数减存活人数，含出生当年和迁移者的死亡。",
      ruleEn: "Deaths of every single-age cohort, newborn and migrants included.", from: ["population"],
      atBase: .nothing),
    LineageRule(
      "migration", zh: "迁移", en: "Migration",
      rule:
        "县外：迁出按年龄表乘常住人口，返乡按年龄表乘户籍在县、人在外的人口，再加往来率，各乘倍数；返乡者的性别使队列性别比趋向出生和存活留下的比；没有户籍总数时返乡也按常住人口计。县内：城区以外居民按迁移率迁往城区，合计为零。率而不是人数，不会凭空造人。",
      ruleEn:
        "Leaving is a schedule on residents, coming back one on registered people elsewhere, plus turnover, each times its multiple; those who come back bring the cohort's sex ratio nearer to what birth and survival leave; inside the county a pool of movers to the county town, in sum zero.",
      from: ["population"], atBase: .nothing),
    LineageRule(
      "absent", zh: "户籍在县、人在外的人口", en: "Registered people elsewhere",
      rule:
        "基期为户籍总人口减常住人口；年龄按本县队列由户籍人口流失的形状分配，性别使户籍人口合乎出生和存活留下的性别比。以后逐年变老、死亡、生育、迁走户口，迁出者加入，返乡者离开。",
      ruleEn:
        "At the base registered people less residents, by the losses of the county's own cohorts and the sexes that birth and survival leave; then they age, die, bear children, move their registration, receive those who leave and lose those who come back.",
      data: ["registered"], from: ["population"]),
    LineageRule(
      "net_migration", zh: "县外净迁移", en: "Net migration", rule: "迁入减迁出，只计县外；县内各乡镇之间的迁移另列。",
      ruleEn: "Inflow minus outflow across the county's border; moves inside the county are told apart.",
      formula: "in - out", from: ["migration"], atBase: .nothing),
    LineageRule(
      "internal_migration", zh: "县内迁移", en: "Moves inside the county",
      rule: "城区以外居民按迁移率迁往城区各乡镇街道，按常住人口分配；全县迁入等于迁出。",
      ruleEn:
        "Movers of the other zones go to the townships of the county town by residents; in and out are equal in sum.",
      from: ["migration"], atBase: .nothing),
    LineageRule(
      "natural_change", zh: "自然增长", en: "Natural change", rule: "出生减死亡。", ruleEn: "Births minus deaths.",
      from: ["births", "deaths"], atBase: .nothing),
    LineageRule(
      "crude_birth_rate", zh: "粗出生率", en: "Crude birth rate", rule: "1000×出生÷年初、年末常住人口的平均。",
      ruleEn: "Births per 1000 of the mean of the residents at both ends of the year.", from: ["births", "population"],
      atBase: .nothing),
    LineageRule(
      "crude_death_rate", zh: "粗死亡率", en: "Crude death rate", rule: "1000×死亡÷年初、年末常住人口的平均。",
      ruleEn: "Deaths per 1000 of the mean of the residents at both ends of the year.", from: ["deaths", "population"],
      atBase: .nothing),
    LineageRule(
      "age_structure", zh: "年龄结构", en: "Age structure",
      rule: "由单岁常住人口得来：抚养比为0—14岁、65岁及以上比15—64岁，按60岁口径为60岁及以上比15—59岁；中位年龄在单岁内直线内插；性别比为每百名女性的男性数。",
      ruleEn:
        "From residents by single age: dependency of 0–14 and 65+ on 15–64, or of 60+ on 15–59; the median is linear inside a year of age.",
      from: ["population"], kind: .stated),
    LineageRule(
      "fertility_rates", zh: "生育率", en: "Fertility", rule: "全国年龄别生育模式和总和生育率×校准的生育水平×倍数；平均生育年龄按岁中计。乡镇的偏离不计在内。",
      ruleEn:
        "National age pattern and total rate times the calibrated level and its multiple, before what distinguishes a township; ages at the middle of the year.",
      parameters: [.populationFertilityScale, .populationSpreadFertility, .populationBirths],
      scenario: ["horizon"], data: ["fertility"], from: ["calibration_census"], atBase: .nothing),
    LineageRule(
      "life_table", zh: "生命表", en: "Life table",
      rule:
        "全县分性别单岁死亡率的时期生命表。死亡率＝死亡率表（光滑到单岁，95岁起用Kannisto曲线）×水平；水平＝全国水平×本县相对全国的水平，60岁起全部起作用，40岁以下为1，其间对数直线过渡。0岁按Andreev—Kingkade，其余岁中死亡，110岁以上开口组以1/m闭合，100岁以上合并列出。乡镇的偏离不计在内。",
      ruleEn:
        "Period table of the county's death rates by single age: the table graduated to single years, Kannisto's law from 95, times the level (the nation's times the county's relative to it: in full from 60, none to 40). Andreev–Kingkade at 0, deaths at mid-year elsewhere, the open group 110+ living 1/m and shown as 100+; before what distinguishes a township.",
      parameters: mortalityLevel + [
        .populationMortalityPace, .populationLifeExpectancyMale, .populationLifeExpectancyFemale,
        .populationSpreadMortalityWalk,
        .populationDeaths,
      ], scenario: ["horizon"], data: ["mortality"], atBase: .nothing),
    LineageRule(
      "deaths_by_age", zh: "分年龄死亡", en: "Deaths by age", rule: "各单岁队列的死亡按生命表的分离因子分到死亡时的年龄；合计等于死亡人数。中心情形。",
      ruleEn:
        "Deaths of cohorts split by the life table's separation factors to the age at death; they sum to all deaths.",
      from: ["deaths", "life_table"], atBase: .nothing),
    LineageRule(
      "constraint", zh: "事件控制", en: "Constraint",
      rule: "情景写明的出生、死亡、净迁移或常住人口：逐年反复推算，调整该事件的系数直到相符；系数有上下限（出生、死亡0.8—1.25，迁移0.2—5，迁入乘、迁出除）。不直接改人口数。",
      ruleEn:
        "The year is repeated with a factor on its events until the wish is met or the factor stops at its bound; no stock is changed without an event.",
      parameters: [
        .populationBirths, .populationDeaths, .populationNetMigration, .populationResidents,
      ], from: ["population"], atBase: .nothing),
    LineageRule(
      "conditioning", zh: "按观测取舍", en: "Conditioning",
      rule:
        "每次抽样与 observations 中 use: condition 的数相差 z 个标准差，以概率 e^(−Σz²/2) 留下；before 为不取舍的抽样，after 为留下的抽样，次数相同（输入为试过的全部与留下的）；shift_sd 是均值移动了几个标准差。",
      ruleEn:
        "A future that lies z standard deviations from the observations used so is kept with probability exp(−Σz²/2); before: all, after: the kept; shift_sd: movement of the mean in standard deviations.",
      scenario: ["ensemble"], data: ["observations"], from: ["population"], atBase: .nothing),
    LineageRule(
      "input_quality", zh: "人口数的质量指数", en: "Quality of the counts", rule: "由县数据分年龄性别的人数直接计算，不用模型。",
      ruleEn: "From the counts by age and sex, without the model.", data: ["population"], kind: .stated),
    LineageRule(
      "registered", zh: "户籍人口", en: "Registered population", rule: "县合计，给定年份之间直线内插。",
      ruleEn: "County totals, linear between the years given.", scenario: ["horizon"], data: ["registered"],
      kind: .stated),
    // Care.
    LineageRule(
      "severe", zh: "生活不能自理老人", en: "Severely disabled elderly", rule: "各乡镇分性别年龄人口×重度失能率×基期倍数×e^（每年变化×距普查年数）。",
      ruleEn:
        "Population by sex and age times severe prevalence, its multiple at the base and e^(trend × years since).",
      parameters: [.carePrevalenceScale, .carePrevalenceTrend], data: ["disability"], from: ["population"]),
    LineageRule(
      "disability", zh: "失能人数（各定义）", en: "Disabled elderly by definition", rule: "人口×该定义的现患率；区间为现患率的区间。",
      ruleEn: "Population times the prevalence of the definition; the interval is the prevalence's.",
      data: ["disability"], from: ["population"]),
    LineageRule(
      "demand_norm", zh: "需求（规范配置）", en: "Demand (norm)", rule: "60岁及以上常住人口×每千人机构床位标准÷1000；护理型按规范占比。",
      ruleEn: "Residents aged 60+ times the norm of home beds per 1000.",
      parameters: [.careNormHomeBedsPer1000, .careNormNursingShare], from: ["population"]),
    LineageRule(
      "demand_norm_all", zh: "各类床位（规范配置）", en: "Beds of all kinds (norm)",
      rule: "60岁及以上常住人口×每千人各类床位标准÷1000；含社区床位，不与机构床位相比。",
      ruleEn: "Residents aged 60+ times the norm of beds of all kinds per 1000; community beds included.",
      parameters: [.careNormBedsPer1000], from: ["population"]),
    LineageRule(
      "demand_need", zh: "需求（照护需要）", en: "Demand (need)", rule: "住在机构的特困人员，加生活不能自理老人×入住比例（其中分散供养特困人员按集中供养意愿）。",
      ruleEn:
        "Destitute people living in homes, and severely disabled times uptake; those destitute at home by willingness.",
      parameters: [
        .careUptakeDisabled, .careUptakeDestitute, .careDestitutePersons, .careDestituteInHomes,
      ], from: ["severe", "population"]),
    LineageRule(
      "demand_observed", zh: "需求（实际使用）", en: "Demand (observed)",
      rule: "生活不能自理老人×基期每名失能老人的在住人数（城区、其他各一个系数，由床位×使用率校准）。",
      ruleEn:
        "Severely disabled times in-care per severe person at the base, one factor for the city and one elsewhere.",
      parameters: [.careOccupancy, .careOccupancyCity], scenario: ["facilities.base_beds"],
      data: ["facilities", "zones"], from: ["severe"]),
    // Supply.
    LineageRule(
      "schedule", zh: "项目年份", en: "Project years", rule: "数据中的开工、开业年份，情景可改开业年份或推迟。",
      ruleEn: "Start and opening of the data, moved by the scenario.",
      scenario: ["portfolio.include", "portfolio.add", "portfolio.drop", "portfolio.shift", "portfolio.open"],
      data: ["projects"], kind: .stated),
    LineageRule(
      "project_beds", zh: "项目床位", en: "Project beds", rule: "规划床位（或情景给的床位）×规模倍数。",
      ruleEn: "Stated beds, or the scenario's, times the scale.",
      scenario: ["portfolio.beds", "portfolio.scale", "portfolio.bed_type", "portfolio.operator"], data: ["projects"],
      projects: .careBeds, kind: .stated),
    LineageRule(
      "base_beds", zh: "基期床位", en: "Beds of the base year", rule: "现有机构床位之和。",
      ruleEn: "The beds of the homes that stand.",
      scenario: ["portfolio.convert", "portfolio.close", "facilities.base_beds"], data: ["facilities"], kind: .stated),
    LineageRule(
      "base_usable", zh: "基期可用床位", en: "Usable beds of the base year", rule: "现有机构床位乘满住率。",
      ruleEn: "Beds of the base year times the highest workable occupancy.",
      parameters: [.careFullOccupancy, .facilitiesConversionMonths], from: ["base_beds"]),
    LineageRule(
      "beds", zh: "在册床位", en: "Licensed beds", rule: "基期床位＋已开业项目床位，减关停；改造在普通与护理型之间移动。",
      ruleEn: "Base stock plus opened projects, minus closures; conversions move beds between types.",
      scenario: ["portfolio.convert", "portfolio.close"], from: ["base_beds", "project_beds", "schedule"],
      atBase: .rule("base_beds"), kind: .stated),
    LineageRule(
      "usable", zh: "可用床位", en: "Usable beds", rule: "在册床位按开业爬坡和改造停用折算，再乘满住率。",
      ruleEn: "Licensed beds after ramp-up and conversion downtime, times the highest workable occupancy.",
      parameters: [
        .facilitiesRampUpFirstYear, .facilitiesRampUpSecondYear, .facilitiesConversionMonths,
        .careFullOccupancy,
      ], from: ["beds"], atBase: .rule("base_usable")),
    LineageRule(
      "in_care", zh: "在住", en: "In care", rule: "需求与可用床位在片区内匹配，先本乡镇；护理需求只用护理型床位。",
      ruleEn: "Demand matched with usable beds inside the zone, own township first.",
      formula: "demand - unmet - displaced",
      data: ["zones"], from: ["demand_observed", "demand_need", "usable"]),
    LineageRule(
      "unmet", zh: "未满足需求", en: "Unmet need", rule: "需求减在住，再减住到本片区其他乡镇的净人数；片区之间不调剂。",
      ruleEn: "Demand minus people in care and those displaced inside the zone.",
      formula: "demand - in_care - displaced", from: ["in_care"]),
    LineageRule(
      "displaced", zh: "异地入住", en: "Displaced", rule: "住在本片区其他乡镇的人数（流入减流出）。",
      ruleEn: "People in care in another township of the zone.", from: ["in_care"]),
    LineageRule(
      "occupancy", zh: "床位使用率", en: "Occupancy", rule: "在住÷在册床位。", ruleEn: "In care over licensed beds.",
      formula: "in_care / beds", from: ["in_care", "beds"]),
    LineageRule(
      "caregivers", zh: "需要护理员", en: "Caregivers", rule: "护理型、普通床位住养人数分别除以与护理员之比。",
      ruleEn: "Residents of each bed type over residents per caregiver.",
      parameters: [.careResidentsPerCaregiverNursing, .careResidentsPerCaregiverOrdinary], from: ["in_care"]),
    LineageRule(
      "nursing_share", zh: "护理型占比", en: "Nursing share", rule: "护理型床位÷全部在册床位。",
      ruleEn: "Nursing beds over licensed beds.", from: ["beds"], kind: .stated),
    LineageRule(
      "gov_share", zh: "政府运营占比", en: "Government-run share", rule: "政府运营床位÷全部在册床位（看运营方，不看产权）。",
      ruleEn: "Beds run by the government over licensed beds.", data: ["projects"], projects: .careBeds,
      from: ["beds"], kind: .stated),
    LineageRule(
      "conversions_needed", zh: "还需改造", en: "Conversions needed", rule: "目标占比×床位－护理型床位，向上取整。",
      ruleEn: "Target share of all beds minus nursing beds, rounded up.", data: ["indicators"], from: ["beds"],
      kind: .stated),
    LineageRule(
      "beds_per_1000", zh: "每千名常住老人床位", en: "Beds per 1000 residents", rule: "1000×在册床位÷常住老年人口。",
      ruleEn: "Beds over residents of the age.", from: ["beds", "population"], kind: .stated),
    LineageRule(
      "beds_per_1000_registered", zh: "每千名户籍老人床位", en: "Beds per 1000 registered", rule: "1000×在册床位÷户籍老年人口。",
      ruleEn: "Beds over registered elderly.", from: ["beds", "registered"], kind: .stated),
    // Deaths to graves.
    LineageRule(
      "cremation_zone", zh: "火化区火化率", en: "Cremation rate in the zone", rule: "情景设定的路径，不是预测。",
      ruleEn: "A path set by the scenario.", parameters: [.funeralZoneCremationRate], scenario: ["horizon"],
      kind: .stated),
    LineageRule(
      "cremated", zh: "火化", en: "Cremations", rule: "火化区内死亡×火化率＋区外死亡×自愿火化率。",
      ruleEn: "Deaths inside the zone times its rate, outside times the voluntary rate.",
      parameters: [.funeralVoluntaryCremationRate], scenario: ["funeral.zones"], data: ["townships"],
      from: ["deaths", "cremation_zone"], atBase: .nothing),
    LineageRule(
      "cremation_rate", zh: "火化率", en: "Cremation rate", rule: "火化÷死亡。", ruleEn: "Cremations over deaths.",
      from: ["cremated", "deaths"], atBase: .nothing),
    LineageRule(
      "body_burials", zh: "遗体安葬", en: "Body burials", rule: "死亡减火化。", ruleEn: "Deaths minus cremations.",
      formula: "deaths - cremated", from: ["deaths", "cremated"], atBase: .nothing),
    LineageRule(
      "urn_places", zh: "骨灰安放", en: "Places for ashes", rule: "火化×各去向比例。", ruleEn: "Cremations times shares.",
      parameters: [
        .funeralAshesPlot, .funeralAshesNiche, .funeralAshesEcological, .funeralAshesScattered,
      ], from: ["cremated"], atBase: .nothing),
    LineageRule(
      "ashes_outside", zh: "未进公墓的骨灰", en: "Ashes outside cemeteries", rule: "火化减各去向。",
      ruleEn: "Cremations minus all destinations.", formula: "cremated - niches - plots - ecological - scattered",
      from: ["urn_places"], atBase: .nothing),
    LineageRule(
      "grave_data", zh: "设施容量", en: "Capacity", rule: "县数据原值；规划未写明则空缺。", ruleEn: "As the data gives it.",
      data: ["funeral_facilities"], kind: .stated),
    LineageRule(
      "grave_opening", zh: "设施启用年份", en: "Opening of the facility", rule: "现有设施自基期起；项目建设的设施自项目建成起。",
      ruleEn: "Standing facilities from the base year, others when their project opens.", data: ["funeral_facilities"],
      projects: .graves, from: ["schedule"], kind: .stated),
    LineageRule(
      "places_required", zh: "累计需要", en: "Places required", rule: "服务范围内各年安放之和，自开业起。",
      ruleEn: "Places of the catchment from opening on.", data: ["zones"],
      from: ["urn_places", "grave_opening"]),
    LineageRule(
      "exhaustion", zh: "用尽年份", en: "Exhaustion", rule: "已用与累计需要之和首次超过容量的年份；容量未写明则不推算。",
      ruleEn: "First year in which places exceed capacity; none without a capacity.",
      from: ["places_required", "grave_data"]),
    // Money.
    LineageRule(
      "investment", zh: "项目投资", en: "Investment", rule: "规划投资×规模倍数×超支倍数；储备项目按每床投资推算。",
      ruleEn: "Stated investment times scale and overrun; reserve projects imputed per bed.",
      parameters: [
        .financeCostOverrun, .financeImputedCostPerBedNursing, .financeImputedCostPerBedDestitute,
      ], scenario: ["portfolio.scale"], data: ["projects"], projects: .all, from: ["project_beds"], kind: .stated),
    LineageRule(
      "stated_project", zh: "规划写明", en: "Stated by the plan", rule: "县数据 projects.csv 的原值：情景不改它。",
      ruleEn: "As the county's projects.csv states it; no scenario changes it.", data: ["projects"], projects: .all,
      kind: .stated),
    LineageRule(
      "overrun", zh: "超支", en: "Overrun", rule: "（规划投资×规模倍数，或按每床造价推算的投资）×（超支倍数－1）。",
      ruleEn: "The investment before any overrun times the overrun less one.",
      formula: "investment_wan - planned_wan", from: ["investment"], kind: .stated),
    LineageRule(
      "budget_cap", zh: "资金上限", en: "Cap on spending", rule: "情景 portfolio.budget 写明的上限。",
      ruleEn: "As the scenario's portfolio.budget states it.", scenario: ["portfolio.budget"]),
    LineageRule(
      "over_budget", zh: "超出上限", en: "Over the cap", rule: "当年支出减上限；负数是还剩多少。",
      ruleEn: "Spending of the year less its cap; what is left where negative.", formula: "spent_wan - cap_wan",
      from: ["capex", "budget_cap"]),
    LineageRule(
      "cost_per_bed", zh: "每床投资", en: "Cost per bed", rule: "投资÷床位（只计建设，不含运营）。",
      ruleEn: "Investment over beds, capital only.", formula: "investment_wan / beds",
      from: ["investment", "project_beds"], kind: .stated),
    LineageRule(
      "capex", zh: "分年投资", en: "Spending by year", rule: "投资在开工到开业各年平均分摊，精确到分。",
      ruleEn: "Investment spread evenly over the years of building.", from: ["investment", "schedule"]),
    // Checks.
    LineageRule(
      "indicator_data", zh: "规划指标原值", en: "Stated by the plan", rule: "县数据原值：规划印出的基期值和目标。",
      ruleEn: "As the county's data gives it.", data: ["indicators"], kind: .stated),
    LineageRule(
      "indicator_none", zh: "模型外的指标", en: "Indicator out of reach", rule: "不在本模型范围内，没有推算。",
      ruleEn: "Outside this model.", data: ["indicators"], kind: .stated),
    LineageRule(
      "indicator_burial", zh: "公益性安葬设施覆盖率", en: "Burial coverage", rule: "到该年有公益性公墓的乡镇÷全部乡镇（不含街道）；公墓为现有的和组合中已建成的。",
      ruleEn: "Towns with a public cemetery, standing or opened by the portfolio, over all towns.",
      data: ["indicators", "townships", "funeral_facilities"], projects: .cemeteries, from: ["schedule"], kind: .stated),
    LineageRule(
      "indicator_cremation", zh: "火化区火化率（指标）", en: "Cremation rate in the zone (indicator)", rule: "情景设定的路径，不是推算。",
      ruleEn: "A path set by the scenario.", data: ["indicators"], from: ["cremation_zone"], kind: .stated),
    LineageRule(
      "indicator_nursing", zh: "护理型床位占比（指标）", en: "Nursing share (indicator)", rule: "100×护理型床位÷全部在册床位，目标年12月31日。",
      ruleEn: "Nursing beds over licensed beds, in percent.", data: ["indicators"], from: ["nursing_share"],
      kind: .stated),
    LineageRule(
      "indicator_quality", zh: "服务基本质量达标率", en: "Homes of basic quality",
      rule: "改造完成前为基期值；完成后改造的机构都算达标，其余机构按基期比例达标，再除以全部机构。",
      ruleEn: "The base value until the renovation; then renovated homes pass and the others as often as at the base.",
      data: ["indicators", "figures", "facilities"], projects: .renovations, from: ["schedule"], kind: .judged),
    LineageRule(
      "indicator_government", zh: "政府运营床位占比（指标）", en: "Government-run share (indicator)",
      rule: "100×政府运营床位÷全部在册床位，目标年12月31日；看运营方。", ruleEn: "Beds run by the government over licensed beds, in percent.",
      data: ["indicators"], from: ["gov_share"], kind: .stated),
    LineageRule(
      "indicator_centres", zh: "综合功能机构覆盖率", en: "Townships with a service centre",
      rule: "养老服务中心建成前为基期值；建成后为有中心的乡镇（街道）÷全部乡镇（街道），不低于基期值。",
      ruleEn: "The base value until the centres open; then townships that have one over all.",
      data: ["indicators", "townships"], projects: .serviceCentres, from: ["schedule"], kind: .stated),
    LineageRule(
      "calibration", zh: "校准", en: "Calibration", rule: "自由参数使模型在基期等于观测；两种来源并列。",
      ruleEn: "Free parameters that make the base year agree.",
      parameters: [.careAdmissionRate3y, .careLengthOfStay], from: ["demand_observed", "calibration_census"]),
    LineageRule(
      "actual_data", zh: "实际发生的", en: "What happened",
      rule: "县数据 actuals.csv，以及 observations.csv 中基期以后的常住人口；不参与推算，只作对照。",
      ruleEn: "The county's actuals and later counts of its residents; they stand beside projections and move none.",
      data: ["actuals", "observations"], kind: .stated),
    LineageRule(
      "check", zh: "外部核对", en: "External check", rule: "推算与未参与拟合的观测之差；回推与人口数之差。",
      ruleEn: "Projection against observations that were not fitted.", data: ["observations", "population"],
      from: ["population"]),
    LineageRule(
      "weak_input", zh: "薄弱输入", en: "Weak inputs",
      rule: "每项不确定的输入移到区间两端，其余不动，看各项主要结果变多少；占比按百分点，其余相对中心值（中心值小于两端较大者的一半时，相对那一半）。",
      ruleEn: "Each uncertain input moved to the ends of its interval; what every headline measure then is.",
      data: ["parameters"],
      from: [
        "unmet", "occupancy", "demand_norm", "demand_need", "demand_observed", "beds_per_1000",
        "beds_per_1000_registered", "gov_share", "nursing_share", "conversions_needed", "caregivers", "births",
        "cremation_rate", "capex",
      ]),
  ]
}
