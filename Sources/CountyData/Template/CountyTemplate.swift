internal import Foundation
internal import PlainText
internal import PlanningModel
internal import RandomStreams

/// A new county's data package: small, valid and full of placeholders that say so, for someone to fill in; or a synthetic one
/// of any size, for scale tests.
public struct CountyTemplate: Sendable {
  public struct File: Sendable {
    public let path: String
    public let text: String
  }

  private let code: String
  private let nameZh: String
  private let nameEn: String
  private let baseYear: Int
  private let places: [Place]
  private let isSynthetic: Bool

  /// Townships that a synthetic county may have.
  public static let synthetic = 1...50_000

  private struct Place {
    let code: String
    let name: String
    let isCity: Bool
    let longitude: Double
    let latitude: Double
    let residents: Int
    let residents60: Int
    let residents65: Int
    let homeBeds: Int
  }

  /// - Parameters:
  ///   - code: Six digits.
  ///   - synthetic: Number of townships to invent, one of ``synthetic``; `nil` makes the minimal package with two.
  public init(
    code: String, nameZh: String, nameEn: String, baseYear: Int, synthetic: Int? = nil, seed: UInt64 = 1
  ) {
    self.code = code
    self.nameZh = nameZh
    self.nameEn = nameEn
    self.baseYear = baseYear
    isSynthetic = synthetic != nil
    let process = RandomStreams(seed: seed).process("synthetic-county")
    let census = Self.census(total: 1)
    let share60 = census.filter { $0.lower >= 60 }.reduce(0) { $0 + $1.share }
    let share65 = census.filter { $0.lower >= 65 }.reduce(0) { $0 + $1.share }
    let count = synthetic ?? 2
    // A county's code leaves three digits, so at most 999 townships. A larger invented county numbers its townships with more:
    // such codes are longer than those of any real place, and no other county's prefix is taken.
    let width = max(3, "\(count)".count)
    places = (0..<count).map { index in
      var stream = process.stream(draw: index)
      let isCity = index == 0 || isCityPlace(index, count)
      let (x, y, size) = (stream.uniform(), stream.uniform(), stream.uniform())
      let residents = synthetic == nil ? (isCity ? 60_000 : 40_000) : Int((4000 + 12_000 * size) * (isCity ? 2 : 1))
      let number = "\(index + 1)"
      let digits = String(repeating: "0", count: width - number.count) + number
      return Place(
        code: code + digits, name: isCity ? "示例\(number)街道" : "示例\(number)镇", isCity: isCity,
        longitude: synthetic == nil ? 108 + Double(index) * 0.2 : 108 + x, latitude: synthetic == nil ? 31 : 30.5 + y,
        residents: residents, residents60: Int((Double(residents) * share60).rounded()),
        residents65: Int((Double(residents) * share65).rounded()), homeBeds: residents / 200)
    }
  }

  // MARK: Files

  /// All files of the package, the descriptor last.
  public func files() -> [File] {
    let tables = PackageDeclarations.resources.map { resource in
      File(path: resource.name + ".csv", text: csv(resource, rows(of: resource.name)))
    }
    return tables + [File(path: "README.md", text: readme), File(path: "datapackage.json", text: descriptor)]
  }

  private func csv(_ resource: ResourceDeclaration, _ rows: [[String: String]]) -> String {
    let lines = comments(resource) + [resource.fields.map(\.name).joined(separator: ",")]
    return
      (lines
      + rows.map { row in
        resource.fields.map { field in
          let text = row[field.name] ?? standard(field.name)
          return text.contains(where: { ",\"\n".contains($0) })
            ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }.joined(separator: ",")
      }).joined(separator: "\n") + "\n"
  }

  /// Instructions above the header; people may delete them.
  private func comments(_ resource: ResourceDeclaration) -> [String] {
    guard !isSynthetic else { return [] }
    let columns = resource.fields.map { field in
      "\(field.name) \(field.titleZh)"
        + (field.allowed.isEmpty ? "" : "（\(field.allowed.joined(separator: "/"))）") + (field.isRequired ? "" : "（可空）")
    }
    return [
      "# \(resource.titleZh)：\(Self.advice[resource.name] ?? "")", "# 各列：\(columns.joined(separator: "；"))",
      "# 以 # 开头的说明行只能在表头之前；删去时把 datapackage.json 中这张表的 headerRows 改为 [1]",
    ]
  }

