// What became of a file, told to the list, the ledger and the log.

import Logging
import VigiloExtensionPoints
import VigiloPluginRuntime

extension PluginRecord {
    init(_ outcome: PluginOutcome) {
        let findings = outcome.findings
        let active = try? outcome.result.get()
        name = findings.claims?.name
        kind = findings.claims?.kind
        version = findings.claims?.version
        compatibleWith = findings.claims?.compatibleWith
        state = outcome.state
        refusal = outcome.refusal
        file = findings.file.path
        sha256 = findings.sha256
        sizeBytes = findings.sizeBytes
        sinceMicroseconds = outcome.atMicroseconds
        isThreadSafe = findings.library?.descriptor.isThreadSafe
        isPure = findings.library?.descriptor.isPure
        loadMicroseconds = Int(findings.duration / .microseconds(1))
        compiler = findings.note?.compiler
        extensions = active?.draft.extensionList ?? []
        functions = active?.draft.functionList ?? []
        calls = active?.library.calls ?? CallCounts()
    }
}

extension RegistrationDraft {
    /// Sorted by kind, then key.
    fileprivate var extensionList: [PluginRecord.Extension] {
        let list =
            fieldTypes.map { PluginRecord.Extension(kind: .fieldType, key: $0.key, label: $0.label) }
            + dashboardWidgets.map { PluginRecord.Extension(kind: .dashboardWidget, key: $0.key, label: $0.label) }
            + integrationAdapters.map {
                PluginRecord.Extension(kind: .integrationAdapter, key: $0.key, label: $0.label)
            }
            + periodicTasks.map { PluginRecord.Extension(kind: .celeryTask, key: $0.key, label: $0.label) }
        return list.sorted { ($0.kind.rawValue, $0.key) < ($1.kind.rawValue, $1.key) }
    }

    /// Sorted by name.
    fileprivate var functionList: [PluginRecord.Function] {
        functions.map {
            PluginRecord.Function(
                name: $0.name, signature: $0.signature.description, summary: $0.summary, isPure: $0.isPure)
        }.sorted { $0.name < $1.name }
    }
}

extension PluginEvent {
    init(_ outcome: PluginOutcome) {
        self.init(
            kind: Kind(outcome.state), file: outcome.findings.file.path,
            name: outcome.findings.claims?.name, version: outcome.findings.claims?.version,
            sha256: outcome.findings.sha256, refusal: outcome.refusal, atMicroseconds: outcome.atMicroseconds)
    }
}

extension PluginEvent.Kind {
    fileprivate init(_ state: PluginState) {
        switch state {
        case .active: self = .loaded
        case .refused: self = .refused
        case .quarantined: self = .quarantined
        }
    }
}

extension Logger {
    /// A line for each file and directory, and one for the whole.
    func record(_ scan: PluginScan) {
        for directory in scan.unreadableDirectories {
            warning(
                "Plugin directory not read",
                metadata: ["plugin.directory": "\(directory.path)", "sentence": "\(directory.cause)"])
        }
        for outcome in scan.outcomes { record(outcome) }
        func count(_ state: PluginState) -> Logger.MetadataValue { "\(scan.outcomes.count { $0.state == state })" }
        info(
            "Plugin directories read",
            metadata: [
                "plugins.loaded": count(.active), "plugins.refused": count(.refused),
                "plugins.quarantined": count(.quarantined), "plugins.probed": "\(scan.probeCount)",
            ])
    }

    private func record(_ outcome: PluginOutcome) {
        let findings = outcome.findings
        var metadata: Logger.Metadata = ["plugin.file": "\(findings.file.path)"]
        if let name = findings.claims?.name { metadata["plugin.name"] = "\(Quoted(name))" }
        if let signer = findings.signer { metadata["plugin.signer"] = "\(Quoted(signer))" }
        guard let refusal = outcome.refusal else {
            metadata["plugin.version"] = "\(findings.claims?.version ?? "")"
            info("Plugin loaded", metadata: metadata)
            return
        }
        metadata["reason"] = "\(refusal.reason.rawValue)"
        metadata["sentence"] = "\(refusal.sentence)"
        if outcome.state == .quarantined {
            warning("Plugin quarantined", metadata: metadata)
        } else {
            warning("Plugin refused", metadata: metadata)
        }
    }
}
