// Builds the plugins of the zoo with the C compiler and the real headers, each once a run.

import Foundation
import TestPrograms

/// What a build of a zoo source is made with.
struct Recipe: Hashable, Sendable {
    /// The name of a file in the folder Zoo, without `.c`.
    var source: String
    var flags: [String] = []
    /// How it is linked.
    var linking = ["-shared", "-fPIC"]

    init(_ source: String, _ flags: String..., linking: [String] = ["-shared", "-fPIC"]) {
        self.source = source
        self.flags = flags
        self.linking = linking
    }

    /// A definition of a text: `define("NAME", "x")` is `-DNAME="x"`.
    static func define(_ macro: String, _ text: String) -> String { "-D\(macro)=\"\(text)\"" }
}

/// Builds each recipe once; later requests get the same bytes.
actor Workshop {
    static let shared = Workshop()

    private var builds: [Recipe: Task<[UInt8], any Error>] = [:]

    private static let zoo = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Zoo")
    private static let headers = URL(filePath: #filePath)
        .appending(path: "../../../PluginSDK/Sources/CVigiloPlugin/include").standardized

    func build(_ recipe: Recipe) async throws -> [UInt8] {
        let build = builds[recipe] ?? Task { try await Self.compile(recipe) }
        builds[recipe] = build
        return try await build.value
    }

    /// Compiles in a folder of its own: what is linked to a library that the test deletes must not find it here again.
    private static func compile(_ recipe: Recipe) async throws -> [UInt8] {
        let folder = try TemporaryFolder("workshop")
        let product = folder.path("product")
        let arguments =
            ["-std=c11", "-Wall", "-Wextra", "-O1", "-I", headers.path()] + recipe.flags
            + [zoo.appending(path: recipe.source + ".c").path(), "-o", product] + recipe.linking
        try await TestProgram.succeedAside("gcc", arguments)
        return try TestFile.bytes(of: product)
    }
}
