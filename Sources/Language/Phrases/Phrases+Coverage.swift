/// Wording of what the county's tables do not reach.
extension Phrase {
  public static let coverageLead = Phrase(
    "- 县数据的率没有覆盖全部年份，其余按下列规则：\n",
    "- The county's rates do not cover all years; beyond them these rules hold:\n")
  public static let coverageDisability = Phrase(
    "  - 失能率（disability）没有年份，各年相同；只随情景的 care.prevalence_scale 变。\n",
    "  - Disability rates (disability) have no year and are the same in all; only care.prevalence_scale of a scenario moves them.\n"
  )
  public static let migrationUntold = Phrase(
    "县数据没有第二次可用的普查，没有什么能说明迁移：残差迁移按零计，县外净迁移只由情景规定。",
    "There is no second usable census and nothing tells migration: the residual is taken as zero.")
  public static let observedUntold = Phrase(
    "基期没有一张养老床位，实际使用口径无从校准：它的需求、未满足和使用率不能判定。",
    "No bed stands at the base: observed use cannot be calibrated, and its demand and unmet need are undecided.")
}
