// Bad files, part six: what cannot share a process with the daemon, which is known before any of it runs.

import Foundation
import VigiloExtensionPoints

@testable import VigiloPluginHost

extension Specimen {
    private static let shared = ["-shared", "-fPIC"]

    /// A note as the SDK for Swift writes it, in a library that needs the runtime of Swift.
    private static func swift(_ name: String, compiler: String, _ sentence: String) -> Specimen {
        Specimen(name: name, reason: .clashSwiftCompiler, sentence: sentence) { path in
            let folder = try TemporaryFolder("swift")
            let library = folder.path("libswiftCore.so")
            let runtime = Recipe("library", linking: shared + ["-Wl,-soname,libswiftCore.so"])
            try TestFile.write(try await Workshop.shared.build(runtime), to: library)
            let note =
                #"abi=1\nname=noted\nkind=field_type\nversion=1.0.0\ncompatible_with=>=1.0\ncompiler=\#(compiler)\n"#
            let plugin = Recipe(
                "note", Recipe.define("NOTE", note), "-DENTRY",
                linking: shared + ["-Wl,--no-as-needed", library])
            try TestFile.write(try await Workshop.shared.build(plugin), to: path)
        }
    }

    static let clashes: [Specimen] = [
        Specimen(
            "stack.so", Recipe("plugin", linking: shared + ["-Wl,-z,execstack"]), .clashExecutableStack,
            "it asks for a stack that can be executed, and would get it for every thread of the daemon; "
                + "build it with -z noexecstack"),
        Specimen(
            "text_relocations.so", Recipe("library", "-DTEXT_RELOCATION", linking: shared + ["-Wl,-z,notext"]),
            .clashTextRelocations,
            "its code would have to be written to when it is loaded (text relocations); compile all of it with -fPIC"),
        Specimen(
            "static_tls.so", Recipe("plugin", "-DSTATIC_TLS=3000"), .clashStaticTLS,
            "it wants more static thread-local storage than this process has left; build it without "
                + "-ftls-model=initial-exec, or start the daemon with GLIBC_TUNABLES=glibc.rtld.optional_static_tls=4096"
        ),
        swift(
            "old_swift.so", compiler: "swift-5.9.2",
            "it was built by Swift 5.9.2, and shares the Swift runtime of this daemon, which was built by Swift "
                + "\(SwiftCompiler.host?.description ?? "?"): rebuild it with Swift "
                + "\(SwiftCompiler.host?.description ?? "?"), or link the runtime into it (-static-stdlib)"),
    ]
}
