// What happens to plugin files, written into the platform's books and its audit chain.

import Logging
import VigiloExtensionPoints
import VigiloJSON
import VigiloPlatform
import VigiloPluginHost

/// The plugin ledger over the platform: a row a file, and every event in the audit log, in one transaction.
struct AuditedPluginLedger: PluginLedger {
    let files: PluginFiles
    let signer: AuditSigner
    let logger: Logger

    func remembered() async -> [RememberedPlugin] {
        do {
            return try await files.all().compactMap(RememberedPlugin.init)
        } catch {
            logger.error("Plugin states of earlier runs not read", metadata: ["error": "\(error)"])
            return []
        }
    }

    /// What was done so far is signed before plugins, which could do anything, are changed.
    func willChange() async throws {
        try await signer.sealPlatform()
    }

    func record(_ events: [PluginEvent]) async {
        do {
            try await files.record(events.map(PluginFiles.Event.init))
        } catch {
            // The plugins are loaded or refused whether or not it could be written down; the log is what is left.
            logger.error(
                "Plugin events not in the audit log",
                metadata: ["count": .stringConvertible(events.count), "error": "\(error)"])
        }
    }
}

extension PluginFiles.Event {
    init(_ event: PluginEvent) {
        var forgotten = event.formerFile.map { [$0] } ?? []
        var state: PluginFileState?
        switch event.memory {
        case .keep(let plugin): state = PluginFileState(plugin)
        case .forget: forgotten.append(event.file)
        case .unchanged: break
        }
        self.init(entry: PlatformAuditEntry(event), state: state, forgotten: forgotten)
    }
}

extension PluginFileState {
    init(_ plugin: RememberedPlugin) {
        self.init(
            file: plugin.file, name: plugin.name, kind: plugin.kind, version: plugin.version,
            compatibleWith: plugin.compatibleWith, sha256: plugin.sha256, state: plugin.state.rawValue,
            reason: plugin.refusal?.reason.rawValue, sentence: plugin.refusal?.sentence,
            since: Timestamp(microseconds: plugin.sinceMicroseconds))
    }
}

extension RememberedPlugin {
    /// nil for a state that this version does not know: it is found out anew.
    init?(_ file: PluginFileState) {
        guard let state = PluginState(rawValue: file.state) else { return nil }
        let reason = file.reason.flatMap(ReasonCode.init(rawValue:))
        if reason == nil, state != .active { return nil }
        self.init(
            file: file.file, name: file.name, kind: file.kind, version: file.version,
            compatibleWith: file.compatibleWith, sha256: file.sha256, state: state,
            refusal: reason.map { Refusal($0, file.sentence ?? "") }, sinceMicroseconds: file.since.microseconds)
    }
}

extension PlatformAuditEntry {
    init(_ event: PluginEvent) {
        var metadata: [String: JSONValue] = ["file": .string(event.file)]
        metadata["sha256"] = event.sha256.map(JSONValue.string)
        metadata["reason"] = event.refusal.map { .string($0.reason.rawValue) }
        metadata["sentence"] = event.refusal.map { .string($0.sentence) }
        metadata["former_file"] = event.formerFile.map(JSONValue.string)
        var value: [String: JSONValue] = [:]
        value["name"] = event.name.map(JSONValue.string)
        value["version"] = event.version.map(JSONValue.string)
        self.init(
            action: event.kind.auditAction, targetType: "plugin",
            // Many a refused file never tells its name.
            targetID: event.name ?? event.file, newValue: value.isEmpty ? nil : .object(value),
            metadata: .object(metadata), actor: event.actor.map { ($0.userID, $0.tokenID) })
    }
}

extension PluginEvent.Kind {
    fileprivate var auditAction: String {
        switch self {
        case .loaded: "plugin.load"
        case .replaced: "plugin.replace"
        case .moved: "plugin.move"
        case .refused: "plugin.refuse"
        case .quarantined: "plugin.quarantine"
        case .disabled: "plugin.disable"
        case .retired: "plugin.retire"
        case .missing: "plugin.miss"
        case .forgotten: "plugin.forget"
        case .explained: "plugin.explain"
        case .rehearsed: "plugin.check"
        case .enabled: "plugin.enable"
        case .released: "plugin.release"
        case .installed: "plugin.install"
        case .removed: "plugin.remove"
        case .rolledBack: "plugin.roll_back"
        }
    }
}
