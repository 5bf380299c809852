// swift-tools-version: 6.2
// The root package: the daemon, the command line, the runner and the modules they are made of.
// Who may import whom is written down here, target by target; `scripts/check` holds the sources to it.

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let unsafeSettings: [SwiftSetting] = settings + [.strictMemorySafety()]

/// Relative relocations packed: a fraction of their table has to be read at every start.
let programLinking: [LinkerSetting] = [
    .unsafeFlags(["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"])
]

/// The daemon and the runner share the Swift runtime with Swift plugins. Installed (scripts/install sets the variable), they
/// find it beside themselves and nowhere else; in the build folder, in the toolchain.
let runtimeLinking: [LinkerSetting] =
    Context.environment["VIGILO_INSTALL"] == nil
    ? []
    : [.unsafeFlags(["-no-toolchain-stdlib-rpath", "-Xlinker", "-rpath=$ORIGIN/../lib/vigilo/swift"])]

let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let pluginABI: Target.Dependency = .product(name: "CVigiloPlugin", package: "PluginSDK")

/// Throwing bytes at the parsers: scripts/fuzz runs it. It reaches into the modules (`@testable`), which a plain release
/// build does not allow; so the scripts that build it ask for it.
let fuzzing: [Target] =
    Context.environment["VIGILO_FUZZ"] == nil
    ? []
    : [
        .executableTarget(
            name: "vigilo-fuzz",
            dependencies: [
                "VigiloServer", "VigiloPluginHost", "VigiloPackage", "VigiloExtensionPoints", "VigiloJSON",
                "TestPrograms",
            ],
            path: "Tests/Fuzz",
            swiftSettings: settings
        )
    ]

