// swift-tools-version: 6.2
import PackageDescription

/// The Vigilo SDK: $VIGILO_SDK, or where it was when this folder was made.
let sdk = Context.environment["VIGILO_SDK"] ?? "/usr/local/share/vigilo/PluginSDK"

let package = Package(
    name: "plugin_name",
    products: [.library(name: "plugin_name", type: .dynamic, targets: ["PluginName"])],
    dependencies: [.package(path: sdk)],
    targets: [
        .target(
            name: "PluginName",
            dependencies: [.product(name: "VigiloPluginSDK", package: "PluginSDK")],
            // The library exports vigilo_plugin_entry and nothing else.
            linkerSettings: [.unsafeFlags(["-use-ld=lld", "-Xlinker", "--version-script=\(sdk)/exports.map"])],
            // Writes the manifest note from the Plugin type at every build.
            plugins: [.plugin(name: "VigiloManifestNote", package: "PluginSDK")]
        ),
        .testTarget(
            name: "PluginNameTests",
            dependencies: [
                "PluginName", .product(name: "VigiloPluginSDK", package: "PluginSDK"),
                .product(name: "VigiloPluginTesting", package: "PluginSDK"),
            ]
        ),
    ]
)
