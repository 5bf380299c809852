// swift-tools-version: 6.2
// Every example at once, for the repository's own builds. Each folder stands alone too: copy it and build it there.

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let sdk: Target.Dependency = .product(name: "VigiloPluginSDK", package: "PluginSDK")
let harness: Target.Dependency = .product(name: "VigiloPluginTesting", package: "PluginSDK")
let header: Target.Dependency = .product(name: "CVigiloPlugin", package: "PluginSDK")
let manifestNote: Target.PluginUsage = .plugin(name: "VigiloManifestNote", package: "PluginSDK")

/// Exports `vigilo_plugin_entry` and nothing else.
let exportOnlyTheEntry: [LinkerSetting] = [
    .unsafeFlags(["-use-ld=lld", "-Xlinker", "--version-script=\(Context.packageDirectory)/../PluginSDK/exports.map"])
]

let package = Package(
    name: "ExamplePlugins",
    products: [
        .library(name: "datepicker_with_holidays", type: .dynamic, targets: ["DatepickerWithHolidays"]),
        .library(name: "kanban_overview", type: .dynamic, targets: ["KanbanOverview"]),
        .library(name: "risk_math", type: .dynamic, targets: ["RiskMath"]),
        .library(name: "requires_vigilo_9", type: .dynamic, targets: ["RequiresVigilo9"]),
    ],
    dependencies: [.package(path: "../PluginSDK")],
    targets: [
        .target(
            name: "DatepickerWithHolidays",
            dependencies: [sdk],
            path: "datepicker_with_holidays/Sources",
            swiftSettings: settings,
            linkerSettings: exportOnlyTheEntry,
            plugins: [manifestNote]
        ),
        .testTarget(
            name: "DatepickerWithHolidaysTests",
            dependencies: ["DatepickerWithHolidays", sdk, harness],
            path: "datepicker_with_holidays/Tests",
            swiftSettings: settings
        ),
        .target(
            name: "KanbanOverview",
            dependencies: [sdk],
            path: "kanban_overview/Sources",
            swiftSettings: settings,
            linkerSettings: exportOnlyTheEntry,
            plugins: [manifestNote]
        ),
        .testTarget(
            name: "KanbanOverviewTests",
            dependencies: [sdk, harness],
            path: "kanban_overview/Tests",
            swiftSettings: settings
        ),
        .target(
            name: "RiskMath",
            dependencies: [header],
            path: "risk_math",
            exclude: ["README.md", "Package.swift", "Tests"],
            sources: ["risk_math.c"],
            publicHeadersPath: ".",
            linkerSettings: exportOnlyTheEntry
        ),
        .testTarget(
            name: "RiskMathTests", dependencies: [sdk, harness], path: "risk_math/Tests", swiftSettings: settings),
        .target(
            name: "RequiresVigilo9",
            dependencies: [header],
            path: "requires_vigilo_9",
            exclude: ["README.md", "Package.swift", "Tests"],
            sources: ["requires_vigilo_9.c"],
            publicHeadersPath: ".",
            linkerSettings: exportOnlyTheEntry
        ),
        .testTarget(
            name: "RequiresVigilo9Tests",
            dependencies: [sdk, harness],
            path: "requires_vigilo_9/Tests",
            swiftSettings: settings
        ),
    ]
)
