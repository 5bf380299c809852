// swift-tools-version: 6.2
import PackageDescription

// Where the SDK is: $VIGILO_SDK, or where an installation puts it.
let sdk = Context.environment["VIGILO_SDK"] ?? "/usr/local/share/vigilo/PluginSDK"

let package = Package(
    name: "ports",
    products: [.library(name: "ports", type: .dynamic, targets: ["Ports"])],
    dependencies: [.package(path: sdk)],
    targets: [
        .target(
            name: "Ports",
            dependencies: [.product(name: "CVigiloPlugin", package: "PluginSDK")],
            path: ".",
            exclude: ["Tests"],
            sources: ["ports.c"],
            publicHeadersPath: ".",
            linkerSettings: [.unsafeFlags(["-use-ld=lld", "-Xlinker", "--version-script=\(sdk)/exports.map"])]
        ),
        .testTarget(
            name: "PortsTests",
            dependencies: [
                .product(name: "VigiloPluginSDK", package: "PluginSDK"),
                .product(name: "VigiloPluginTesting", package: "PluginSDK"),
            ],
            path: "Tests"
        ),
    ]
)