  /// Where other readers of the package find the header.
  private func dialect(_ resource: ResourceDeclaration) -> (String, JSONText) {
    let line = comments(resource).count + 1
    return ("dialect", .object([("commentChar", .string("#")), ("headerRows", .array([.integer(line)]))]))
  }

  /// Cells that every row of a new package has alike.
  private func standard(_ column: String) -> String {
    switch column {
    case "source": source
    case "quality", "population_quality", "cremation_zone_quality", "operator_quality", "schedule_quality": "assumption"
    case "note", "note_zh": isSynthetic ? "人造数据" : "占位，请替换"
    default: ""
    }
  }

  /// An invented county has nothing that anybody could replace.
  private var source: String { isSynthetic ? "synthetic" : Placeholders.source }

  private func text(_ value: Double, _ decimals: Int = 8) -> String {
    NumberFormat.machine(value, decimals: decimals) ?? "0"
  }

  private func rows(of table: String) -> [[String: String]] {
    switch table {
    case "sources":
      [
        [
          "key": source, "title": isSynthetic ? "人造数据，只用于测试规模" : "占位数字：没有来源，请逐行替换",
          "text_seen": "no", "note": isSynthetic ? "不描述任何真实的县" : "每找到一个来源，在这里加一行，并在数据行的 source 中引用",
        ]
      ]
    case "zones":
      [
        ["zone": "city", "name_zh": "城区", "name_en": "County town", "order": "1", "is_city": "yes"],
        ["zone": "towns", "name_zh": "乡镇", "name_en": "Towns", "order": "2", "is_city": "no"],
      ]
    case "townships": places.map(township)
    case "population": population
    case "mortality": mortality
    case "fertility": fertility
    case "disability": disability
    case "registered": registered
    case "parameters": parameters.map(parameter)
    case "facilities":
      places.enumerated().map { index, place in
        [
          "id": "F\(index + 1)", "name_zh": "\(place.name)敬老院", "geo_code": place.code, "homes": "1",
          "beds": "\(place.homeBeds)", "nursing_share": "0.4",
          "owner": index.isMultiple(of: 2) ? "government" : "social",
          "operator": index.isMultiple(of: 2) ? "government" : "social",
        ]
      }
    case "projects": isSynthetic ? projects : Array(projects.prefix(1))
    case "funeral_facilities":
      [["id": "G1", "name_zh": "县殡仪馆", "kind": "funeral_home"]]
    case "indicators":
      [
        [
          "number": "1", "name_zh": "养老机构护理型床位占比", "name_en": "Nursing share of care beds", "unit": "%", "base": "40",
          "comparator": ">=", "target": "55", "target_year": "\(baseYear + 5)", "target_text": "≥55",
          "nature_zh": "约束性",
          "measure": "nursing_share",
        ]
      ]
    case "actuals": isSynthetic ? [] : actuals
    default: []
    }
  }

  /// The form of what happened: indicators that the run projects in their target years, openings, and residents five years on.
  private var actuals: [[String: String]] {
    func line(_ kind: String, _ subject: String, _ aspect: String, _ year: String, _ note: String) -> [String: String] {
      [
        "kind": kind, "subject": subject, "aspect": aspect, "year": year, "source": "", "quality": "",
        "note": "待填：" + note,
      ]
    }
    let indicators = rows(of: "indicators").filter { $0["measure"] != "none" }
    return indicators.map {
      line("indicator", $0["number"] ?? "", "value", $0["target_year"] ?? "", $0["name_zh"] ?? "")
    }
      + rows(of: "projects").map { line("project", $0["id"] ?? "", "open", "", "\($0["name_zh"] ?? "")的建成年") }
      + [line("measure", "residents", "value", "\(baseYear + 5)", "11月1日常住人口")]
  }

  private func township(_ place: Place) -> [String: String] {
    [
      "geo_code": place.code, "name_zh": place.name, "name_en": "Sample \(place.code)",
      "kind_zh": place.isCity ? "街道" : "镇", "zone": place.isCity ? "city" : "towns", "lon": text(place.longitude, 6),
      "lat": text(place.latitude, 6), "residents": "\(place.residents)", "residents_low": "\(place.residents * 8 / 10)",
      "residents_high": "\(place.residents * 12 / 10)", "residents60": "\(place.residents60)",
      "residents65": "\(place.residents65)", "cremation_zone": place.isCity ? "yes" : "no", "settlements": "10",
      "area_km2": "50",
    ]
  }

  // MARK: People

