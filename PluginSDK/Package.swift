// swift-tools-version: 6.3
// What plugin authors build against: the C header, Swift over it, and the generator of the manifest note.
// Depends on nothing but the toolchain.

import PackageDescription

/// In the repository every warning is an error; an installed SDK must not fail under a newer compiler's new warnings.
let isInstalled = Context.packageDirectory.hasSuffix("/share/vigilo/PluginSDK")

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (isInstalled ? [] : [.treatAllWarnings(as: .error)])

let unsafeSettings: [SwiftSetting] = settings + [.strictMemorySafety()]

let package = Package(
    name: "PluginSDK",
    products: [
        .library(name: "CVigiloPlugin", targets: ["CVigiloPlugin"]),
        .library(name: "VigiloPluginSDK", targets: ["VigiloPluginSDK"]),
        .library(name: "VigiloPluginTesting", targets: ["VigiloPluginTesting"]),
        .plugin(name: "VigiloManifestNote", targets: ["VigiloManifestNote"]),
    ],
    targets: [
        // The contract: headers only.
        .target(name: "CVigiloPlugin"),

        // Swift over it.
        .target(name: "CVigiloSlots"),
        .target(
            name: "VigiloPluginSDK",
            dependencies: ["CVigiloPlugin", "CVigiloSlots"],
            swiftSettings: unsafeSettings
        ),

        // A host to test plugins with, in their own packages.
        .target(name: "CVigiloCaller"),
        .target(
            name: "VigiloPluginTesting",
            dependencies: ["VigiloPluginSDK", "CVigiloPlugin", "CVigiloSlots", "CVigiloCaller"],
            swiftSettings: unsafeSettings
        ),

        // The manifest note of a Swift plugin, written from its sources at every build.
        .target(name: "ManifestNote", swiftSettings: settings),
        .executableTarget(
            name: "vigilo-note",
            dependencies: ["ManifestNote", "CVigiloPlugin"],
            swiftSettings: settings
        ),
        .plugin(name: "VigiloManifestNote", capability: .buildTool(), dependencies: ["vigilo-note"]),

        .testTarget(
            name: "VigiloPluginSDKTests",
            dependencies: ["VigiloPluginSDK", "CVigiloPlugin"],
            swiftSettings: settings
        ),
        // Not the root package's TestPrograms, though the same file: no two modules of a build have one name.
        .target(name: "SDKTestPrograms", path: "Tests/TestPrograms", swiftSettings: settings),
        .testTarget(
            name: "VigiloPluginTestingTests",
            dependencies: ["VigiloPluginTesting", "VigiloPluginSDK", "SDKTestPrograms"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ManifestNoteTests", dependencies: ["ManifestNote", "SDKTestPrograms"], swiftSettings: settings),
    ]
)
