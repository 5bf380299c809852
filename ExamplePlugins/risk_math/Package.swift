// swift-tools-version: 6.2
// Tests this plugin alone: `swift test`. One command builds it without any package; see README.md.

import PackageDescription

/// The Vigilo SDK: $VIGILO_SDK, or where an installation puts it.
let sdk = Context.environment["VIGILO_SDK"] ?? "/usr/local/share/vigilo/PluginSDK"

let package = Package(
    name: "risk_math",
    products: [.library(name: "risk_math", type: .dynamic, targets: ["RiskMath"])],
    dependencies: [.package(path: sdk)],
    targets: [
        .target(
            name: "RiskMath",
            dependencies: [.product(name: "CVigiloPlugin", package: "PluginSDK")],
            path: ".",
            exclude: ["README.md", "Tests"],
            sources: ["risk_math.c"],
            publicHeadersPath: ".",
            linkerSettings: [.unsafeFlags(["-use-ld=lld", "-Xlinker", "--version-script=\(sdk)/exports.map"])]
        ),
        // Not linked with the plugin: the tests load the library that is shipped.
        .testTarget(
            name: "RiskMathTests",
            dependencies: [
                .product(name: "VigiloPluginSDK", package: "PluginSDK"),
                .product(name: "VigiloPluginTesting", package: "PluginSDK"),
            ],
            path: "Tests"
        ),
    ]
)
