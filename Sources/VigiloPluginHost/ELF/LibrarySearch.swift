// Whether the dynamic loader would find a library.

import FoundationEssentials
import Glibc
import Synchronization
import VigiloPluginRuntime

/// Whether the dynamic loader of this process would find the libraries that plugins need. In doubt, it would.
///
/// It looks where ld.so(8) looks: at what is loaded already, in the plugin's own search paths, in LD_LIBRARY_PATH, in the
/// cache, in the system's folders. Whether what lies there fits is left to the loader.
final class LibrarySearch: Sendable {
    /// What only has to be known if a library is needed that this process has not loaded.
    private struct Surroundings {
        /// nil: not known, and so nothing is missing.
        let folders: [String]?
        let cache: LibraryCache?
        /// By the library's name, for those without a path of their own.
        var found: [String: Bool] = [:]
    }

    private let origin: String
    private let cacheFile: String
    private let loaded: Set<String>
    private let surroundings = Mutex<Surroundings?>(nil)

    /// `origin` is the folder that `$ORIGIN` stands for.
    init(origin: String, cacheFile: String = "/etc/ld.so.cache") {
        self.origin = origin
        self.cacheFile = cacheFile
        loaded = LoadedLibraries.names
    }

    func finds(_ library: String, for linking: ELFLinking) -> Bool {
        if library.contains("/") { return expand(library).map(Self.exists) ?? true }
        if loaded.contains(library) || isInSystem(library) { return true }
        // Where there is a RUNPATH, the RPATH is not looked at.
        let paths = linking.runpath ?? linking.rpath
        for entry in paths?.split(separator: ":", omittingEmptySubsequences: false) ?? [] {
            guard let folder = expand(String(entry)) else { return true }
            // An empty entry is the working directory.
            if Self.holds(folder.isEmpty ? "." : folder, library) { return true }
        }
        // Another plugin may have brought it meanwhile.
        return LoadedLibraries.names.contains(library)
    }

    private func isInSystem(_ library: String) -> Bool {
        surroundings.withLock { surroundings in
            var known =
                surroundings ?? Surroundings(folders: LoadedLibraries.folders, cache: LibraryCache(cacheFile))
            defer { surroundings = known }
            if let found = known.found[library] { return found }
            let found =
                if let folders = known.folders, let cache = known.cache {
                    folders.contains { Self.holds($0, library) }
                        || cache.paths(of: library).contains(where: Self.exists)
                } else {
                    true
                }
            known.found[library] = found
            return found
        }
    }

    /// nil for what only the loader knows, such as `$PLATFORM`.
    private func expand(_ path: String) -> String? {
        let expanded = path.replacing("${ORIGIN}", with: origin).replacing("$ORIGIN", with: origin)
        return expanded.contains("$") ? nil : expanded
    }

    /// Whether the library lies in a folder, or in one of those below it for machines that can do more.
    private static func holds(_ folder: String, _ library: String) -> Bool {
        if exists("\(folder)/\(library)") { return true }
        let special = "\(folder)/glibc-hwcaps"
        let machines = exists(special) ? (try? FileManager.default.contentsOfDirectory(atPath: special)) ?? [] : []
        return machines.contains { exists("\(special)/\($0)/\(library)") }
            || ["tls", "x86_64", "haswell", "avx512_1"].contains { exists("\(folder)/\($0)") }
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
