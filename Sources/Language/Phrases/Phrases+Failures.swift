/// Why a run cannot be made.
extension Phrase {
  public static let failMissing = Phrase(
    "缺少参数：{1}。请在县数据 parameters.csv 中补上", "parameters are missing: {1}; add them to the county's parameters.csv")
  public static let failIncomplete = Phrase("{1} 不完整：缺 {2}", "{1} is incomplete: {2} is missing")
  public static let failInvalidCount = Phrase("{1}第 {2} 格的人数不能是 {3}", "{1}, cell {2}: {3} is no number of persons")
  public static let failMargins = Phrase(
    "{1} {2} 人与{3} {4} 人不一致，相差 {5} 人", "{1} ({2} persons) and {3} ({4} persons) disagree by {5} persons")
  public static let failTooMany = Phrase(
    "人口分配达不到{1}第 {2} 格，多 {3} 人", "no allocation of the residents meets {1}, cell {2}: {3} persons too many")
  public static let failTooFew = Phrase(
    "人口分配达不到{1}第 {2} 格，少 {3} 人", "no allocation of the residents meets {1}, cell {2}: {3} persons too few")
  public static let failNumerical = Phrase("数值计算失败：{1}", "a numerical method failed: {1}")
  public static let failOutOfRange = Phrase("{1} 为 {2}，应在 {3} 到 {4} 之间", "{1} is {2}; it must be between {3} and {4}")
  public static let failUnreachable = Phrase(
    "按死亡率下降模式达不到预期寿命 {1} 岁", "the pattern of declining mortality does not reach a life expectancy of {1} years")
  public static let failShareJump = Phrase(
    "{1}占全县人口的比例从{2}岁的 {3}% 跳到{4}岁的 {5}%。请核对它的常住人口、60岁及以上和65岁及以上人数",
    "the share of {1} in the county's residents jumps from {3}% at age {2} to {5}% at age {4}; check its residents, those of 60 and over and those of 65 and over"
  )
  public static let failShareJumpOthers = Phrase("；另有 {1} 个乡镇也这样", "; {1} other townships do the same")
  public static let failUnbalanced = Phrase("恒等式不成立：{1}，相差 {2}", "an identity does not close: {1}, off by {2}")
  public static let failTownOccupancy = Phrase(
    "全县与城区使用率不能同时成立：城区以外将有 {1} 人住 {2} 张床。请调整 care.occupancy 或 care.occupancy_city",
    "the occupancies of county and city cannot both hold: {1} people would live in the {2} beds outside the city; change care.occupancy or care.occupancy_city"
  )
  public static let failNoSevere = Phrase(
    "基期没有生活不能自理老人，无法校准实际使用的需求", "nobody is severely disabled at the base, so observed demand cannot be calibrated")
  public static let failTooFewBeds = Phrase(
    "{1}年在{2}改造或关停 {3} 张，而普通床位只有 {4} 张",
    "in {1}, {3} beds are converted or closed in {2}, where only {4} ordinary beds stand")
  public static let failWholeCounty = Phrase("全县", "the county")
  public static let failBaseBeds = Phrase(
    "县数据的机构不能换算到情景写的床位合计（facilities.base_beds）",
    "the county's homes cannot be scaled to the scenario's number of beds (facilities.base_beds)")
  public static let failSameDoubt = Phrase(
    "{1} 与 {2} 是同一个不确定因素，抽样时总在同一分位，不能另写相关",
    "{1} and {2} are one doubt and always drawn at one quantile; no correlation can be given")
  public static let failCorrelations = Phrase(
    "这些相关不能同时成立：{1} 与 {2}", "these correlations cannot hold together: {1} and {2}")
  public static let failImprobable = Phrase(
    "按观测取舍，{1}组抽样中留下的不到{2}‰：{3}", "of {1} draws fewer than {2}‰ agree with what was observed: {3}")
  public static let failMisfit = Phrase(
    "{1} {2}（标准差 {3}），抽样中位 {4}、80%区间 {5}—{6}，中位差 {7} 个标准差",
    "{1} {2} (standard deviation {3}); the draws have median {4}, 80% interval {5}–{6}, and lie {7} standard deviations away"
  )
  public static let remedyObservations = Phrase(
    "核对观测的口径、日期和 relative_sd；只作比较的写 use: check，反事实的情景写 ensemble.observations: ignore",
    "check the observation's definition, date and relative_sd; write use: check for one that is only compared, ensemble.observations: ignore in a counterfactual scenario"
  )
  public static let failCancelled = Phrase("已中断", "interrupted")
  public static let failBroken = Phrase(
    "恒等式不成立：{1}（{2}）：{3} ≠ {4}。这是程序的错误，没有写出文件",
    "an identity does not close: {1} ({2}): {3} ≠ {4}. This is a fault of the program; nothing was written")
  public static let marginSeed = Phrase("初始表", "the initial table")
  public static let marginTownships = Phrase("乡镇合计", "the townships' sum")
  public static let marginCounty = Phrase("县合计", "the county's total")
  public static let marginAges = Phrase("{1}（{2}岁）", "{1} (ages {2})")
  public static let marginAgesOver = Phrase("{1}（{2}岁及以上）", "{1} (ages {2} and over)")
}
