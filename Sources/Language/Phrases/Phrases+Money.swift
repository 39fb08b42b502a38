/// Wording of money: what is stated, what the scenario changes, what is imputed.
extension Phrase {
  public static let wanYuan = Phrase("万元", " ×10⁴ yuan")
  public static let moneyAllUnknown = Phrase(
    "{1}个项目都没有写明投资，也无从推算，投资未知。",
    "None of the {1} projects has a stated investment, nor can it be imputed: investment is unknown. ")
  public static let moneyNone = Phrase("本情景没有投资。", "The scenario invests nothing. ")
  public static let moneyNotBuilt = Phrase("规划写明的{1}都不实施。", "The {1} that the plan states are not spent. ")
  public static let moneyTotal = Phrase("投资合计{1}", "Investment: {1}")
  public static let moneyAsStated = Phrase("，全部照规划写明的数。", ", all as the plan states. ")
  public static let moneyInParts = Phrase("，由下列各项相加。", ", the sum of these parts. ")
  public static let moneyWithin = Phrase("到{1}年底支出{2}，其余在以后。", "By the end of {1}: {2}; the rest comes later. ")
  public static let moneyBrief = Phrase("合计{1}", "{1} in all")
  public static let moneyBriefDrawn = Phrase(
    "中心情形合计{1}，抽样均值{2}，80%区间{3}—{4}万元", "{1} at central values; drawn: mean {2}, 80% interval {3}–{4}")
  public static let moneyBriefStated = Phrase("（规划写明的是{1}，差别见第六部分）", " (the plan states {1}, see section 6)")
  public static let moneyBriefRest = Phrase(
    "；其中{1}没有写明由谁出资。", "; for {1} nothing says who pays. ")
  public static let moneyBriefUncosted = Phrase(
    "有的改动没有造价，未计入（见第六部分）。", "Some changes have no cost and are not included (see section 6). ")
  public static let columnPart = Phrase("组成", "Part")
  public static let columnWanYuan = Phrase("万元", "10⁴ yuan")
  public static let partStated = Phrase("规划写明（县数据原值，情景不改）", "Stated by the plan")
  public static let partNotBuilt = Phrase("规划写明而本情景不建的", "Stated but not carried out")
  public static let partRescaled = Phrase("情景改变规模", "Changes of size by the scenario")
  public static let partImputed = Phrase("规划没有写明、按每床造价推算的", "Imputed per bed where nothing is stated")
  public static let partOverrun = Phrase("情景设定的超支（倍数{1}）", "Overrun set by the scenario (×{1})")
  public static let partTotal = Phrase("合计", "Total")
  public static let moneyFunding = Phrase("按县数据写的资金来源：{1}。", "By funding source as the data has it: {1}. ")
  public static let fundingEntry = Phrase("{1}{2}", "{1} {2}")
  public static let moneySocial = Phrase("由企业或社会投资的项目，规划写明{1}", "Projects of companies and societies: {1} as stated")
  public static let moneySocialChanged = Phrase("，本情景为{1}", ", {1} in this scenario")
  public static let moneyPublic = Phrase(
    "；其余{1}没有写明财政、债券、彩票公益金各出多少，如果没有别的资金，就要全部由财政负担。",
    "; for the other {1} nothing says who pays; without other money the public purse does. ")
  public static let moneyScope = Phrase(
    "投资只计建设，不含征地、利息、运营、护理员工资和维修；照规划所写的价格，不计物价上涨。",
    "Construction alone: no land, interest, running cost, wages or upkeep; prices as the plan has them, without inflation. "
  )
  public static let moneyUncosted = Phrase("**没有计入的费用。** ", "**Not included.** ")
  public static let moneyUnknown = Phrase(
    "{1}没有写明投资，也没有可据以推算的床位，未计入投资。", "{1} have neither a stated investment nor beds to impute one from. ")
  public static let uncostedConversion = Phrase(
    "{1}张床改造为护理型，没有给出造价，未计入投资。", "{1} beds are converted; no cost is given, none is included. ")
  public static let uncostedClosure = Phrase(
    "{1}张床关停，没有给出费用，未计入投资。", "{1} beds are closed; no cost is given, none is included. ")
  public static let uncostedNursing = Phrase(
    "{1}改为护理型床位，投资仍是规划按普通床位写明的{2}万元（每床{3}万元），没有给出升级的造价，未计入投资。",
    "{1} becomes nursing; the investment stays at the {2} (×10⁴ yuan) stated for ordinary beds ({3} a bed). ")
  public static let uncostedBeds = Phrase(
    "{1}规划{2}张，情景改为{3}张，没有给出造价，投资仍按规划的{4}万元计（每床{5}万元）。",
    "{1} has {2} beds in the plan and {3} in the scenario; the investment stays at {4} (×10⁴ yuan, {5} a bed). ")
  public static let moneyDrawn = Phrase(
    "以上为中心情形。按抽样，到{1}年累计投资均值{2}，80%区间{3}—{4}万元",
    "The above is the central case. Drawn: mean {2} by {1}, 80% interval {3}–{4}")
  public static let moneyMeanAbove = Phrase(
    "；均值比中心情形高{1}，因为超支倍数的区间是{2}—{3}，中心值{4}就在区间的低端，只会多花、不会少花",
    "; the mean is {1} above the central case because the overrun's interval {2}–{3} lies on one side of its central value {4}"
  )
  public static let moneyMeanBelow = Phrase(
    "；均值比中心情形低{1}，因为超支倍数的区间是{2}—{3}，中心值{4}就在区间的高端",
    "; the mean is {1} below the central case because the overrun's interval {2}–{3} lies on one side of its central value {4}"
  )
  public static let moneyYears = Phrase(
    "分年支出（万元，建设期内平均分摊{1}）：", "Spending by year (10⁴ yuan, even over the years of building{1}):")
  public static let moneyYearsDrawn = Phrase("；抽样均值", "; means of the draws")
  public static let columnAll = Phrase("合计", "All")
  public static let columnCap = Phrase("上限", "Cap")
  public static let columnOver = Phrase("超出（＋）或剩余（−）", "Over (+) or left (−)")
  public static let columnProbabilityOver = Phrase("超出的概率", "Probability of exceeding")
  public static let columnSource = Phrase("资金来源", "Funding source")
  public static let capsExceeded = Phrase("**超过资金上限**：{1}。", "**Above the cap**: {1}. ")
  public static let capsKept = Phrase("各年都在资金上限之内。", "Every year stays within its cap. ")
  public static let capEntry = Phrase("{1}年{2}超出{3}", "{1}{2} by {3}")
  public static let compareUncosted = Phrase("投资不可直接比较（{1}）：", "Investments cannot be compared ({1}): ")
  public static let imputedWord = Phrase("（推算）", " (imputed)")
  public static let columnStatedInvestment = Phrase("规划写明（万元）", "Stated (10⁴ yuan)")
  public static let columnInvestmentHere = Phrase("本情景（万元）", "This scenario (10⁴ yuan)")
  public static let columnCostPerBed = Phrase("每床（万元）", "Per bed (10⁴ yuan)")
  public static let investmentStatedLead = Phrase("规划投资·", "stated, ")
  public static let investmentRescaledLead = Phrase("规划投资（按情景规模）·", "stated, rescaled, ")
  public static let investmentImputed = Phrase("没有写明的项目（推算投资）", "imputed")
  public static let investmentOverrun = Phrase("超支", "overrun")
  public static let investmentCap = Phrase("资金上限", "cap")
  public static let investmentYearHeading = Phrase("当年投资（万元）", "Investment in the year (10⁴ yuan)")
  public static let investmentTotalHeading = Phrase("累计投资（万元）", "Cumulative (10⁴ yuan)")
  public static let investmentTotalLine = Phrase("累计", "Total")
  public static let investmentNone = Phrase("本情景没有投资", "No investment")
  public static let investmentTitle = Phrase("分年投资", "Investment by year")
  public static let investmentDraws = Phrase(
    "；{1}次抽样：柱和累计线为均值，累计线的阴影为80%区间", "; {1} draws: means, the shade of the total is the 80% interval")
  public static let investmentSubtitle = Phrase(
    "按建设期平均分摊；资金来源照县数据", "Spread evenly over the years of building")
  public static let investmentSource = Phrase(
    "投资见县数据 projects.csv。", "Investments of the county's projects.csv.")
  public static let investmentSourceImputed = Phrase(
    "投资见县数据 projects.csv；没有写明的，按每床造价推算。",
    "Investments of the county's projects.csv; others imputed per bed.")
  public static let investmentDescription = Phrase("时段内合计{1}。", "Total {1}.")
  public static let investmentOverCap = Phrase("{1}年超过资金上限。", "Above the cap in {1}.")
}
