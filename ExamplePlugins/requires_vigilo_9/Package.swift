// swift-tools-version: 6.2
// Tests this plugin alone: `swift test`. One command builds it without any package; see README.md.

import PackageDescription

/// The Vigilo SDK: $VIGILO_SDK, or where an installation puts it.
let sdk = Context.environment["VIGILO_SDK"] ?? "/usr/local/share/vigilo/PluginSDK"

let package = Package(
    name: "requires_vigilo_9",
    products: [.library(name: "requires_vigilo_9", type: .dynamic, targets: ["RequiresVigilo9"])],
    dependencies: [.package(path: sdk)],
    targets: [
        .target(
            name: "RequiresVigilo9",
            dependencies: [.product(name: "CVigiloPlugin", package: "PluginSDK")],
            path: ".",
            exclude: ["README.md", "Tests"],
            sources: ["requires_vigilo_9.c"],
            publicHeadersPath: ".",
            linkerSettings: [.unsafeFlags(["-use-ld=lld", "-Xlinker", "--version-script=\(sdk)/exports.map"])]
        ),
        // Not linked with the plugin: the tests load the library that is shipped.
        .testTarget(
            name: "RequiresVigilo9Tests",
            dependencies: [
                .product(name: "VigiloPluginSDK", package: "PluginSDK"),
                .product(name: "VigiloPluginTesting", package: "PluginSDK"),
            ],
            path: "Tests"
        ),
    ]
)