let package = Package(
    name: "vigilo",
    products: [
        .executable(name: "vigilod", targets: ["vigilod"]),
        .executable(name: "vigilo", targets: ["vigilo"]),
        .executable(name: "vigilo-runner", targets: ["vigilo-runner"]),
    ],
    dependencies: [
        .package(path: "PluginSDK"),
        .package(path: "ExamplePlugins"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // Leaves.
        .target(name: "VigiloJSON", swiftSettings: settings),
        .target(name: "VigiloWire", dependencies: ["VigiloJSON"], swiftSettings: settings),
        .target(name: "VigiloExtensionPoints", dependencies: ["VigiloJSON"], swiftSettings: settings),
        .target(name: "VigiloPackage", dependencies: ["VigiloJSON"], swiftSettings: settings),
        .target(
            name: "VigiloAudit", dependencies: ["VigiloJSON", crypto], exclude: ["FORMAT.md"], swiftSettings: settings
        ),
        .target(
            name: "VigiloStore",
            dependencies: ["CSQLiteRows", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings
        ),
        .systemLibrary(name: "CFFI", pkgConfig: "libffi", providers: [.apt(["libffi-dev"])]),
        .target(name: "CLinux"),
        .target(name: "CSQLiteRows", linkerSettings: [.linkedLibrary("sqlite3")]),

        // Plugins.
        .target(
            name: "VigiloPluginRuntime",
            dependencies: ["VigiloExtensionPoints", "VigiloJSON", pluginABI, "CFFI", "CLinux"],
            swiftSettings: unsafeSettings
        ),
        .target(
            name: "VigiloPluginHost",
            dependencies: [
                "VigiloPluginRuntime", "VigiloExtensionPoints", "VigiloPackage", "VigiloJSON", log, crypto,
                cryptoExtras, subprocess, system,
            ],
            swiftSettings: settings
        ),

        // The domain and its two doors.
        .target(
            name: "VigiloPlatform",
            dependencies: [
                "VigiloStore", "VigiloExtensionPoints", "VigiloAudit", "VigiloJSON", asn1, crypto, cryptoExtras, x509,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "VigiloServer",
            dependencies: [
                "VigiloPlatform", "VigiloPluginHost", "VigiloExtensionPoints", "VigiloAudit", "VigiloWire",
                "VigiloJSON",
                hummingbird, hummingbirdCore, httpTypes, nioCore, nioHTTP1, nioHTTPTypes, log, lifecycle,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "VigiloClient",
            dependencies: [
                "VigiloWire", "VigiloJSON",
                nioCore, nioPosix, nioHTTP1,
            ],
            swiftSettings: settings
        ),

        // The programs.
        .executableTarget(
            name: "vigilod",
            dependencies: [
                "VigiloServer", "VigiloPlatform", "VigiloPluginHost", "VigiloStore", "VigiloExtensionPoints",
                "VigiloAudit", "VigiloWire", "VigiloJSON", "CLinux", argumentParser, crypto, httpClient, lifecycle,
                nioCore, nioHTTP1, nioPosix, log, toml,
            ],
            swiftSettings: settings,
            linkerSettings: programLinking + runtimeLinking
        ),
        .executableTarget(
            name: "vigilo",
            dependencies: [
                "VigiloClient", "VigiloPackage", "VigiloAudit", "VigiloWire", "VigiloJSON", argumentParser, crypto,
                toml,
            ],
            swiftSettings: settings,
            // At a fixed address nothing has to be relocated: a tenth of the time that a command takes.
            linkerSettings: programLinking
                + [.unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))]
        ),
        .executableTarget(
            name: "vigilo-runner",
            dependencies: ["VigiloPluginRuntime", "VigiloExtensionPoints", "VigiloJSON"],
            swiftSettings: settings,
            linkerSettings: programLinking + runtimeLinking
        ),

        // Linked into nothing: it makes one `swift build` build every example plugin beside the programs.
        .target(
            name: "ExamplePluginFiles",
            dependencies: [
                .product(name: "datepicker_with_holidays", package: "ExamplePlugins"),
                .product(name: "kanban_overview", package: "ExamplePlugins"),
                .product(name: "risk_math", package: "ExamplePlugins"),
                .product(name: "requires_vigilo_9", package: "ExamplePlugins"),
            ],
            path: "Tests/ExamplePluginFiles",
            swiftSettings: settings
        ),

        // Measuring: scripts/bench runs it.
        .executableTarget(
            name: "vigilo-bench",
            dependencies: [
                "VigiloPlatform", "VigiloStore", "VigiloPluginHost", "VigiloPluginRuntime", "VigiloExtensionPoints",
                "VigiloAudit", "VigiloJSON", "CLinux", log,
            ],
            path: "Tests/Benchmark/VigiloBench",
            swiftSettings: settings
        ),

        // Running programs in tests; the same file as in PluginSDK, which is a package of its own.
        .target(name: "TestPrograms", path: "Tests/TestPrograms", swiftSettings: settings),

        // Tests, one target a module, then the built programs.
        .testTarget(name: "VigiloJSONTests", dependencies: ["VigiloJSON"], swiftSettings: settings),
        .testTarget(
            name: "VigiloExtensionPointsTests",
            dependencies: ["VigiloExtensionPoints", "VigiloJSON"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "VigiloPackageTests", dependencies: ["VigiloPackage", "VigiloJSON", "TestPrograms"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "VigiloAuditTests", dependencies: ["VigiloAudit", "VigiloJSON", "TestPrograms"],
            exclude: ["Vectors"], swiftSettings: settings
        ),
        .testTarget(
            name: "VigiloStoreTests", dependencies: ["VigiloStore", "TestPrograms"], swiftSettings: settings
        ),
        .testTarget(
            name: "VigiloPlatformTests",
            dependencies: [
                "VigiloPlatform", "VigiloStore", "VigiloExtensionPoints", "VigiloAudit", "VigiloJSON", "TestPrograms",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "VigiloPluginRuntimeTests",
            dependencies: ["VigiloPluginRuntime", "VigiloExtensionPoints", "VigiloJSON", pluginABI, "vigilo-runner"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "VigiloPluginHostTests",
            dependencies: [
                "VigiloPluginHost", "VigiloPluginRuntime", "VigiloExtensionPoints", "VigiloJSON", log, "vigilo-runner",
                "TestPrograms",
            ],
            exclude: ["Zoo"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "VigiloServerTests",
            dependencies: [
                "VigiloServer", "VigiloPlatform", "VigiloPluginHost", "VigiloStore", "VigiloExtensionPoints",
                "VigiloAudit", "VigiloWire", "VigiloJSON", hummingbird, httpTypes, nioCore, nioEmbedded, nioHTTP1,
                nioHTTPTypes, log,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "VigilodTests",
            dependencies: [
                "vigilod", "VigiloPlatform", "VigiloPluginHost", "VigiloStore", "VigiloExtensionPoints", "VigiloAudit",
                "VigiloJSON", argumentParser, log,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "VigiloClientTests",
            dependencies: [
                "VigiloClient", "VigiloWire", "VigiloJSON",
                nioCore, nioPosix, nioHTTP1, nioEmbedded,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "VigiloCommandTests",
            dependencies: [
                "vigilo", "vigilo-runner", "VigiloClient", "VigiloPackage", "VigiloAudit", "VigiloWire", "VigiloJSON",
                argumentParser, nioCore, nioPosix, nioHTTP1,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "vigilod", "vigilo", "vigilo-runner", "ExamplePluginFiles", "VigiloAudit", argumentParser, subprocess,
                system,
            ],
            exclude: ["Golden/Files", "Golden/Certificates"],
            swiftSettings: settings
        ),
    ] + fuzzing,
    cxxLanguageStandard: .cxx17
)
