// The C header, through real compilers: clean under every warning, and the same note as the Swift SDK writes.

import Foundation
import ManifestNote
import SDKTestPrograms
import Testing

/// A compiler, and the language it is told to read.
struct Compiler: Sendable, CustomStringConvertible {
    let command: String
    let arguments: [String]

    var description: String { "\(command) \(arguments.joined(separator: " "))" }

    static let all = [
        Compiler(command: "gcc", arguments: ["-std=c11"]),
        Compiler(command: "g++", arguments: ["-std=c++17", "-x", "c++"]),
        Compiler(command: "clang", arguments: ["-std=c11"]),
        Compiler(command: "clang++", arguments: ["-std=c++17", "-x", "c++"]),
    ]
    /// Those that this machine has.
    static let installed = all.filter { (try? TestProgram.succeed("which", [$0.command])) != nil }
}

@Suite struct `The C header` {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func `is tried with at least one compiler`() {
        #expect(!Compiler.installed.isEmpty)
    }

    /// Names of every length modulo four: what follows the text in its last word differs.
    @Test(arguments: Compiler.installed, ["p", "pq", "pqr", "pqrs", "pqrst"])
    func `compiles without a warning, and writes the note that Swift writes`(compiler: Compiler, name: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vigilo-header-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "plugin.c")
        let library = folder.appending(path: "plugin.so").path
        let note = folder.appending(path: "note").path
        try """
        #include <vigilo_plugin.h>
        static vigilo_status join(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
            (void)host;
            (void)registrar;
            return VIGILO_OK;
        }
        VIGILO_PLUGIN("\(name)", VIGILO_KIND_CELERY_TASK, "2.0.0", ">=1.0", VIGILO_PLUGIN_PURE, join, NULL);

        """.write(to: source, atomically: true, encoding: .utf8)
        let include = Self.package.appending(path: "Sources/CVigiloPlugin/include").path
        try TestProgram.succeed(
            compiler.command,
            compiler.arguments + [
                "-shared", "-fPIC", "-Wall", "-Wextra", "-pedantic", "-Werror", "-I", include, "-o", library,
                source.path,
            ])
        try TestProgram.succeed("objcopy", ["-O", "binary", "--only-section=.note.vigilo", library, note])

        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: note)))
        let text = String(decoding: bytes, as: UTF8.self)
        let version = try #require(text.split(separator: "compiler=").last?.split(separator: "\n").first)
        #expect(version.hasPrefix(compiler.command.hasPrefix("clang") ? "clang-" : "gcc-"))
        let swift = try PluginSource(files: [("p.swift", Self.swift(name: name))])
        #expect(bytes == ManifestNote(swift, abi: 1, compiler: String(version)).bytes)
    }

    private static func swift(name: String) -> String {
        """
        struct P: Plugin {
            static let name = "\(name)"
            static let kind = PluginKind.celeryTask
            static let version = "2.0.0"
            static let compatibleWith = ">=1.0"
        }
        @c(vigilo_plugin_entry) public func entry() {}
        """
    }
}
