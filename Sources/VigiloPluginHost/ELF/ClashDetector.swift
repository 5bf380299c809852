// What of a library's linking would harm, or not work in, the process that loads it.

import VigiloExtensionPoints
import VigiloPluginRuntime

/// Looks for clashes between libraries and this process, without running any of them. Made once for each scan, since what
/// the process has and what the system offers is asked once for all files.
struct ClashDetector: Sendable {
    private let libraries: LibrarySearch
    private let compiler: SwiftCompiler?
    private let staticTLSBytes: Int?

    /// `stagingFolder` is where the copies that are loaded lie: the `$ORIGIN` of their search paths. Blocks.
    init(stagingFolder: String) {
        self.init(
            libraries: LibrarySearch(origin: stagingFolder), compiler: .host,
            staticTLSBytes: LoadedLibraries.staticTLSBytes)
    }

    init(libraries: LibrarySearch, compiler: SwiftCompiler?, staticTLSBytes: Int?) {
        self.libraries = libraries
        self.compiler = compiler
        self.staticTLSBytes = staticTLSBytes
    }

    /// Throws `clash.…` or `load.dependency_missing` for what cannot be loaded, or not without harm; what can, but is worth
    /// knowing, is a warning. May block, to look for libraries.
    func check(_ inspection: ELFInspection, note: ManifestNote?) throws(Refusal) -> [PluginWarning] {
        let linking = inspection.linking
        if linking.hasExecutableStack {
            throw Refusal(
                .clashExecutableStack,
                "it asks for a stack that can be executed, and would get it for every thread of the daemon; "
                    + "build it with -z noexecstack")
        }
        if linking.hasTextRelocations {
            throw Refusal(
                .clashTextRelocations,
                "its code would have to be written to when it is loaded (text relocations); compile all of it with -fPIC"
            )
        }
        try checkCompiler(linking, note)
        let warnings = try staticTLSWarnings(linking)
        for library in linking.needed where !libraries.finds(library, for: linking) {
            throw Refusal(
                .loadDependencyMissing, "it needs the library '\(Quoted(library))', which is not installed here")
        }
        return warnings + swiftRuntimeWarnings(linking)
    }

    private func checkCompiler(_ linking: ELFLinking, _ note: ManifestNote?) throws(Refusal) {
        guard linking.needsSwiftRuntime, let compiler, let built = note.flatMap({ SwiftCompiler(note: $0.compiler) }),
            built != compiler
        else { return }
        throw Refusal(
            .clashSwiftCompiler,
            "it was built by Swift \(built), and shares the Swift runtime of this daemon, which was built by "
                + "Swift \(compiler): rebuild it with Swift \(compiler), or link the runtime into it (-static-stdlib)")
    }

    /// What does not fit into all of the process's static storage cannot fit into the rest of it; whether the rest is
    /// enough is only known when it is loaded.
    private func staticTLSWarnings(_ linking: ELFLinking) throws(Refusal) -> [PluginWarning] {
        let bytes = linking.staticTLSBytes
        guard bytes > 0 else { return [] }
        if let all = staticTLSBytes, bytes > UInt64(all) {
            throw Refusal(
                .clashStaticTLS,
                "it wants \(bytes) bytes of static thread-local storage, and this process has \(all) in all; "
                    + "build it without -ftls-model=initial-exec")
        }
        return [
            PluginWarning(
                .clashStaticTLS,
                "it takes \(bytes) bytes of the static thread-local storage, of which a process has little for all its "
                    + "plugins; without -ftls-model=initial-exec it would take none")
        ]
    }

    private func swiftRuntimeWarnings(_ linking: ELFLinking) -> [PluginWarning] {
        guard linking.carriesSwiftRuntime else { return [] }
        return [
            PluginWarning(
                .clashSecondSwiftRuntime, "it brings a Swift runtime of its own, which takes about 6 MB more memory")
        ]
    }
}