  /// Shares of both sexes together in the groups 0, 1–4, 5–9 … 85+.
  private static func census(total: Double) -> [(lower: Int, upper: Int?, share: Double)] {
    let bounds: [(Int, Int?)] =
      [(0, 0), (1, 4)] + stride(from: 5, to: 85, by: 5).map { ($0, $0 + 4) } + [(85, nil)]
    let weights = bounds.map { lower, upper -> Double in
      let width = Double((upper ?? 94) - lower + 1)
      let middle = Double(lower) + width / 2
      // A young half of one size and a shrinking old half.
      return width * (middle < 50 ? 1 : max(0.03, 1 - (middle - 50) / 42))
    }
    let sum = weights.reduce(0, +)
    return zip(bounds, weights).map { ($0.0, $0.1, total * $1 / sum) }
  }

  /// Counts whose sums over ages 0+, 60+ and 65+ are those of the townships.
  private var population: [[String: String]] {
    let groups = Self.census(total: 1)
    func block(_ range: Range<Int>, _ total: Int) -> [(lower: Int, upper: Int?, sex: String, persons: Int)] {
      let chosen = groups.filter { range.contains($0.lower) }
      let weights = chosen.flatMap { [$0.share * 0.505, $0.share * 0.495] }
      let parts = Fen(Int64(total)).split(by: weights)
      return parts.enumerated().map { index, part in
        (chosen[index / 2].lower, chosen[index / 2].upper, index.isMultiple(of: 2) ? "M" : "F", Int(part.count))
      }
    }
    let all = places.reduce(0) { $0 + $1.residents }
    let old = places.reduce(0) { $0 + $1.residents60 }
    let oldest = places.reduce(0) { $0 + $1.residents65 }
    return (block(0..<60, all - old) + block(60..<65, old - oldest) + block(65..<200, oldest))
      .sorted { ($0.sex, $0.lower) > ($1.sex, $1.lower) && $0.sex != $1.sex || $0.sex == $1.sex && $0.lower < $1.lower }
      .map { cell in
        [
          "year": "\(baseYear)", "sex": cell.sex, "age_from": "\(cell.lower)",
          "age_to": cell.upper.map { "\($0)" } ?? "", "persons": "\(cell.persons)",
        ]
      }
  }

  /// A Gompertz schedule with infant deaths, falling by 1.5% a year.
  private var mortality: [[String: String]] {
    let groups: [(Int, Int?)] =
      [(0, 0), (1, 4)] + stride(from: 5, to: 100, by: 5).map { ($0, $0 + 4) } + [(100, nil)]
    return stride(from: baseYear - 20, to: baseYear + 45, by: 5).flatMap { start in
      ["M", "F"].flatMap { sex in
        groups.map { lower, upper -> [String: String] in
          let middle = Double(lower + (upper ?? 104)) / 2
          let adult = (sex == "M" ? 6e-5 : 3.5e-5) * exp(0.094 * middle)
          let rate = (adult + (lower == 0 ? 0.006 : 0.0002)) * exp(-0.015 * Double(start - baseYear))
          return [
            "start": "\(start)", "end": "\(start + 5)", "sex": sex, "age_from": "\(lower)",
            "age_to": upper.map { "\($0)" } ?? "", "rate": text(rate),
          ]
        }
      }
    }
  }

  private var fertility: [[String: String]] {
    let years = (baseYear - 20)..<(baseYear + 45)
    func yearly(_ measure: String, _ value: String) -> [[String: String]] {
      years.map { ["measure": measure, "start": "\($0)", "end": "\($0 + 1)", "value": value] }
    }
    let shares = [0.02, 0.18, 0.36, 0.28, 0.12, 0.03, 0.01]
    let ages = stride(from: baseYear - 20, to: baseYear + 45, by: 5).flatMap { start in
      shares.enumerated().map { index, share in
        [
          "measure": "asfr_share", "start": "\(start)", "end": "\(start + 5)", "age_from": "\(15 + 5 * index)",
          "age_to": "\(19 + 5 * index)", "value": text(share),
        ]
      }
    }
    return yearly("tfr", "1.3") + ages + yearly("srb", "1.08")
  }

  private var disability: [[String: String]] {
    let groups: [(Int, Int, Double)] = [(60, 69, 0.01), (70, 79, 0.04), (80, 0, 0.15)]
    let severe = groups.flatMap { group in
      ["M", "F"].map { row("severe", $0, group.0, group.1, group.2) }
    }
    return severe + [row("basic_adl", "T", 60, 0, 0.15), row("any_adl", "T", 60, 0, 0.25)]
  }

