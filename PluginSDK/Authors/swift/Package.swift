// swift-tools-version: 6.2
import PackageDescription

// Where the SDK is: $VIGILO_SDK, or where an installation puts it.
let sdk = Context.environment["VIGILO_SDK"] ?? "/usr/local/share/vigilo/PluginSDK"

let package = Package(
    name: "ticket_numbers",
    products: [.library(name: "ticket_numbers", type: .dynamic, targets: ["TicketNumbers"])],
    dependencies: [.package(path: sdk)],
    targets: [
        .target(
            name: "TicketNumbers",
            dependencies: [.product(name: "VigiloPluginSDK", package: "PluginSDK")],
            path: "Sources",
            // The library exports vigilo_plugin_entry and nothing else.
            linkerSettings: [.unsafeFlags(["-use-ld=lld", "-Xlinker", "--version-script=\(sdk)/exports.map"])],
            // Writes the manifest note from the Plugin type at every build.
            plugins: [.plugin(name: "VigiloManifestNote", package: "PluginSDK")]
        ),
        .testTarget(
            name: "TicketNumbersTests",
            dependencies: [
                "TicketNumbers",
                .product(name: "VigiloPluginSDK", package: "PluginSDK"),
                .product(name: "VigiloPluginTesting", package: "PluginSDK"),
            ],
            path: "Tests"
        ),
    ]
)
