// What happens to plugins, told to the daemon's log.

import Logging
import VigiloExtensionPoints

extension Logger {
    func record(_ directory: Listing.UnreadableDirectory) {
        warning(
            "Plugin directory not read",
            metadata: ["plugin.directory": "\(directory.path)", "sentence": "\(directory.cause)"])
    }

    /// A line for a look that found something to do.
    func record(_ scan: PluginScan) {
        guard scan.fileCount > 0 else { return }
        func count(_ state: PluginState) -> Logger.MetadataValue {
            "\(scan.results.count { $0.outcome.state == state })"
        }
        // What happened to a single file has been told already.
        log(
            level: scan.fileCount > 1 ? .info : .debug, "Plugin directories read",
            metadata: [
                "plugins.loaded": count(.active), "plugins.refused": count(.refused),
                "plugins.quarantined": count(.quarantined), "plugins.disabled": count(.disabled),
                "plugins.probed": "\(scan.probeCount)",
            ])
    }

    /// What the last run of the daemon was doing when it ended.
    func record(_ strikes: Strikes) {
        guard let culprit = strikes.lastCulprit else { return }
        warning(
            "Daemon ended while it loaded a plugin",
            metadata: [
                "plugin.file": "\(Quoted(culprit.file, upTo: 4096))", "plugin.sha256": "\(culprit.sha256)",
                "strikes": "\(strikes.count(culprit.sha256))", "strikes.limit": "\(Strikes.limit)",
            ])
    }

    func record(_ event: PluginEvent, _ roster: PluginRoster) {
        var metadata: Logger.Metadata = ["plugin.file": "\(event.file)"]
        if let name = event.name { metadata["plugin.name"] = "\(Quoted(name))" }
        if let version = event.version { metadata["plugin.version"] = "\(Quoted(version))" }
        if let refusal = event.refusal {
            metadata["reason"] = "\(refusal.reason.rawValue)"
            metadata["sentence"] = "\(refusal.sentence)"
        }
        if let actor = event.actor { metadata["actor"] = "\(actor.name)" }
        let entry = roster[PluginFile(path: event.file)]
        if event.kind.isTakingIn {
            if let signer = entry?.outcome.findings.signer { metadata["plugin.signer"] = "\(Quoted(signer))" }
        } else if entry?.isServing ?? false {
            metadata["serving"] = "\(entry?.outcome.findings.claims?.version ?? "")"
        }
        log(level: event.kind.level, event.kind.message, metadata: metadata)
        guard event.kind.isTakingIn else { return }
        for warning in entry?.outcome.findings.warnings ?? [] {
            self.warning(
                "Plugin taken in with a warning",
                metadata: [
                    "plugin.file": "\(event.file)", "code": "\(warning.code.rawValue)",
                    "sentence": "\(warning.sentence)",
                ])
        }
    }
}

extension PluginEvent.Kind {
    fileprivate var isTakingIn: Bool { self == .loaded || self == .replaced }

    fileprivate var level: Logger.Level {
        switch self {
        case .refused, .quarantined, .missing: .warning
        default: .info
        }
    }

    fileprivate var message: Logger.Message {
        switch self {
        case .loaded: "Plugin loaded"
        case .replaced: "Plugin replaced"
        case .moved: "Plugin moved"
        case .refused: "Plugin refused"
        case .quarantined: "Plugin quarantined"
        case .disabled: "Plugin disabled"
        case .retired: "Plugin retired"
        case .missing: "Plugin missing"
        case .forgotten: "Plugin file gone"
        case .explained: "Plugin explained"
        case .rehearsed: "Plugins held against another version"
        case .enabled: "Plugin enabled"
        case .released: "Plugin released"
        case .installed: "Plugin installed"
        case .removed: "Plugin removed"
        case .rolledBack: "Plugin rolled back"
        }
    }
}