  private func row(_ definition: String, _ sex: String, _ lower: Int, _ upper: Int, _ share: Double) -> [String: String]
  {
    [
      "definition": definition, "sex": sex, "age_from": "\(lower)", "age_to": upper == 0 ? "" : "\(upper)",
      "share": text(share), "low": text(share * 0.7), "high": text(share * 1.3),
    ]
  }

  private var registered: [[String: String]] {
    let total = places.reduce(0) { $0 + $1.residents }
    let old = places.reduce(0) { $0 + $1.residents60 }
    let groups: [(String, Double, Double)] = [("total", Double(total) * 1.2, 0), ("60+", Double(old) * 1.1, 0.03)]
    return [0, 15].flatMap { later -> [[String: String]] in
      groups.map { group, base, growth -> [String: String] in
        let persons = base * (1 + growth * Double(later))
        return [
          "year": "\(baseYear + later)", "group": group, "persons": text(persons, 0), "low": text(persons * 0.9, 0),
          "high": text(persons * 1.1, 0),
        ]
      }
    }
  }

  private var projects: [[String: String]] {
    places.enumerated().filter { $0.offset.isMultiple(of: 5) }.map { index, place in
      [
        "id": "P\(index / 5 + 1)", "status": "planned", "category": "care_home", "name_zh": "\(place.name)养护院",
        "name_en": "Nursing home \(place.code)", "site_plan_zh": place.name, "geo_codes": place.code, "beds": "100",
        "counts_as_care_bed": "yes",
        "bed_type": "nursing", "owner": "government", "operator": "government", "investment_wan": "2000",
        "start": "\(baseYear + 2)", "open": "\(baseYear + 4)", "open_earliest": "\(baseYear + 4)",
        "open_latest": "\(baseYear + 6)", "funding_source": "未定",
      ]
    }
  }

  // MARK: Parameters

  private typealias Entry = (path: String, value: Double, low: Double, high: Double)

  /// The placeholders; those that count people or agree with the beds follow a synthetic county's size.
  private var parameters: [Entry] {
    guard isSynthetic else { return Self.placeholders }
    let old = places.reduce(0) { $0 + $1.residents60 }
    let beds = places.reduce(0) { $0 + $1.homeBeds }
    let city = places.reduce(0) { $0 + ($1.isCity ? $1.homeBeds : 0) }
    return Self.placeholders.map { entry in
      switch entry.path {
      case "care.destitute_persons":
        let persons = (Double(old) * 0.02).rounded(.up)
        return (entry.path, persons, (persons * 0.6).rounded(), (persons * 1.4).rounded())
      case "care.destitute_in_homes":
        // One in eight or nine, but never more than have a bed.
        let persons = min((Double(old) * 0.0025).rounded(.up), (Double(beds) * 0.3).rounded(.down))
        return (entry.path, persons, (persons * 0.7).rounded(), (persons * 1.3).rounded())
      case "care.occupancy" where beds > 0:
        // 60% in the city and 45% elsewhere: the two can always hold together.
        let share = (0.6 * Double(city) + 0.45 * Double(beds - city)) / Double(beds)
        let value = (share * 1e6).rounded() / 1e6
        return (entry.path, value, value * 0.85, value * 1.15)
      default: return entry
      }
    }
  }

