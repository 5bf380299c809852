// What became of a file, told to the list.

import VigiloExtensionPoints
import VigiloPluginRuntime

extension PluginRecord {
    init(_ entry: PluginEntry, former: FormerVersion?, generations: Int) {
        let outcome = entry.outcome
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
        signer = findings.signer
        warnings = findings.warnings
        backtrace = findings.backtrace
        replacement = entry.replacement.flatMap { RefusedReplacement($0) }
        self.former = former
        self.generations = generations
    }
}

extension RefusedReplacement {
    fileprivate init?(_ outcome: PluginOutcome) {
        guard let refusal = outcome.refusal else { return nil }
        self.init(
            state: outcome.state, refusal: refusal, version: outcome.findings.claims?.version,
            sha256: outcome.findings.sha256, sinceMicroseconds: outcome.atMicroseconds)
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
