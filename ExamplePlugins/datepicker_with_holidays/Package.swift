// swift-tools-version: 6.2
// Builds this plugin alone: `swift build -c release`.

import PackageDescription

/// The Vigilo SDK: $VIGILO_SDK, or where an installation puts it.
let sdk = Context.environment["VIGILO_SDK"] ?? "/usr/local/share/vigilo/PluginSDK"

let package = Package(
    name: "datepicker_with_holidays",
    products: [.library(name: "datepicker_with_holidays", type: .dynamic, targets: ["DatepickerWithHolidays"])],
    dependencies: [.package(path: sdk)],
    targets: [
        .target(
            name: "DatepickerWithHolidays",
            dependencies: [.product(name: "VigiloPluginSDK", package: "PluginSDK")],
            path: "Sources",
            linkerSettings: [.unsafeFlags(["-use-ld=lld", "-Xlinker", "--version-script=\(sdk)/exports.map"])],
            plugins: [.plugin(name: "VigiloManifestNote", package: "PluginSDK")]
        ),
        .testTarget(
            name: "DatepickerWithHolidaysTests",
            dependencies: [
                .target(name: "DatepickerWithHolidays"), .product(name: "VigiloPluginSDK", package: "PluginSDK"),
                .product(name: "VigiloPluginTesting", package: "PluginSDK"),
            ],
            path: "Tests"
        ),
    ]
)
