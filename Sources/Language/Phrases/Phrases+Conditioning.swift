/// Wording of futures that are chosen by what was observed after the base.
extension Phrase {
  /// Names of observations.
  public static let conditionedBriefly = Phrase("只取与{1}相符的抽样", "only futures that agree with {1}")
  public static let conditionedTogether = Phrase(
    "各情景用同一批抽样：参照情景中与{1}相符的。", "All scenarios act in the futures that agree with {1} in the reference. ")
  public static let conditionedOtherwise = Phrase(
    "人口设定与参照不同的情景，单独运行时取舍不同，数值与这里略有出入。",
    "One whose population differs chooses otherwise when it is run alone, and its numbers differ a little. ")
  public static let unconditioned = Phrase("这里的抽样不按观测取舍。", "These draws are not chosen by observations. ")
  public static let conditionedLead = Phrase(
    "这{1}次抽样是按观测取舍后留下的：共试{2}次，每次按它与观测相差几个标准差决定去留，留下{3}。若改用加权，权重的有效份额为{4}。中心情形不受取舍影响。",
    "These {1} draws are those kept of {2} by how many standard deviations each lies from the observations ({3}); as weights their effective share would be {4}. The central case is not affected."
  )
  public static let conditionedFit = Phrase(
    "{1}：观测{2}，标准差{3}；取舍前中位{4}（80%区间 {5}—{6}），取舍后中位{7}（{8}—{9}），均值与观测差{10}%。",
    "{1}: observed {2}, standard deviation {3}; median {4} ({5} to {6}) before, {7} ({8} to {9}) after; the mean is off by {10}%. "
  )
  public static let conditionedTable = Phrase("取舍改变了什么（均值，括号内为80%区间）：", "What it changed (means and 80% intervals):")
  public static let conditionedBefore = Phrase("{1}年·不取舍", "{1}, all")
  public static let conditionedAfter = Phrase("{1}年·取舍后", "{1}, kept")
  public static let conditionedInputs = Phrase(
    "输入中移动最多的：{1}（括号内为移动了几个标准差）。", "Inputs that moved most: {1} (in standard deviations). ")
  public static let conditionedInput = Phrase("{1}均值由{2}变为{3}（{4}）", "{1} from {2} to {3} ({4})")
  public static let conditionedNoInput = Phrase(
    "没有一个输入的均值移动到抽样误差以外。", "No input's mean moved beyond sampling error. ")
  public static let observationConditions = Phrase(
    "程序没有用这个数估计参数，只用它取舍抽样（见下）；中心情形不受取舍影响，仍可与它核对。县数据的参数和区间是怎样定的，见各自的说明。",
    "The program fitted no parameter to the count; it chose the futures (below), not the central case. How the county's inputs and intervals were set is in their own notes. "
  )
}
