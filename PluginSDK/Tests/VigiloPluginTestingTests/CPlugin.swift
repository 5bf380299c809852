// Plugins in C, compiled by the test that needs them.

import Foundation
import SDKTestPrograms
import VigiloPluginTesting

enum CPlugin {
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Compiles a fixture and calls `body` with the library's path.
    static func with<Value>(
        _ fixture: String, define macros: [String] = [], _ body: (String) throws -> Value
    ) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigilo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let library = folder.appendingPathComponent("\(fixture).so").path
        try TestProgram.succeed(
            "clang",
            ["-std=c11", "-shared", "-fPIC", "-fuse-ld=lld"] + macros.map { "-D\($0)" } + [
                "-I\(package.path)/Sources/CVigiloPlugin/include", "-o", library,
                "\(package.path)/Tests/VigiloPluginTestingTests/Fixtures/\(fixture).c",
            ])
        return try body(library)
    }
}
