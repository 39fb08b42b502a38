/// Wording of what commands say beside their results.
extension Phrase {
  public static let written = Phrase("已写出 {1}", "Written: {1}")
  public static let conditionHolds = Phrase("条件成立：{1}（{2}：{3}）", "Condition holds: {1} ({2}: {3})")
  public static let progress = Phrase("{1} 抽样 {2} {3}{4} ", "{1} draws {2} {3}{4} ")
  public static let progressLeft = Phrase("，还需 {1} 秒", ", {1} s left")
  public static let compareReference = Phrase("参照  {1}（{2}）", "Reference  {1} ({2})")
  public static let compareOther = Phrase("比较  {1}（{2}）", "Compared   {1} ({2})")
  public static let settingReplaces = Phrase("替换 {1}", "replaces {1}")
  public static let validated = Phrase("{1}：没有错误{2}（{3}，{4}—{5}年）", "{1}: no errors{2} ({3}, {4}–{5})")
  public static let validatedWarnings = Phrase("，{1} 处提醒", ", {1} warnings")
  public static let listMeasures = Phrase("指标", "Measures")
  public static let listPlaces = Phrase("地点（{1}），写编号或名称", "Places ({1}): write the code, or the name in Chinese")
  public static let listZones = Phrase("  片区  ", "  Zones      ")
  public static let listTownships = Phrase("  乡镇  ", "  Townships  ")
  public static let listMore = Phrase("  另有{1}个乡镇，--list 全部列出", "  {1} more townships: --list shows all")
  public static let measureShareShort = Phrase("比例", "share")
  public static let measureCountyShort = Phrase("只有全县", "county alone")
}

/// Wording of the audit of the plan's statements.
extension Phrase {
  public static let auditKind = Phrase("［{1}］", "[{1}] ")
  public static let auditPrinted = Phrase("印出 {1}", "printed {1}")
  public static let auditComputed = Phrase("计算 {1}", "computed {1}")
  public static let auditSum = Phrase(
    "共 {1} 条：相符 {2}，不符 {3}，未定义 {4}，缺失 {5}", "{1} in all: {2} close, {3} fail, {4} are undefined, {5} lack a figure")
  public static let auditFailing = Phrase("不符的按性质：{1}", "Those that fail, by kind: {1}")
}

/// Wording of the verification of a folder.
extension Phrase {
  public static let verified = Phrase(
    "{1}：{2}个文件与清单和重算结果逐字节相同，清单和{3}个输入未变",
    "{1}: {2} files are those of the manifest and of the run made again, byte for byte; manifest and {3} inputs are unchanged"
  )
  public static let verifyDrift = Phrase("{1}：{2}处不同（已重算）", "{1}: {2} differences (run again)")
  public static let verifyDriftFiles = Phrase(
    "{1}：{2}处不同（没有重算，只核对了文件和输入的校验值）", "{1}: {2} differences (not run again: only files and inputs were checked by hash)"
  )
  public static let driftMissing = Phrase("缺少文件", "file missing")
  public static let driftEdited = Phrase("文件被改过", "file edited")
  public static let driftNotAFile = Phrase("不是普通文件", "not a regular file")
  public static let driftUnreadable = Phrase("不能读", "cannot be read")
  public static let driftStranger = Phrase("清单之外", "not in the manifest")
  public static let driftInputChanged = Phrase("输入改过", "input changed")
  public static let driftInputMissing = Phrase("缺少输入", "input missing")
  public static let driftDifferent = Phrase("重算不同", "differs when run again")
  public static let driftExtra = Phrase("文件增减", "files came or went")
  public static let driftManifest = Phrase("清单不符", "manifest differs")
  public static let driftPlatform = Phrase("平台不同", "other platform")
  public static let driftNotRecomputed = Phrase("不能重算", "cannot be run again")
  public static let driftProblem = Phrase("{1} {2}（第{3}行）", "{1} {2} (line {3})")
  public static let driftMoreFiles = Phrase("重算多出这个文件", "only the run made again has this file")
  public static let driftFewerFiles = Phrase("重算没有这个文件", "the run made again has no such file")
  public static let driftPlatforms = Phrase(
    "清单写于 {1}，本机是 {2}；跨平台只保证印出的数相同",
    "the manifest was written on {1}, this is {2}; across platforms only printed numbers are the same")
  public static let driftField = Phrase("{1}：清单 {2}，重算 {3}", "{1}: {2} in the manifest, {3} when run again")
  public static let driftSpelling = Phrase("内容相同而字节不同", "same contents, other bytes")
  public static let driftNewInput = Phrase("清单没有这个输入", "the manifest has no such input")
  public static let driftUnusedInput = Phrase("重算没有用到这个输入", "the run made again does not use this input")
  public static let driftNone = Phrase("（无）", "(none)")
  public static let driftLine = Phrase("第{1}行：原 {2}；现 {3}", "line {1}: {2} before, {3} now")
  public static let driftHash = Phrase("清单的校验值与重算不同", "the hash of the manifest is not that of the run made again")
  public static let noComparison = Phrase("清单只写了一个情景，不成比较", "the manifest names one scenario: no comparison")
  public static let noSweep = Phrase("清单写的情景没有扫描", "the manifest's scenario has no sweep")
  public static let noScenarioFile = Phrase("清单没有写明情景文件", "the manifest names no scenario file")
  public static let fileOutside = Phrase(
    "清单中的情景文件 {1} 不在项目文件夹内", "the manifest's scenario file {1} is outside the project folder")
  public static let unknownKind = Phrase(
    "清单的 kind “{1}” 不是 run、compare、sweep 或 backtest",
    "the manifest's kind “{1}” is none of run, compare, sweep, backtest")
  public static let noRequest = Phrase(
    "清单没有写明要求（request），可能是旧版本写的：用原来的命令重新运行",
    "the manifest does not say what was asked for (request); an older version may have written it: run the command again"
  )
  public static let malformedRequest = Phrase(
    "清单的要求（request）不完整，或有值的类型不对", "the manifest's request is incomplete, or a value has the wrong type")
  public static let unknownTitles = Phrase(
    "清单的 titles “{1}” 不是 inside 或 none", "the manifest's titles “{1}” is neither inside nor none")
  public static let severalScenarios = Phrase(
    "清单只要一个情景，文件却给出几个（sweep）", "the manifest asks for one scenario, but the file gives several (sweep)")
  public static let noChild = Phrase("{1} 的扫描中已没有第{2}个子情景", "the sweep of {1} has no child {2} any more")
  public static let unknownLanguage = Phrase(
    "清单的 lang “{1}” 不是 zh 或 en", "the manifest's lang “{1}” is neither zh nor en")
}
