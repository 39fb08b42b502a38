/// Codes of problems in a county data package. Each has one meaning; `countyplan explain` prints it.
public enum DataCode: String, Sendable, Hashable, CaseIterable {
  case unreadablePackage = "E0101"
  case missingResource = "E0102"
  case unsafePath = "E0103"
  case encoding = "E0104"
  case malformedCSV = "E0105"
  case header = "E0106"
  case emptyCell = "E0107"
  case notANumber = "E0108"
  case outOfRange = "E0109"
  case notInList = "E0110"
  case duplicateKey = "E0111"
  case unknownReference = "E0112"
  case totalsDisagree = "E0113"
  case unknownParameter = "E0114"
  case missingParameter = "E0115"
  case incompleteSeries = "E0116"
  case contradiction = "E0117"
  case unsafeName = "E0118"

  /// Warnings do not stop a run.
  var isWarning: Bool { rawValue.hasPrefix("W") }

  public var meaningZh: String {
    switch self {
    case .unreadablePackage: "datapackage.json 不能读，或缺少 county、resources 等必需内容"
    case .missingResource: "数据包缺少一张必需的表"
    case .unsafePath: "资源路径必须是数据包内的相对路径"
    case .encoding: "文件编码不是 UTF-8，也不是 GB18030"
    case .malformedCSV: "CSV 结构错误：引号未闭合、列数不符、字段过长或列数过多"
    case .header: "表头缺列、重复或有未知列"
    case .emptyCell: "必填单元格为空"
    case .notANumber: "单元格应为数字"
    case .outOfRange: "数字超出允许范围"
    case .notInList: "取值不在允许的清单内"
    case .duplicateKey: "主键重复"
    case .unknownReference: "引用了不存在的代码、项目或来源"
    case .totalsDisagree: "分项之和与县合计不符"
    case .unknownParameter: "没有这个模型参数"
    case .missingParameter: "缺少模型参数"
    case .incompleteSeries: "序列缺年龄组、性别或年份"
    case .contradiction: "同一行内的数互相矛盾"
    case .unsafeName: "名称不能以 = + - @ 开头（表格软件会当作公式）"
    }
  }

  public var meaningEn: String {
    switch self {
    case .unreadablePackage: "datapackage.json cannot be read or lacks county or resources"
    case .missingResource: "a required table is missing"
    case .unsafePath: "a resource path must be relative and inside the package"
    case .encoding: "the file is neither UTF-8 nor GB18030"
    case .malformedCSV: "broken CSV: open quote, ragged row, field too long or too many columns"
    case .header: "a column is missing, repeated or unknown"
    case .emptyCell: "a required cell is empty"
    case .notANumber: "the cell should be a number"
    case .outOfRange: "the number is outside its range"
    case .notInList: "the value is not in the list"
    case .duplicateKey: "a primary key is repeated"
    case .unknownReference: "a code, project or source does not exist"
    case .totalsDisagree: "parts do not sum to the county total"
    case .unknownParameter: "there is no such parameter"
    case .missingParameter: "a parameter is missing"
    case .incompleteSeries: "a series lacks an age group, sex or year"
    case .contradiction: "numbers of one row contradict each other"
    case .unsafeName: "a name may not begin with = + - @"
    }
  }
}