  /// Round placeholders with wide intervals; every one is graded an assumption.
  private static let placeholders: [Entry] = [
    ("population.mortality_closure.male", 1, 0.9, 1.1), ("population.mortality_closure.female", 1, 0.9, 1.1),
    ("population.mortality_local", 1, 0.9, 1.1),
    ("population.inflow_scale", 1, 0.7, 1.3), ("population.outflow_scale", 1, 0.7, 1.3),
    ("population.migration_half_life", 20, 10, 40), ("population.register_loss", 0.015, 0, 0.03),
    ("population.fertility_scale", 1, 0.8, 1.2),
    ("population.mortality_pace", 1, 0.6, 1.4), ("population.external_turnover", 0.005, 0.002, 0.01),
    ("population.internal_migration", 0.005, 0, 0.01), ("population.spread.mortality_walk", 0.01, 0.01, 0.01),
    ("population.spread.mortality_township", 0.1, 0.1, 0.1), ("population.spread.fertility", 0.1, 0.1, 0.1),
    ("population.spread.fertility_township", 0.15, 0.15, 0.15), ("population.spread.migration", 0.25, 0.25, 0.25),
    ("population.spread.migration_township", 0.25, 0.25, 0.25),
    ("population.spread.allocation_township", 0.2, 0.2, 0.2), ("population.spread.census", 0.005, 0.005, 0.005),
    ("population.spread.persistence", 0.9, 0.9, 0.9),
    ("care.norm_beds_per_1000", 35, 30, 40), ("care.norm_home_beds_per_1000", 22, 18, 26),
    ("care.norm_nursing_share", 0.6, 0.5, 0.7),
    ("care.prevalence_scale", 1, 0.7, 1.3), ("care.prevalence_trend", 0, -0.02, 0.02),
    ("care.uptake.disabled", 0.25, 0.15, 0.5),
    ("care.uptake.destitute", 0.5, 0.2, 1), ("care.destitute_persons", 500, 300, 700),
    ("care.destitute_in_homes", 60, 40, 80),
    ("care.occupancy", 0.5, 0.4, 0.6), ("care.occupancy_city", 0.6, 0.5, 0.7), ("care.full_occupancy", 0.95, 0.9, 1),
    ("care.admission_rate_3y", 0.01, 0.005, 0.02), ("care.length_of_stay", 2.5, 1.5, 4),
    ("care.residents_per_caregiver.nursing", 4, 3, 5), ("care.residents_per_caregiver.ordinary", 10, 8, 15),
    ("facilities.ramp_up.first_year", 0.5, 0.3, 0.7), ("facilities.ramp_up.second_year", 0.8, 0.6, 0.95),
    ("facilities.conversion_months", 6, 3, 12), ("funeral.zone_cremation_rate", 0.5, 0.4, 0.6),
    ("funeral.voluntary_cremation_rate", 0.02, 0, 0.05), ("funeral.ashes.plot", 0.25, 0.1, 0.4),
    ("funeral.ashes.niche", 0.15, 0.05, 0.3), ("funeral.ashes.ecological", 0.1, 0, 0.2),
    ("funeral.ashes.scattered", 0, 0, 0.1), ("funeral.cremations_per_cremator", 800, 600, 1000),
    ("finance.cost_overrun", 1, 1, 1.3), ("finance.imputed_cost_per_bed.nursing", 30, 20, 40),
    ("finance.imputed_cost_per_bed.destitute", 12, 10, 20),
  ]

  private func parameter(_ entry: Entry) -> [String: String] {
    let declaration = ParameterCatalogue.declaration(for: entry.path)
    return [
      "path": entry.path, "value": text(entry.value), "low": text(entry.low), "high": text(entry.high),
      "bound": entry.low == entry.high
        ? "" : entry.value == entry.low ? "low" : entry.value == entry.high ? "high" : "",
      "unit": declaration?.unit ?? "",
      "note_zh": isSynthetic ? "人造数据" : "占位：\(declaration?.titleZh ?? "")。写明理由和区间",
    ]
  }

  // MARK: Words

  private var descriptor: String {
    func field(_ field: ResourceDeclaration.Field) -> JSONText {
      var constraints: [(String, JSONText)] = []
      if let minimum = field.minimum { constraints.append(("minimum", .number(minimum, decimals: 6))) }
      if let maximum = field.maximum { constraints.append(("maximum", .number(maximum, decimals: 6))) }
      if !field.allowed.isEmpty { constraints.append(("enum", .array(field.allowed.map { .string($0) }))) }
      if field.isRequired { constraints.append(("required", .boolean(true))) }
      return .object(
        [("name", .string(field.name)), ("title", .string(field.titleZh)), ("type", .string(field.type))]
          + (constraints.isEmpty ? [] : [("constraints", .object(constraints))]))
    }
    let resources = PackageDeclarations.resources.map { resource -> JSONText in
      .object([
        ("name", .string(resource.name)), ("path", .string(resource.name + ".csv")),
        ("title", .string(resource.titleZh)),
        ("profile", .string("tabular-data-resource")), ("encoding", .string("utf-8")), dialect(resource),

        (
          "schema",
          .object([
            ("fields", .array(resource.fields.map(field))), ("missingValues", .array([.string("")])),
            ("primaryKey", .array(resource.primaryKey.map { .string($0) })),
            (
              "foreignKeys",
              .array(
                resource.references.map { reference in
                  .object([
                    ("fields", .array([.string(reference.field)])),
                    (
                      "reference",
                      .object([
                        ("resource", .string(reference.resource)), ("fields", .array([.string(reference.key)])),
                      ])
                    ),
                  ])
                })
            ),
          ])
        ),
      ])
    }
    return JSONText.object([
      ("name", .string("county-\(code)")), ("title", .string("\(nameZh)养老与殡葬设施规划数据")),
      (
        "description",
        .string(
          isSynthetic
            ? "人造数据，只用于测试规模，不描述任何真实的县。" : "新建的县数据包：所有数字都是占位，等级为 assumption。按 README.md 逐表替换，每行写来源和等级。")
      ),
      ("profile", .string("tabular-data-package")),
      (
        "county",
        .object([
          ("code", .string(code)), ("name_zh", .string(nameZh)), ("name_en", .string(nameEn)),
          ("base_year", .integer(baseYear)),
        ])
      ), ("resources", .array(resources)),
    ]).rendered()
  }

