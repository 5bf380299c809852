// A line of the host's own list: a file, what became of it, and what is remembered of it.

import VigiloExtensionPoints

/// A file that the host knows, and what became of it.
struct PluginEntry: Sendable {
    /// What the list shows: while a plugin is in service, its own outcome, whatever lies in the file by now.
    var outcome: PluginOutcome
    /// What became of the file's newer content, if that was refused while the older goes on serving.
    var replacement: PluginOutcome?
    /// Of the file as it was last read; nil for one that is not there.
    var fingerprint: FileFingerprint?

    var file: PluginFile { outcome.findings.file }
    var isServing: Bool { outcome.isActive }
    var name: String? { outcome.findings.claims?.name }

    /// Whether the file is believed to be there.
    var isPresent: Bool { outcome.state != .retired && outcome.state != .missing }

    /// Whether another look may come to another end although the file is as it was.
    var dependsOnSurroundings: Bool {
        let refusal = replacement?.refusal ?? outcome.refusal
        return refusal?.reason.dependsOnSurroundings ?? false
    }
}

extension ReasonCode {
    /// Whether the same file may be taken in later, because the reason lies outside of it.
    var dependsOnSurroundings: Bool {
        switch self {
        case .nameTaken, .registerKeyTaken, .stageFailed, .probeFailed, .loadDependencyMissing, .loadSymbolUndefined,
            .loadFailed:
            true
        default: rawValue.hasPrefix("file.") || rawValue.hasPrefix("trust.")
        }
    }
}

extension PluginEntry {
    /// As the books know it.
    var remembered: RememberedPlugin {
        let claims = outcome.findings.claims
        return RememberedPlugin(
            file: file.path, name: claims?.name, kind: claims?.kind, version: claims?.version,
            compatibleWith: claims?.compatibleWith, sha256: outcome.findings.sha256, state: outcome.state,
            refusal: outcome.refusal, sinceMicroseconds: outcome.atMicroseconds)
    }
}

extension PluginFindings {
    /// What is known of a file that has not been looked at.
    init(_ remembered: RememberedPlugin) {
        self.init(PluginFile(path: remembered.file))
        sha256 = remembered.sha256
        guard let name = remembered.name else { return }
        self.remembered = PluginClaims(
            name: name, kind: remembered.kind ?? "", version: remembered.version ?? "",
            compatibleWith: remembered.compatibleWith ?? "")
    }
}
