/// Wording of the attribution of uncertainty about the population.
extension Phrase {
  public static let attributionTitle = Phrase(
    "{1} · {2}：{3}年人口的不确定性来自哪里", "{1} · {2}: where the uncertainty of {3} comes from")
  public static let attributionMethod = Phrase(
    "{1}次抽样（种子{2}），同一组随机数。“单独”为只有该来源时的方差占全部方差的比例；“总效应”为去掉它后减少的方差；略低于零的是抽样误差。",
    "{1} draws (seed {2}) on common random numbers. “Alone”: variance with this source only, as a share of all; “total”: what is lost without it; slightly negative is sampling error."
  )
  public static let attributionAll = Phrase("全部来源", "All sources")
  public static let attributionChance = Phrase(
    "少数人的偶然性逐人抽取，只抽{1}次，只作单独比例；县合计中它很小，乡镇中不可忽略。",
    "Chance among few people is drawn person by person, {1} draws, alone only; small for the county, not for a township."
  )
  public static let attributionAlone = Phrase("单独", "Alone")
  public static let attributionTotal = Phrase("总效应", "Total")
  public static let attributionDeviation = Phrase("标准差", "SD")
  public static let attributionMain = Phrase(
    "{1}：主要来自{2}（单独{3}）。", "{1}: mainly {2} (alone {3}).")
  public static let confoundingTitle = Phrase(
    "死亡水平与迁移不能由两次人口数分开：死亡水平移到区间两端时（{1}年）",
    "One pair of counts cannot tell mortality and migration apart: the level at the ends of its interval ({1})")
  public static let confoundingCentral = Phrase("中心值", "Central")
  public static let confoundingLevel = Phrase("死亡水平（男/女）", "Level (men/women)")
  public static let confoundingJoint = Phrase("死亡变，残差迁移随之重估", "Mortality moved, migration re-estimated")
  public static let confoundingMortality = Phrase("只有死亡变", "Mortality alone")
  public static let confoundingMigration = Phrase("只有残差迁移变", "Residual migration alone")
  public static let confoundingReading = Phrase(
    "每次抽样都按第一种办理，所以两者的共同影响在区间之内：60岁及以上合计差{1}人，只变死亡为{2}人，其余由迁移抵消或加强。",
    "Every future does the first, so intervals carry the joint effect: 60+ differ by {1}, by {2} with mortality alone; migration offsets or adds the rest."
  )
  public static let confoundingNone = Phrase(
    "县数据只有一次人口数或死亡水平没有区间，没有残差可分。", "No earlier count or no interval of the level: there is no residual to split.")
}
