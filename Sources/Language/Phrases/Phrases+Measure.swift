/// Wording of what a measure is.
extension Phrase {
  public static let measureUnit = Phrase("单位 {1}；{2}", "Unit {1}; {2}")
  public static let measureShare = Phrase("比例（1即100%）", "share of one")
  public static let measureLowerBetter = Phrase("越低越好", "lower is better")
  public static let measureHigherBetter = Phrase("越高越好", "higher is better")
  public static let measureNeutral = Phrase("高低本身不分好坏", "neither direction is better")
  public static let measurePlaces = Phrase("全县、片区和乡镇都有", "for the county, zones and townships")
  public static let measureCountyOnly = Phrase("只有全县的数", "for the county alone")
  public static let measureRule = Phrase("算法  {1}", "Rule  {1}")
  public static let measureUpstream = Phrase("由来  {1}", "From  {1}")
  public static let measureParameters = Phrase("参数  {1}", "Parameters  {1}")
  public static let measureData = Phrase("数据  {1}", "Data  {1}")
  public static let measureValues = Phrase("中心值  {1}", "Central  {1}")
  public static let measureTable = Phrase(
    "见于  tables/summary.csv、compare、sweep；可用在 probability、when、--fail-if 和情景的 targets 中",
    "In  tables/summary.csv, compare, sweep; in probability, when, --fail-if and the targets of a scenario")
}
