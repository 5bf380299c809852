// Where the plugin SDK is.

import Glibc

/// A plugin SDK that has templates in it.
struct InstalledSDK: Equatable {
    /// The folder, from the root.
    let path: String

    /// The SDK that was named, or the nearest: of this program's own installation or repository, then of the system.
    static func find(named option: String?, _ surroundings: Surroundings) throws -> InstalledSDK {
        // What was named and is none must not be replaced by another silently.
        for (path, name) in [(option, "--sdk"), (surroundings["VIGILO_SDK"], "VIGILO_SDK")] {
            guard let path else { continue }
            if let sdk = InstalledSDK(at: path) { return try sdk.checked() }
            throw Failure(
                .usage, code: "sdk_missing", "\(name) names \(path), which is no plugin SDK of this Vigilo",
                hint: "It is the folder PluginSDK, with Package.swift and Templates in it.")
        }
        let places = places(surroundings.programFolder)
        if let sdk = places.lazy.compactMap(InstalledSDK.init).first { return try sdk.checked() }
        throw Failure(
            .usage, code: "sdk_missing", "no plugin SDK was found; looked in \(places.joined(separator: ", "))",
            hint: "Name it with --sdk FOLDER or VIGILO_SDK; scripts/install --sdk-only installs it from the repository."
        )
    }

    static func places(_ programFolder: String?) -> [String] {
        var places: [String] = []
        var folder = programFolder.map { $0[...] } ?? ""
        if !folder.isEmpty { places.append(parent(of: folder) + "/share/vigilo/PluginSDK") }
        // Built in the repository, the program is some folders below its root.
        while folder.contains("/.build") {
            folder = parent(of: folder)[...]
            if !folder.contains("/.build") { places.append(folder + "/PluginSDK") }
        }
        for place in ["/usr/local", "/usr"].map({ $0 + "/share/vigilo/PluginSDK" }) where !places.contains(place) {
            places.append(place)
        }
        return places
    }

    private static func parent(of folder: Substring) -> String {
        String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
    }

    /// nil if the folder is no SDK.
    private init?(at path: String) {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        self.path = String(cString: real)
        for file in ["Package.swift", "Sources/CVigiloPlugin/include/vigilo_plugin.h", "Templates"] {
            guard access("\(self.path)/\(file)", R_OK) == 0 else { return nil }
        }
    }

    /// The path goes into a Package.swift and a Makefile, neither of which takes everything.
    private func checked() throws -> InstalledSDK {
        if let bad = path.first(where: { "\"'\\$#`\n\t".contains($0) }) {
            throw Failure(
                .usage, code: "sdk_unusable",
                "the SDK's path has a character in it that cannot stand in a build file: \(bad)",
                hint: "Put the SDK, or a copy of it, elsewhere: \(path)")
        }
        guard path.hasSuffix("/PluginSDK") else {
            throw Failure(
                .usage, code: "sdk_unusable", "the SDK's folder must be called PluginSDK, as packages go by that name",
                hint: "It is \(path).")
        }
        return self
    }
}
