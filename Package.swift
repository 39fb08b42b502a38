// swift-tools-version: 6.2
import PackageDescription

/// Every target of our own is built in Swift 6 mode with the strict upcoming features.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

/// The rooms of the house that other packages may use one by one.
let rooms = [
  "GSL", "RandomStreams", "PlainText", "PlanningModel", "Uncertainty", "Ensembles", "Diagnostics", "CountyData",
  "ScenarioFiles",
  "Demography",
  "CareNeed", "Facilities",
  "Funeral", "Finance", "Simulation", "Analysis", "Language", "Charts", "Publishing",
  "Workflows",
]

/// Those above the meaning of a run.
let faces: Set = ["Language", "Charts", "Publishing", "Workflows"]

let package = Package(
  name: "CountyPlan",
  products: rooms.map { .library(name: $0, targets: [$0]) } + [
    .executable(name: "countyplan", targets: ["countyplan"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Foundations: C libraries, and rooms without input or output.
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CMessageDigest", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .target(name: "CPlatform"),
    room("GSL", ["CGSL"]),
    room("PlanningModel"),
    room("RandomStreams"),
    room("Uncertainty", ["GSL", "RandomStreams", "PlanningModel"]),
    room("Ensembles"),
    room("PlainText"),
    room("Diagnostics", ["PlainText"]),

    // Inputs: files become values of the planning model.
    room("CountyData", ["PlanningModel", "PlainText", "RandomStreams", "Diagnostics"]),
    room(
      "ScenarioFiles",
      ["PlanningModel", "Uncertainty", "PlainText", "Diagnostics", .product(name: "Yams", package: "Yams")]),

    // Science: no input or output, no clock.
    room("Demography", ["GSL", "RandomStreams", "PlanningModel"]),
    room("CareNeed", ["PlanningModel"]),
    room("Facilities", ["PlanningModel"]),
    room("Funeral", ["PlanningModel"]),
    room("Finance", ["PlanningModel"]),

    // Engine, meaning, faces.
    room(
      "Simulation",
      [
        "PlanningModel", "RandomStreams", "Uncertainty", "Ensembles", "Demography", "CareNeed", "Facilities", "Funeral",
        "Finance",
      ]),
    room(
      "Analysis",
      [
        "PlainText", "PlanningModel", "Ensembles", "Demography", "CareNeed", "Facilities", "Funeral", "Finance",
        "Simulation",
      ]),
    room(
      "Language",
      [
        "PlainText", "PlanningModel", "Ensembles", "Demography", "CareNeed", "Facilities", "Funeral", "Simulation",
        "Analysis",
      ]),
    room("Charts", ["PlainText"]),
    room(
      "Publishing",
      [
        "PlanningModel", "Diagnostics", "Ensembles", "Demography", "CareNeed", "Facilities", "Funeral", "Finance",
        "Simulation", "Analysis", "Language", "Charts", "PlainText", "CPlatform", "CMessageDigest",
      ]),
    room(
      "Workflows",
      [
        "PlanningModel", "Diagnostics", "CountyData", "ScenarioFiles", "Uncertainty", "Ensembles", "Demography",
        "CareNeed", "Facilities", "Simulation", "Analysis", "Language", "PlainText", "Publishing",
      ]),
    .executableTarget(
      name: "countyplan",
      dependencies: [
        "PlanningModel", "Diagnostics", "CountyData", "ScenarioFiles", "Simulation", "Analysis", "Language",
        "PlainText", "Publishing", "Workflows", "Ensembles", "CPlatform",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Speed.
    .target(
      name: "CBenchmarkLoop",
      // `make bench` measures against -O3; unsafe flags would bar other packages, so they exist only there.
      cSettings: [.define("NDEBUG")]
        + (Context.environment["COUNTYPLAN_BENCH"] == nil ? [] : [.unsafeFlags(["-O3", "-ffp-contract=off"])])),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "PlanningModel", "CountyData", "ScenarioFiles", "Ensembles", "Demography", "Simulation", "CBenchmarkLoop",
      ],
      swiftSettings: strict),

    // Tests, one target a room.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("GSLTests", ["GSL"]),
    tests("RandomStreamsTests", ["RandomStreams"]),
    tests("UncertaintyTests", ["Uncertainty", "PlanningModel"]),
    tests("EnsemblesTests", ["Ensembles"]),
    tests("PlanningModelTests", ["PlanningModel"]),
    tests("DiagnosticsTests", ["Diagnostics", "PlainText"]),
    tests("CountyDataTests", ["CountyData", "PlainText", "Diagnostics", "PlanningModel"]),
    tests(
      "ScenarioFilesTests",
      [
        "ScenarioFiles", "Uncertainty", "CountyData", "Diagnostics", "PlainText", "PlanningModel",
        .product(name: "Yams", package: "Yams"),
      ]),
    tests("DemographyTests", ["Demography", "GSL", "RandomStreams", "PlanningModel"]),
    tests("CareTests", ["CareNeed", "Facilities", "Funeral", "Finance", "PlanningModel"]),
    tests("SimulationTests", rooms.filter { !faces.contains($0) }.map { .byName(name: $0) }),
    tests("AnalysisTests", rooms.filter { !faces.contains($0) }.map { .byName(name: $0) }),
    tests("LanguageTests", ["Language"]),
    tests("ChartsTests", ["Charts", "PlainText"]),
    tests("PublishingTests", rooms.filter { $0 != "Workflows" }.map { .byName(name: $0) }),
    tests("WorkflowsTests", rooms.map { .byName(name: $0) }),
    tests("EndToEndTests", ["countyplan", "Language", "PlainText", "PlanningModel", "Publishing"]),
  ]
)

// The fuzz target needs the fuzzer's run time, so it exists only when asked for: `make fuzz`.
if Context.environment["COUNTYPLAN_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzing", dependencies: ["ScenarioFiles", "CountyData", "Diagnostics", "PlainText", "PlanningModel"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
