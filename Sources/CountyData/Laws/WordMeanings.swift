/// What the words of lists mean, for those who are told to choose one.
enum WordMeanings {
  private static let zh: [String: String] = [
    "M": "男", "F": "女", "T": "合计", "yes": "是", "no": "否", "candidate": "可能划入", "census": "普查", "official": "官方统计",
    "plan": "规划", "literature": "文献", "derived": "推算", "assumption": "假设", "tfr": "总和生育率",
    "asfr_share": "年龄别份额", "srb": "出生性别比", "severe": "生活不能自理", "basic_adl": "基本日常活动受限",
    "any_adl": "任一日常活动受限", "total": "合计", "60+": "60岁及以上", "government": "政府", "social": "社会",
    "planned": "拟实施", "reserve": "储备", "nursing": "护理型", "ordinary": "普通", "undefined": "未定义", "missing": "缺失",
    "measure": "县级结果", "indicator": "规划指标", "project": "项目", "value": "数值", "start": "开工年", "open": "建成年",
    "beds": "床位", "investment_wan": "投资（万元）", "decides": "影响结论", "definition": "口径不清", "rounding": "取整或笔误",
    "care_home": "养老院", "destitute_home": "特困供养机构", "service_centre": "养老服务中心", "renovation": "改造",
    "mutual_aid": "互助养老点", "psychiatric": "精神卫生", "cemetery": "公墓", "funeral_station": "殡仪服务站",
    "columbarium": "骨灰堂", "crematorium_retrofit": "火化设备改造", "funeral_home": "殡仪馆",
    "child_protection": "未成年人保护", "other": "其他", "urban_cemetery": "城市公墓", "rural_cemetery": "农村公墓",
  ]

  /// The words of a list with their meanings where these are not the words themselves.
  static func list(_ words: [String]) -> String {
    words.map { word in zh[word].map { "\(word) \($0)" } ?? word }.joined(separator: "、")
  }

  /// The word of a list that a Chinese one stands for; `nil` when there is none, or more than one.
  static func word(_ text: String, among words: [String]) -> String? {
    let fitting = words.filter { zh[$0] == text }
    return fitting.count == 1 ? fitting[0] : nil
  }
}
