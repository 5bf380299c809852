// The zoo's plugins, built with the C compiler as an author would build them, each once a run.

import Foundation
import Testing

/// Builds the C sources of the plugin host's zoo.
actor Zoo {
    static let shared = Zoo()

    private var builds: [[String]: Task<Data, any Error>] = [:]

    private static let tests = URL(filePath: #filePath).appending(path: "../../..").standardized

    /// A source of the zoo by its name without `.c`, with the flags that choose what becomes of it.
    func build(_ source: String, _ flags: [String]) async throws -> Data {
        let words = [source] + flags
        let build = builds[words] ?? Task { try await Self.compile(source, flags) }
        builds[words] = build
        return try await build.value
    }

    private static func compile(_ source: String, _ flags: [String]) async throws -> Data {
        let product = FileManager.default.temporaryDirectory.appending(path: "vigilo-zoo-\(UUID().uuidString).so")
        defer { try? FileManager.default.removeItem(at: product) }
        let headers = tests.appending(path: "../PluginSDK/Sources/CVigiloPlugin/include").standardized
        let file = tests.appending(path: "VigiloPluginHostTests/Zoo/\(source).c")
        let built = try await Programs.run(
            "/usr/bin/gcc",
            ["-std=c11", "-O1", "-shared", "-fPIC", "-I", headers.path, "-o", product.path] + flags + [file.path])
        try #require(built.status == 0, "\(built.errors)")
        return try Data(contentsOf: product)
    }
}

/// A plugin of the zoo, with what it says of itself.
struct ZooPlugin: Sendable {
    var source = "plugin"
    var flags: [String] = []

    /// An honest plugin with the functions `twice`, which multiplies by `factor`, and `count`.
    static func good(
        _ version: String = "1.0.0", name: String = "good", factor: Int = 2, compatibleWith: String = ">=1.0,<2.0",
        key: String? = nil
    ) -> ZooPlugin {
        let texts = [
            ("NAME", name), ("VERSION", version), ("COMPATIBLE_WITH", compatibleWith), ("KEY", key ?? name),
        ]
        return ZooPlugin(flags: texts.map { "-D\($0)=\"\($1)\"" } + ["-DFACTOR=\(factor)"])
    }

    func bytes() async throws -> Data { try await Zoo.shared.build(source, flags) }
}
