// What the dynamic loader says when it cannot open a file, put into words for people.

internal import VigiloExtensionPoints

/// A message of dlerror. glibc writes `FILE: CAUSE`, where FILE is the plugin or a library that it needs.
struct LoaderMessage {
    private let file: String
    private let cause: String
    private let path: String
    private let displayName: String

    init(_ message: String, path: String, displayName: String) {
        let parts = message.split(separator: ": ", maxSplits: 1)
        file = parts.count == 2 ? String(parts[0]) : ""
        cause = parts.count == 2 ? String(parts[1]) : message
        self.path = path
        self.displayName = displayName
    }

    var refusal: Refusal {
        if let symbol = textAfter("undefined symbol: ") {
            return Refusal(
                .loadSymbolUndefined,
                "\(owner) needs the symbol '\(symbol)', which neither the daemon nor any library it names provides")
        }
        if let version = versionNotFound {
            return Refusal(
                .loadDependencyMissing,
                "it needs \(version) of \(libraryName), which is not the one installed here")
        }
        if cause.contains("cannot open shared object file"), file != path {
            return Refusal(
                .loadDependencyMissing, "it needs the library '\(libraryName)', which is not installed here")
        }
        if cause.contains("static TLS block") {
            return Refusal(
                .clashStaticTLS,
                "\(owner) wants more static thread-local storage than this process has left; build it without "
                    + "-ftls-model=initial-exec, or start the daemon with "
                    + "GLIBC_TUNABLES=glibc.rtld.optional_static_tls=4096")
        }
        return Refusal(.loadFailed, "the loader cannot open \(owner): \(shown(cause))")
    }

    /// The plugin, or the library of it that is meant.
    private var owner: String {
        file == path || file.isEmpty ? "it" : "its library '\(libraryName)'"
    }

    private var libraryName: String {
        shown(String(file.split(separator: "/").last ?? ""))
    }

    /// "version `GLIBC_2.38' not found (required by FILE)"
    private var versionNotFound: String? {
        guard cause.hasPrefix("version `"), cause.contains("' not found") else { return nil }
        let rest = cause.dropFirst("version `".count)
        return "version " + shown(String(rest.prefix { $0 != "'" }))
    }

    /// What follows `prefix` in the cause, up to a comma (a symbol's version follows it).
    private func textAfter(_ prefix: String) -> String? {
        guard cause.hasPrefix(prefix) else { return nil }
        return shown(String(cause.dropFirst(prefix.count).prefix { $0 != "," }))
    }

    /// A piece of the message, harmless, with the private copy's path replaced by the name that the operator knows.
    private func shown(_ text: String) -> String {
        var shown = ""
        var rest = Substring(text)
        while let range = rest.firstRange(of: path) {
            shown += rest[..<range.lowerBound] + displayName
            rest = rest[range.upperBound...]
        }
        return ForeignText.harmless(shown + rest)
    }
}