  /// Why the townships' codes are longer than nine digits; empty where they are not.
  private var longCodes: String {
    places.count > 999 ? "六位县码之后只有三位，最多999个乡镇；乡镇更多的人造县用更长的代码，不会与任何真实的乡镇混淆。" : ""
  }

  private var readme: String {
    let tables = PackageDeclarations.resources.map {
      "| \($0.name).csv | \($0.titleZh) | \(Self.advice[$0.name] ?? "") |"
    }
    return """
      # \(nameZh)数据包

      \(isSynthetic ? "人造数据，只用于测试规模。" + longCodes : "所有数字都是占位，没有来源。按下表从上到下替换；每改一行，写上 source（先在 sources.csv 登记）和 quality。")

      quality 取 census（普查）、official（官方统计）、plan（规划）、literature（文献）、derived（推算）、assumption（假设）之一；
      假设须在 note 写理由，在 low、high 写区间。actuals.csv 是一张表单：什么已经发生，推算旁边就放什么，不改推算。每行问一件事；知道了就写上 value
      （项目的 start、open 写 year）、source 和 quality，不知道的留空，留空的行不起作用。也可加行：kind 为 measure 时 subject 写
      summary.csv 的结果名（如 residents、beds、deaths，占比写0到1的小数），为 indicator 时写序号、数按指标自己的单位，为 project 时写编号。
      人口按当年11月1日；年末数写入 observations 并写明时间。CSV 用 UTF-8 或 GB18030，Excel、WPS 直接保存即可。

      | 表 | 内容 | 怎么填 |
      | --- | --- | --- |
      \(tables.joined(separator: "\n"))

      每改一张表就检查一次：

          countyplan validate scenarios/<情景>.yaml

      """
  }

  private static let advice: [String: String] = [
    "sources": "每份文件一行", "zones": "片区；城区 is_city 为 yes",
    "townships": "各乡镇街道；residents、residents60、residents65 合计须等于 population；不知道的留空，由程序按 township_observations 分配",
    "population": "普查的常住人口，分性别、年龄组；有两次普查时可推算迁移", "mortality": "每五年、分性别的死亡率；可用全国生命表",
    "fertility": "总和生育率、年龄别份额（合计为1）、出生性别比", "disability": "失能率，先填 severe（生活不能自理）",
    "registered": "户籍人口合计和60岁及以上", "parameters": "模型参数；每个都要区间和理由", "facilities": "每家机构一行最好；不知道时按乡镇合计",
    "projects": "拟实施和储备项目；年份不知道写推定并标 assumption", "funeral_facilities": "殡仪馆、公墓、骨灰堂；容量不知道留空",
    "indicators": "规划指标和目标", "figures": "规划中的数字，供 audit 引用", "statements": "要核对的规划表述",
    "observations": "基期以后的观测（可多年）：use 写 condition 用来取舍抽样（须写 relative_sd），check 只作比较，base 作普查后的起点，context 只作背景",
    "reference_census": "死亡率所属人口（多为全国）的两次普查，用来推算普查存留比；没有就留空，迁移残差按死亡率推算",
    "township_observations": "乡镇没有普查数时填：个别乡镇的普查数或户籍数、几个街道合占全县的比例、全县城镇和乡村人口；没有就留空",
    "settlement_classes": "按村（社区）分配乡镇人口时填：settlements 中各城乡分类代码是城镇还是乡村、相对人口；没有就留空",
    "actuals": "已经发生的填 value（项目的开工、建成填 year）、source、quality；不知道的留空，作待填",
    "deaths": "有分乡镇死亡登记时填；没有就留空，各乡镇按全县死亡率",
  ]
}

private func isCityPlace(_ index: Int, _ count: Int) -> Bool { count >= 10 && index < count / 10 }
