// swift-tools-version: 6.2
// Builds this plugin alone: `swift build -c release`.

import PackageDescription

/// The Vigilo SDK: $VIGILO_SDK, or where an installation puts it.
let sdk = Context.environment["VIGILO_SDK"] ?? "/usr/local/share/vigilo/PluginSDK"

let package = Package(
    name: "kanban_overview",
    products: [.library(name: "kanban_overview", type: .dynamic, targets: ["KanbanOverview"])],
    dependencies: [.package(path: sdk)],
    targets: [
        .target(
            name: "KanbanOverview",
            dependencies: [.product(name: "VigiloPluginSDK", package: "PluginSDK")],
            path: "Sources",
            linkerSettings: [.unsafeFlags(["-use-ld=lld", "-Xlinker", "--version-script=\(sdk)/exports.map"])],
            plugins: [.plugin(name: "VigiloManifestNote", package: "PluginSDK")]
        ),
        // Not linked with the plugin: the tests load the library that is shipped.
        .testTarget(
            name: "KanbanOverviewTests",
            dependencies: [
                .product(name: "VigiloPluginSDK", package: "PluginSDK"),
                .product(name: "VigiloPluginTesting", package: "PluginSDK"),
            ],
            path: "Tests"
        ),
    ]
)
